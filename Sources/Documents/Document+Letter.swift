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
    /// A filled-in form as a letter, with the fixed parts of the form around it.
    ///
    /// - Parameters:
    ///   - content: What was filled in.
    ///   - form: The form.
    ///   - regime: The regime of the dossier, on which some sentences depend.
    ///   - facts: Who wrote it, and for whom the copy is.
    ///   - ticket: What it is made from.
    package static func letter(
        _ content: FormContent, of form: Form, under regime: RegimeName?, _ facts: LetterFacts,
        ticket: DocumentTicket
    ) -> Document {
        let language = ticket.language
        let letter = form.letter ?? FormLetter(isOfficial: false)
        let body = FormBody(language: language)
        func paragraphs(_ list: [FormLetter.Paragraph]) -> [Block] {
            list.filter { $0.applies(to: content, under: regime) }
                .map { .paragraph($0.text[language].typeset(in: language)) }
        }
        func parties(_ list: [FormLetter.Party]) -> [Party] {
            list.filter { $0.applies(to: content) }.map { body.party($0, content.record, form) }
        }
        func greeting(_ words: LocalizedText) -> [Block] {
            letter.isGreeting ? [.paragraph(words[language])] : []
        }
        let receivers = parties(letter.receivers)
        let senders = parties(letter.senders)
        let signatories = parties(letter.signatories)
        // What stands in the signatures is not said twice.
        let signed = Set(
            letter.signatories.filter { $0.applies(to: content) }.flatMap(\.lines))
        let fields = form.fields.filter { !signed.contains($0.name) }
        return Document(
            language: language, title: form.title[language].typeset(in: language),
            mark: letter.isOfficial ? .official : .model,
            letterhead: receivers.isEmpty && senders.isEmpty
                ? nil
                : Letterhead(
                    senders: senders.isEmpty ? [facts.author(language)] : senders,
                    receivers: receivers),
            facts: facts.rows(ticket),
            blocks: greeting(DocumentWords.salutation) + paragraphs(letter.opening)
                + body.blocks(content.record, fields, caption: DocumentWords.content[language])
                + paragraphs(letter.closing) + greeting(DocumentWords.farewell)
                + (signatories.isEmpty ? [] : [.signatures(signatories)]),
            notices: facts.notices(ticket, isAboutWorker: form.isAboutWorker), ticket: ticket)
    }

    /// A text that was not written into a form.
    package static func letter(
        text: String, _ facts: LetterFacts, ticket: DocumentTicket
    ) -> Document {
        Document(
            language: ticket.language, title: facts.kind[ticket.language].asSentence, mark: .model,
            facts: facts.rows(ticket), blocks: [.paragraph(text)],
            notices: facts.notices(ticket, isAboutWorker: true), ticket: ticket)
    }
}

extension LetterFacts {
    /// For whom the author wrote, and in which role.
    fileprivate func author(_ language: Language) -> Document.Party {
        Document.Party(authorRole[language], [organisation].compactMap(\.self))
    }

    fileprivate func rows(_ ticket: DocumentTicket) -> [Document.Row] {
        let language = ticket.language
        let reference =
            "\(DocumentWords.dossier[language]) \(ticket.dossier.short), "
            + "\(DocumentWords.documentInLine[language]) \(ticket.code)"
        let author = [organisation, authorRole[language]].compactMap(\.self)
            .joined(separator: ", ")
        return [
            Document.Row(DocumentWords.date[language], writtenOn.words(in: language)),
            Document.Row(DocumentWords.reference[language], reference),
            Document.Row(DocumentWords.signedInVault[language], author),
            Document.Row(DocumentWords.copyFor[language], role[language]),
        ]
    }

    fileprivate func notices(_ ticket: DocumentTicket, isAboutWorker: Bool) -> [String] {
        guard case .letter(_, let copy) = ticket.subject else { return [] }
        let language = ticket.language
        let copied = DocumentWords.copied(
            role: role[language], day: madeOn.words(in: language), entry: copy.entry)[language]
        return [isAboutWorker ? "\(copied) \(DocumentWords.personal[language])" : copied]
    }
}

