package import CryptoPrimitives
internal import Markup
package import Records

/// A document for people: a page of HTML that needs nothing else.
///
/// Text from outside stands in it as text only, for the page is made by ``Markup/HTMLWriter``.
package struct Document: Hashable, Sendable {
    /// What a document says about its layout.
    package enum Mark: Hashable, Sendable {
        /// The layout is ours, and not the official form.
        case model
        /// The layout is that of the official form.
        case official
    }

    /// A term with what it is.
    package struct Row: Hashable, Sendable {
        /// The term.
        package let term: String
        /// What it is; several lines are allowed.
        package let text: String

        /// Makes a row.
        package init(_ term: String, _ text: String) {
            self.term = term
            self.text = text
        }
    }

    /// A part of the body.
    package enum Block: Hashable, Sendable {
        /// A heading of the second level.
        case heading(String)
        /// A paragraph; several lines are allowed.
        case paragraph(String)
        /// Terms, with a caption.
        case rows(caption: String, [Row])
        /// A table: its first column holds the headings of the rows.
        case table(caption: String, headings: [String], rows: [[String]])
        /// A text to copy or to compare, such as a hash.
        case code(String)
        /// Who signs, each with a line for a signature on paper.
        case signatures([Party])
    }

    /// A sender, receiver or signatory.
    package struct Party: Hashable, Sendable {
        /// What the party is called.
        package let title: String
        /// A name, an address, a day: a line each.
        package let lines: [String]

        /// Makes a party.
        package init(_ title: String, _ lines: [String] = []) {
            self.title = title
            self.lines = lines
        }
    }

    /// From whom a letter comes and to whom it goes.
    package struct Letterhead: Hashable, Sendable {
        /// The senders.
        package let senders: [Party]
        /// The receivers; none: it is a paper that goes to nobody in particular.
        package let receivers: [Party]

        /// Makes a letterhead.
        package init(senders: [Party], receivers: [Party]) {
            self.senders = senders
            self.receivers = receivers
        }
    }

    /// The language.
    package let language: Language
    /// The title.
    package let title: String
    /// What it says about its layout; `nil` where no official form could be meant.
    package let mark: Mark?
    /// From whom and to whom; `nil` for what is no letter.
    package let letterhead: Letterhead?
    /// When, about what, for whom a copy is.
    package let facts: [Row]
    /// The body.
    package let blocks: [Block]
    /// What whoever holds a copy must know.
    package let notices: [String]
    /// What it is made from; `nil` for what cannot be checked against a vault.
    package let ticket: DocumentTicket?

    /// Puts a document together.
    package init(
        language: Language, title: String, mark: Mark?, letterhead: Letterhead? = nil,
        facts: [Row], blocks: [Block], notices: [String], ticket: DocumentTicket?
    ) {
        self.language = language
        self.title = title
        self.mark = mark
        self.letterhead = letterhead
        self.facts = facts
        self.blocks = blocks
        self.notices = notices
        self.ticket = ticket
    }

    /// The page in UTF-8, and the hash that its seal shows.
    package struct Page: Hashable, Sendable {
        /// The page.
        package let bytes: [UInt8]
        /// The hash of the page without its seal.
        package let hash: Digest
    }

    /// The page; the same document makes the same bytes.
    ///
    /// - Throws: ``DocumentFault`` when the QR code cannot be made.
    package func page() throws(DocumentFault) -> Page {
        var head = HTMLWriter()
        var tail = HTMLWriter()
        DocumentPage(document: self).write(head: &head, tail: &tail)
        let hash = Digest(hashing: Array((head.html + tail.html).utf8))
        var seal = ""
        if let ticket {
            do {
                seal = try DocumentSeal(hash: hash, of: ticket).html
            } catch { throw DocumentFault() }
        }
        return Page(bytes: Array((head.html + seal + tail.html).utf8), hash: hash)
    }
}

/// The QR code of a document cannot be made: libqrencode has no memory.
package struct DocumentFault: Error, Hashable, Sendable {}
