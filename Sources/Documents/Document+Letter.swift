package import Records
package import Reintegration

/// Who wrote a section version, and for whom a copy of it is made.
package struct LetterFacts: Hashable, Sendable {
    /// What the kind of section is called.
    package var kind: LocalizedText
    /// The role of the author, in the document's language.
    package var authorRole: LocalizedText
    /// The organisation for which the author wrote; `nil` for a worker.
    package var organisation: String?
    /// The day on which it was written.
    package var writtenOn: CivilDate
    /// The role for which the copy was made.
    package var role: LocalizedText
    /// The day on which the copy was made.
    package var madeOn: CivilDate

    /// Puts the facts together.
    package init(
        kind: LocalizedText, authorRole: LocalizedText, organisation: String?,
        writtenOn: CivilDate, role: LocalizedText, madeOn: CivilDate
    ) {
        self.kind = kind
        self.authorRole = authorRole
        self.organisation = organisation
        self.writtenOn = writtenOn
        self.role = role
        self.madeOn = madeOn
    }
}

extension Document {
    /// A filled-in form as a letter, with the fixed sentences of the form around it.
    package static func letter(
        _ content: FormContent, of form: Form, _ facts: LetterFacts, ticket: DocumentTicket
    ) -> Document {
        let language = ticket.language
        func paragraphs(_ list: [FormLetter.Paragraph]?) -> [Block] {
            (list ?? []).filter { $0.applies(to: content) }.map { .paragraph($0.text[language]) }
        }
        return Document(
            language: language, title: form.title[language],
            mark: form.letter?.isOfficial == true ? .official : .model,
            facts: facts.rows(ticket),
            blocks: paragraphs(form.letter?.opening)
                + FormBody(language: language).blocks(
                    content.record, form.fields, caption: DocumentWords.content[language])
                + paragraphs(form.letter?.closing),
            notices: facts.notices(ticket), ticket: ticket)
    }

    /// A text that was not written into a form.
    package static func letter(
        text: String, _ facts: LetterFacts, ticket: DocumentTicket
    ) -> Document {
        Document(
            language: ticket.language, title: facts.kind[ticket.language].asSentence, mark: .model,
            facts: facts.rows(ticket), blocks: [.paragraph(text)],
            notices: facts.notices(ticket), ticket: ticket)
    }
}

extension LetterFacts {
    fileprivate func rows(_ ticket: DocumentTicket) -> [Document.Row] {
        let language = ticket.language
        let author = [organisation, authorRole[language]].compactMap(\.self)
            .joined(separator: ", ")
        var rows = [
            Document.Row(DocumentWords.from[language], author),
            Document.Row(DocumentWords.dossier[language], ticket.dossier.short),
            Document.Row(DocumentWords.written[language], writtenOn.words(in: language)),
        ]
        if case .letter(let version, _) = ticket.subject {
            rows.append(Document.Row(DocumentWords.version[language], "\(version.number)"))
        }
        rows.append(Document.Row(DocumentWords.copyFor[language], role[language]))
        return rows
    }

    fileprivate func notices(_ ticket: DocumentTicket) -> [String] {
        guard case .letter(_, let copy) = ticket.subject else { return [] }
        let language = ticket.language
        return [
            DocumentWords.notice(
                role: role[language], day: madeOn.words(in: language), entry: copy.entry)[language]
        ]
    }
}

/// What was filled into a form as parts of a document.
struct FormBody {
    /// Lists with more columns than this are written entry by entry.
    private static let maximumColumns = 4

    let language: Language

    /// The parts, in the order of the form; what was left empty is left out.
    func blocks(
        _ record: FormRecord, _ fields: [FormField], caption: String
    ) -> [Document.Block] {
        var blocks: [Document.Block] = []
        var rows: [Document.Row] = []
        var isContinued = false
        func finish() {
            guard !rows.isEmpty else { return }
            let more = isContinued ? " (\(DocumentWords.continued[language]))" : ""
            blocks.append(.rows(caption: caption + more, rows))
            isContinued = true
            rows = []
        }
        for field in fields {
            guard let value = record[field.name] else { continue }
            guard case .list(let entries) = value else {
                rows.append(Document.Row(label(field), words(field, value)))
                continue
            }
            guard !entries.isEmpty else { continue }
            finish()
            blocks += list(entries, field)
        }
        finish()
        return blocks
    }

    private func list(_ entries: [FormRecord], _ field: FormField) -> [Document.Block] {
        let columns = field.entryFields.filter { column in
            entries.contains { $0[column.name] != nil }
        }
        guard columns.count > Self.maximumColumns else {
            return [
                .table(
                    caption: label(field), headings: columns.map(label),
                    rows: entries.map { entry in
                        columns.map { column in
                            entry[column.name].map { words(column, $0) } ?? "–"
                        }
                    })
            ]
        }
        return entries.enumerated().flatMap { place, entry in
            blocks(entry, columns, caption: "\(label(field)), \(place + 1)")
        }
    }

    private func label(_ field: FormField) -> String { field.label[language].asSentence }

    private func words(_ field: FormField, _ value: FormValue) -> String {
        switch value {
        case .date(let day): day.words(in: language)
        case .period(let from, let until):
            "\(from.words(in: language)) – \(until?.words(in: language) ?? "…")"
        default: field.words(for: value, in: language)
        }
    }
}

extension String {
    /// The text with a capital letter at its beginning; `a: …`, the letter of an item, stays.
    var asSentence: String {
        dropFirst().first == ":" ? self : prefix(1).uppercased() + dropFirst()
    }
}