extension Form {
    /// Whether it is about a worker, and not about an organisation as a whole.
    fileprivate var isAboutWorker: Bool {
        kind != .checklist || fields.contains { $0.name == "worker-name" }
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
        let points = CheckedPoint.all(in: fields)
        for field in fields {
            if let run = points.first(where: { $0.first?.point == field }) {
                finish()
                blocks += table(of: run, record)
            }
            guard !points.joined().contains(where: { $0.fields.contains(field) }),
                let value = record[field.name]
            else { continue }
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

    /// The points of a checklist as one table, those that were left empty too.
    private func table(of points: [CheckedPoint], _ record: FormRecord) -> [Document.Block] {
        guard let first = points.first else { return [] }
        let caption = DocumentWords.points[language]
        return [
            .table(
                caption: caption,
                headings: [
                    DocumentWords.point[language], DocumentWords.yesOrNo[language],
                    label(first.day), label(first.status),
                ],
                rows: points.map { point in
                    [label(point.point)]
                        + [point.point, point.day, point.status].map { field in
                            record[field.name].map { cell(field, $0) } ?? "–"
                        }
                })
        ]
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
                            entry[column.name].map { cell(column, $0) } ?? "–"
                        }
                    })
            ]
        }
        return entries.enumerated().flatMap { place, entry in
            blocks(entry, columns, caption: "\(label(field)), \(place + 1)")
        }
    }

    /// A sender, receiver or signatory with the lines that are filled in.
    func party(
        _ party: FormLetter.Party, _ record: FormRecord, _ form: Form
    ) -> Document.Party {
        Document.Party(
            party.title[language].typeset(in: language),
            party.lines.flatMap { line -> [String] in
                guard let value = record[line],
                    let field = form.fields.first(where: { $0.name == line })
                else { return [] }
                // The parts of an address stand below one another.
                return words(field, value).split(separator: ", ").map(String.init)
            })
    }

    private func label(_ field: FormField) -> String { field.label[language].asSentence.typeset(in: language) }

    /// A value in a column, which may be narrow: a day stays on one line.
    private func cell(_ field: FormField, _ value: FormValue) -> String {
        let text = words(field, value)
        return field.kind == .date ? text.replacing(" ", with: "\u{a0}") : text
    }

    private func words(_ field: FormField, _ value: FormValue) -> String {
        switch value {
        case .date(let day): day.words(in: language)
        case .period(let from, let until): DocumentWords.period(from, until, in: language)
        case .choice, .selection, .flag: field.words(for: value, in: language).typeset(in: language)
        default: field.words(for: value, in: language)
        }
    }
}

extension String {
    /// The text with a capital letter at its beginning; `a: …`, the letter of an item, stays.
    var asSentence: String {
        dropFirst().drop { $0 == " " }.first == ":" ? self : prefix(1).uppercased() + dropFirst()
    }

    /// The text as it is printed, with the apostrophe of print, and no line that breaks before a sign
    /// or in the number of an article; for our own words, never for what was filled in.
    func typeset(in language: Language) -> String {
        var text = replacing("'", with: "’").replacing("rt. ", with: "rt.\u{a0}")
            .replacing(" §", with: "\u{a0}§").replacing("I.4-", with: "I.\u{2060}4-")
        guard language == .fr else { return text }
        for sign in [";", ":", "?", "!"] {
            text = text.replacing(" \(sign)", with: "\u{a0}\(sign)")
        }
        return text
    }
}

/// A point of a checklist: yes or no, a day, a status.
private struct CheckedPoint {
    let point: FormField
    let day: FormField
    let status: FormField

    var fields: [FormField] { [point, day, status] }

    /// The points that follow one another, run by run.
    static func all(in fields: [FormField]) -> [[Self]] {
        var runs: [[Self]] = []
        var next = 0
        for place in fields.indices where place + 2 < fields.count {
            let (point, day, status) = (fields[place], fields[place + 1], fields[place + 2])
            guard point.kind == .boolean, day.name.text == "\(point.name)-date",
                status.name.text == "\(point.name)-status"
            else { continue }
            if runs.isEmpty || next != place { runs.append([]) }
            runs[runs.count - 1].append(Self(point: point, day: day, status: status))
            next = place + 3
        }
        return runs
    }
}
