internal import CryptoPrimitives
internal import Glibc
internal import Records

/// What an import has done, in a file beside the one that is imported.
///
/// A line of ASCII for each event, durable before what it tells is begun or after it is done:
///
///     begun TAG DOSSIER
///     section TAG SECTION
///     done TAG
///
/// TAG is a keyed hash of the row, or of the row and the place of a section in it, 64 hexadecimal
/// digits, which only the key of the importing role can make again; DOSSIER the identifier of the
/// dossier that is opened for the row, SECTION that of a section that is about to be written. No cell
/// stands in it. A last line that was cut off is passed over. One import at a time has the file.
final class ImportJournal {
    /// Where a row stands.
    enum Standing: Equatable {
        /// A dossier was about to be opened for it.
        case begun(DossierID)
        /// Everything was done for it.
        case done
    }

    /// The largest journal, in bytes: 64 MiB.
    static let maximumSize = 64 << 20

    private let path: String
    private let lock: FileLock
    private let descriptor: Int32
    private var sections: [String: SectionID]

    /// Opens the journal of a file that is imported, and keeps others from it.
    ///
    /// - Throws: Status 73 or 75 when it cannot be had.
    init(besideFile file: String) throws(CommandFailure) {
        path = Self.path(besideFile: file)
        do throws(FileFailure) {
            lock = try FileLock(file: path)
            let bytes = try Files.read(path, limit: Self.maximumSize)
            sections = Self.sections(in: bytes)
            descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw FileFailure(errno: errno, path: path, isWriting: true)
            }
            // A line that was cut off is closed, so that the next one stands by itself.
            if let last = bytes.last, last != 0x0a { try write("\n") }
        } catch {
            throw error.asCommandFailure
        }
    }

    deinit { close(descriptor) }

    /// The journal's file.
    static func path(besideFile file: String) -> String { "\(file).kluis-import" }

    /// What was done, without keeping others from it: for a look only.
    static func standings(besideFile file: String) throws(CommandFailure) -> [String: Standing] {
        do throws(FileFailure) {
            return rows(in: try Files.read(path(besideFile: file), limit: maximumSize))
        } catch {
            if error.kind == .missing { return [:] }
            throw error.asCommandFailure
        }
    }

    /// Notes that a dossier is about to be opened for a row.
    func begin(_ tag: Digest, _ dossier: DossierID) throws(CommandFailure) {
        try note("begun \(tag.hex) \(dossier)\n")
    }

    /// Notes that everything was done for a row.
    func finish(_ tag: Digest) throws(CommandFailure) {
        try note("done \(tag.hex)\n")
    }

    /// The identifier under which a section was about to be written; `nil` when it was not.
    func section(_ tag: Digest) -> SectionID? { sections[tag.hex] }

    /// Notes that a section is about to be written.
    func begin(_ tag: Digest, section: SectionID) throws(CommandFailure) {
        try note("section \(tag.hex) \(section)\n")
        sections[tag.hex] = section
    }

    private func note(_ line: String) throws(CommandFailure) {
        do throws(FileFailure) {
            try write(line)
        } catch {
            throw error.asCommandFailure
        }
    }

    private func write(_ line: String) throws(FileFailure) {
        try Descriptor.write(Array(line.utf8), to: descriptor, path: path)
        guard fdatasync(descriptor) == 0 else {
            throw FileFailure(errno: errno, path: path, isWriting: true)
        }
    }

    /// Reads how the rows stand; lines that tell no such thing are passed over.
    static func rows(in bytes: [UInt8]) -> [String: Standing] {
        var rows: [String: Standing] = [:]
        for words in lines(in: bytes) {
            switch (words[0], words.count) {
            case ("done", 2): rows[words[1]] = .done
            case ("begun", 3):
                guard let id = DossierID(words[2]), rows[words[1]] != .done else { continue }
                rows[words[1]] = .begun(id)
            default: continue
            }
        }
        return rows
    }

    /// Reads the sections that were about to be written.
    static func sections(in bytes: [UInt8]) -> [String: SectionID] {
        var sections: [String: SectionID] = [:]
        for words in lines(in: bytes) where words[0] == "section" && words.count == 3 {
            if let id = SectionID(words[2]) { sections[words[1]] = id }
        }
        return sections
    }

    /// The words of the lines that are whole and have a tag.
    private static func lines(in bytes: [UInt8]) -> [[String]] {
        bytes.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast().compactMap {
            let words = String(decoding: $0, as: UTF8.self).split(
                separator: " ", omittingEmptySubsequences: false
            ).map(String.init)
            guard words.count >= 2, words[1].utf8.count == 64,
                words[1].utf8.allSatisfy({
                    (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
                })
            else { return nil }
            return words
        }
    }
}
