internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import Reintegration

/// A scanned paper, such as a request with a signature, which is kept as it is.
struct ScannedPaper {
    /// What a scan can be.
    enum MediaType: String, CaseIterable {
        case pdf = "application/pdf"
        case jpeg = "image/jpeg"
        case png = "image/png"

        /// What bytes say that they are, by how the formats begin and end (ISO 32000-2 §7.5.2 and
        /// §7.5.5; ITU-T T.81 annex B; ISO/IEC 15948 §5.2 and §11.2.5).
        ///
        /// `nil` for everything else, and for a scan that was cut off.
        init?(of bytes: [UInt8]) {
            let found = Self.allCases.first { type in
                bytes.starts(with: type.opening) && type.isClosed(bytes)
            }
            guard let found else { return nil }
            self = found
        }

        private var opening: [UInt8] {
            switch self {
            case .pdf: Array("%PDF-".utf8)
            case .jpeg: [0xff, 0xd8, 0xff]
            case .png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
            }
        }

        private func isClosed(_ bytes: [UInt8]) -> Bool {
            switch self {
            case .pdf: bytes.suffix(1024).contains(Array("%%EOF".utf8))
            case .jpeg: bytes.suffix(2) == [0xff, 0xd9]
            case .png: bytes.suffix(8) == [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]
            }
        }
    }

    /// What it is called.
    let name: String
    /// What it is.
    let mediaType: MediaType
    /// The scan.
    let bytes: [UInt8]

    /// Reads a scan.
    ///
    /// - Throws: Status 65 when the file is no PDF, JPEG or PNG.
    init(_ path: String) throws {
        bytes = try Files.read(path, limit: Int(Manifest.maximumLength))
        guard let mediaType = MediaType(of: bytes) else {
            throw CommandFailure(
                .badData, "`\(path)` is no PDF, JPEG or PNG, or it was cut off",
                hint: "scan the paper as one of these; a text is given with --file")
        }
        self.mediaType = mediaType
        name = Files.name(of: path)
    }

    /// How a form names it.
    var attachment: Attachment { Attachment(name: name, hash: Digest(hashing: bytes)) }

    /// Refuses a paper whose text nobody has looked at, where the text guard would look.
    ///
    /// - Parameters:
    ///   - kind: The kind of section.
    ///   - wasReadThrough: Whether the author says that it was read.
    /// - Throws: Status 65.
    static func check(_ kind: SectionKind, wasReadThrough: Bool) throws(CommandFailure) {
        guard !kind.isSecret else { return }
        guard !TextGuard.isFormForEmployer(kind) else {
            throw CommandFailure(
                .badData, "the text guard cannot look into a scan: `\(kind.rawValue)` takes none",
                hints: ["fill the form in, and keep the paper in the health file"],
                rules: ["floor/\(FloorRule.assessmentForm.rawValue)"])
        }
        guard wasReadThrough else {
            throw CommandFailure(
                .badData, "the text guard cannot look into a scan that the employer may read",
                hint:
                    "read it: no illness, cause or treatment may stand on it; then give --read-through"
            )
        }
    }
}
