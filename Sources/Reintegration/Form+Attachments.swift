package import CryptoPrimitives

/// A scanned paper that stands in a section of its own, as a form names it.
package struct Attachment: Hashable, Sendable {
    /// What it is called.
    package let name: String
    /// SHA-256 of the scan.
    package let hash: Digest

    /// Names an attachment.
    package init(name: String, hash: Digest) {
        self.name = name
        self.hash = hash
    }
}

extension Form {
    /// The field in which a form names its attachments: a list whose entries have `name` and
    /// `sha256`.
    package static let attachmentsField: FieldName = "attachments"

    /// Whether the form has a place for attachments.
    package var takesAttachments: Bool { attachments != nil }

    private var attachments: FormField? {
        fields.first { field in
            field.name == Self.attachmentsField
                && field.entryFields.map(\.name) == ["name", "sha256"]
                && field.entryFields.allSatisfy { $0.kind == .text }
        }
    }

    /// The content with attachments behind those that it names already.
    ///
    /// - Returns: `nil` when the form has no place for them, or not for so many or such names.
    package func attaching(_ added: [Attachment], to content: FormContent) -> FormContent? {
        guard let field = attachments else { return nil }
        var entries: [FormRecord] = []
        if case .list(let given)? = content[field.name] { entries = given }
        entries += added.map {
            FormRecord(["name": .text($0.name), "sha256": .text($0.hash.hex)])
        }
        var values = content.record.values
        values[field.name] = .list(entries)
        let attached = FormContent(
            kind: content.kind, form: content.form, revision: content.revision,
            record: FormRecord(values))
        return accepts(attached) || !accepts(content) && entries.count <= field.maximum
            ? attached : nil
    }
}
