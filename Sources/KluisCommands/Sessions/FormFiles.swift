internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration

/// The forms that a vault adopts together: their definitions, compiled, under one hash.
///
///     E("vault/v1/forms", [E("vault/v1/adopted-form", form, kind, revision, definition)])
///
/// In ascending order of names. A definition is decoded when its form is needed and not before.
struct FormFiles: Sendable {
    /// One definition.
    struct File: Sendable {
        /// The name of the form.
        let name: String
        /// The kind of section that it makes.
        let kind: SectionKind
        /// The revision.
        let revision: UInt64
        /// The canonical encoding of the form.
        let bytes: [UInt8]

        /// The form.
        ///
        /// - Throws: ``CanonicalEncodingError`` when this version does not read the definition.
        func form() throws -> Form { try Form(canonical: bytes) }
    }

    /// A form by its name; `nil` when there is none.
    func form(named name: FormName) throws -> Form? {
        try files.first { $0.name == name.text }?.form()
    }

    private static let label = "vault/v1/forms"
    private static let fileLabel = "vault/v1/adopted-form"

    /// The files, in ascending order of names.
    let files: [File]

    /// Reads and checks definition files.
    ///
    /// - Parameter sources: The content of each file by its name for errors.
    /// - Throws: `DataFileError` with the line of what is wrong.
    init(reading sources: [(file: String, bytes: [UInt8])]) throws {
        files = try sources.map { source in
            let form = try FormDefinitionFile.parse(source.bytes, file: source.file)
            return File(
                name: form.name.text, kind: form.kind, revision: UInt64(form.revision),
                bytes: form.canonicalBytes)
        }.sorted { $0.name < $1.name }
    }

    /// The encoding under whose hash the forms are adopted.
    var encoded: [UInt8] {
        var encoder = CanonicalEncoder(Self.label)
        encoder.append(
            list: files.map { file in
                var inner = CanonicalEncoder(Self.fileLabel)
                inner.append(file.name)
                inner.append(word: file.kind)
                inner.append(file.revision)
                inner.append(file.bytes)
                return inner.bytes
            })
        return encoder.bytes
    }

    /// Reads the encoding; nothing else is accepted.
    init(decoding bytes: [UInt8]) throws(CanonicalEncodingError) {
        var decoder = try CanonicalDecoder(bytes, label: Self.label)
        var files: [File] = []
        for element in try decoder.list(limit: 256) {
            var inner = try CanonicalDecoder(element, label: Self.fileLabel)
            let file = File(
                name: try inner.string(limit: 64), kind: try inner.word(),
                revision: try inner.integer(), bytes: try inner.bytes())
            try inner.finish()
            guard files.last.map({ $0.name < file.name }) ?? true else { throw .invalidField }
            files.append(file)
        }
        try decoder.finish()
        self.files = files
    }
}
