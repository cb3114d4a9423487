internal import Glibc

/// Why a file could not be read or written.
package struct FileFailure: Error, Hashable, Sendable {
    /// The kinds of failure that a user can do something about.
    package enum Kind: Hashable, Sendable {
        /// There is nothing at this path.
        case missing
        /// Something is at this path already.
        case exists
        /// The user may not.
        case notPermitted
        /// It is larger than is read.
        case tooLarge
        /// It is not a file, or not a directory, where one is expected.
        case wrongType
        /// The file system is read-only.
        case readOnly
        /// Another process has it locked.
        case busy
        /// No space is left.
        case full
        /// Anything else; the number is the system's.
        case system(Int32)
    }

    /// What is wrong.
    package let kind: Kind
    /// Whether the file was to be made or written.
    package let isWriting: Bool
    /// The path.
    package let path: String

    package init(_ kind: Kind, path: String, isWriting: Bool = false) {
        self.kind = kind
        self.path = path
        self.isWriting = isWriting
    }

    package init(errno code: Int32, path: String, isWriting: Bool) {
        let kind: Kind =
            switch code {
            case ENOENT: .missing
            case EEXIST: .exists
            case EACCES, EPERM: .notPermitted
            case ENOTDIR, EISDIR, ELOOP: .wrongType
            case EROFS: .readOnly
            case ENOSPC, EDQUOT: .full
            default: .system(code)
            }
        self.init(kind, path: path, isWriting: isWriting)
    }
}

extension FileFailure {
    /// The failure as a command reports it.
    package var asCommandFailure: CommandFailure {
        let name = "`\(path)`"
        switch kind {
        case .missing where isWriting:
            return CommandFailure(.cannotCreate, "cannot write \(name): the directory is missing")
        case .missing: return CommandFailure(.noInput, "there is no \(name)")
        case .exists: return CommandFailure(.cannotCreate, "\(name) is there already")
        case .notPermitted where isWriting:
            return CommandFailure(.cannotCreate, "cannot write \(name): permission denied")
        case .notPermitted:
            return CommandFailure(.noInput, "cannot read \(name): permission denied")
        case .tooLarge: return CommandFailure(.badData, "\(name) is larger than is read")
        case .wrongType:
            return CommandFailure(
                isWriting ? .cannotCreate : .noInput, "\(name) is of another type")
        case .readOnly:
            return CommandFailure(
                .cannotCreate, "cannot write \(name): the file system is read-only",
                hint: "mount it for writing, or name another place")
        case .busy:
            return CommandFailure(
                .temporary, "another process is busy with \(name)", hint: "try again")
        case .full:
            return CommandFailure(
                .inputOutput, "cannot write \(name): no space is left", hint: "make space")
        case .system(let code):
            let verb = isWriting ? "write" : "read"
            return CommandFailure(
                .inputOutput, "cannot \(verb) \(name): system error \(code)",
                hint: "look at the disk")
        }
    }
}
