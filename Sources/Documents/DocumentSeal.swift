internal import CryptoPrimitives
internal import Markup
internal import Records

/// The block of a page that shows its id and hash, as text and as QR code.
///
/// The hash is the SHA-256 of the page's bytes without this block, so everything else that a page
/// says is under it: the text, the names, the ticket.
struct DocumentSeal {
    /// How the block begins; the hash follows.
    ///
    /// Text of a page cannot look like it, for it is escaped.
    static let start = "<div class=\"seal\" data-sha256=\""

    /// The block.
    let html: String

    /// Makes the block for a hash.
    ///
    /// - Throws: ``QRCode/Fault``.
    init(hash: Digest, of ticket: DocumentTicket) throws(QRCode.Fault) {
        let code = try QRCode(Self.text(hash: hash, of: ticket))
        let language = ticket.language
        var writer = HTMLWriter()
        writer.element("div", ["class": "seal", "data-sha256": hash.hex]) { writer in
            code.write(&writer, label: DocumentWords.qrCode[language])
            writer.element("p") { writer in
                writer.text(DocumentWords.document[language] + " ")
                writer.element("code", text: ticket.code)
                writer.void("br")
                writer.text("SHA-256 ")
                writer.element("code", text: hash.hex)
            }
        }
        html = writer.html
    }

    /// What the QR code says: `kluis:CODE:sha256:HASH`.
    static func text(hash: Digest, of ticket: DocumentTicket) -> String {
        "kluis:\(ticket.code):sha256:\(hash.hex)"
    }
}
