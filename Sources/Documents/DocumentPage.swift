internal import Markup
internal import Records

/// Writes a document as HTML, in two parts: the seal stands between them.
struct DocumentPage {
    let document: Document

    private var language: Language { document.language }

    /// Writes what stands before and after the seal.
    ///
    /// Elements that are open around the seal are written as literals, for the writer closes its
    /// own.
    func write(head: inout HTMLWriter, tail: inout HTMLWriter) {
        head.literal("<!DOCTYPE html>\n<html lang=\"")
        head.text(language.rawValue)
        head.literal("\">")
        head.element("head") {
            $0.head(title: document.title, keywords: document.ticket?.text)
        }
        head.newLine()
        head.literal("<body class=\"letter\" data-document=\"")
        // Stands at the foot of every page of a PDF.
        head.text(document.ticket.map { "\(DocumentWords.document[language]) \($0.code)" } ?? "")
        head.literal("\">")
        head.element("header") { header(&$0) }
        head.newLine()
        head.element("main") { writer in
            for block in document.blocks { write(block, &writer) }
        }
        head.newLine()
        head.literal("<footer>")
        for notice in document.notices { tail.element("p", text: notice) }
        if document.ticket != nil { tail.element("p", text: DocumentWords.check[language]) }
        tail.literal("</footer></body></html>\n")
    }

    private func header(_ writer: inout HTMLWriter) {
        switch document.mark {
        case .model?:
            writer.element(
                "p", ["class": "mark", "role": "note"], text: DocumentWords.model[language])
        case .official?, nil: break
        }
        if let letterhead = document.letterhead { write(letterhead, &writer) }
        writer.element("h1", text: document.title)
        guard !document.facts.isEmpty else { return }
        writer.element(
            "table", ["class": "facts", "aria-label": DocumentWords.about[language]]
        ) { rows(document.facts, &$0) }
    }

    /// Sender and receivers beside one another, as on a sheet in an envelope with a window.
    private func write(_ letterhead: Document.Letterhead, _ writer: inout HTMLWriter) {
        writer.element("div", ["class": "parties"]) { writer in
            for (label, parties) in [
                (DocumentWords.from, letterhead.senders), (DocumentWords.to, letterhead.receivers),
            ] where !parties.isEmpty {
                writer.element("div") { writer in
                    writer.element("p", ["class": "label"], text: label[language])
                    for party in parties {
                        writer.element("p") { $0.lines(party.text) }
                    }
                }
            }
        }
        writer.newLine()
    }

    private func write(_ parties: [Document.Party], _ writer: inout HTMLWriter) {
        writer.element("div", ["class": "signatures"]) { writer in
            for party in parties {
                writer.element("div") { writer in
                    writer.element("p") { $0.lines(party.text) }
                    writer.element("p", ["class": "line"], text: DocumentWords.signature[language])
                }
            }
        }
    }

    private func write(_ block: Document.Block, _ writer: inout HTMLWriter) {
        switch block {
        case .heading(let text): writer.element("h2", text: text)
        case .paragraph(let text): writer.element("p") { $0.lines(text) }
        case .rows(let caption, let rows): self.rows(caption, rows, &writer)
        case .table(let caption, let headings, let rows):
            table(caption, headings, rows, &writer)
        case .code(let text):
            writer.element("p", ["class": "block"]) { writer in
                writer.element("code") { $0.lines(text) }
            }
        case .signatures(let parties): write(parties, &writer)
        }
        writer.newLine()
    }

    private func rows(
        _ caption: String, _ rows: [Document.Row], _ writer: inout HTMLWriter
    ) {
        guard !rows.isEmpty else { return }
        writer.element("table", ["class": "fields"]) { writer in
            writer.element("caption", text: caption)
            self.rows(rows, &writer)
        }
    }

    private func rows(_ rows: [Document.Row], _ writer: inout HTMLWriter) {
        writer.element("tbody") { writer in
            for row in rows {
                writer.element("tr") { writer in
                    writer.element("th", ["scope": "row"], text: row.term)
                    writer.element("td") { $0.lines(row.text) }
                }
                writer.newLine()
            }
        }
    }

    private func table(
        _ caption: String, _ headings: [String], _ rows: [[String]], _ writer: inout HTMLWriter
    ) {
        writer.element("table") { writer in
            writer.element("caption", text: caption)
            writer.element("thead") { writer in
                writer.element("tr") { writer in
                    for heading in headings {
                        writer.element("th", ["scope": "col"], text: heading)
                    }
                }
            }
            writer.element("tbody") { writer in
                for row in rows {
                    writer.element("tr") { writer in
                        for (place, text) in row.enumerated() {
                            if place == 0 {
                                writer.element("th", ["scope": "row"]) { $0.lines(text) }
                            } else {
                                writer.element("td") { $0.lines(text) }
                            }
                        }
                    }
                    writer.newLine()
                }
            }
        }
    }
}

extension Document.Party {
    /// The name and address, and below it what the party is called.
    fileprivate var text: String {
        lines.isEmpty ? title.asSentence : (lines + [title]).joined(separator: "\n")
    }
}
