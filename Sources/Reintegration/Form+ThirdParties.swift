/// What of a content names third parties: a colleague who was heard, a relative, a supervisor.
extension Form {
    /// Whether any field is filled in that the form marks as naming third parties.
    package func namesThirdParties(_ content: FormContent) -> Bool {
        FormRecord.anyMarked(in: content.record, fields)
    }

    /// The content without the fields that name third parties.
    ///
    /// - Returns: A content of the same form, whose required fields may then be empty.
    package func withoutThirdParties(_ content: FormContent) -> FormContent {
        FormContent(
            kind: content.kind, form: content.form, revision: content.revision,
            record: content.record.unmarked(fields))
    }

    /// The fields that are filled in and marked, each once; one in a list by its own name.
    package func thirdPartyFields(in content: FormContent) -> [FieldName] {
        FormRecord.marked(in: content.record, fields).sorted()
    }
}

extension FormRecord {
    fileprivate static func anyMarked(in record: FormRecord, _ fields: [FormField]) -> Bool {
        fields.contains { field in
            guard let value = record[field.name] else { return false }
            if field.namesThirdParties { return true }
            guard case .list(let entries) = value else { return false }
            return entries.contains { anyMarked(in: $0, field.entryFields) }
        }
    }

    fileprivate static func marked(
        in record: FormRecord, _ fields: [FormField]
    ) -> Set<FieldName> {
        fields.reduce(into: []) { found, field in
            guard let value = record[field.name] else { return }
            if field.namesThirdParties { found.insert(field.name) }
            guard case .list(let entries) = value else { return }
            for entry in entries { found.formUnion(marked(in: entry, field.entryFields)) }
        }
    }

    fileprivate func unmarked(_ fields: [FormField]) -> FormRecord {
        var kept: [FieldName: FormValue] = [:]
        for field in fields where !field.namesThirdParties {
            guard let value = self[field.name] else { continue }
            if case .list(let entries) = value {
                kept[field.name] = .list(entries.map { $0.unmarked(field.entryFields) })
            } else {
                kept[field.name] = value
            }
        }
        return FormRecord(kept)
    }
}
