internal import Records
internal import Reintegration

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

    private func label(_ field: FormField) -> String {
        field.label[language].asSentence.typeset(in: language)
    }

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
