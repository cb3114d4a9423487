internal import CryptoPrimitives
internal import Glibc
internal import Mediation

/// Files that only their owner may reach, read whole and replaced whole.
// SAFETY: every `unsafe` call here lends a string, an array or a local to C for the length of the
// call, with its length.
enum PrivateFile {
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// What tells a file from the one that replaces it.
    struct Stamp: Hashable {
        let device: UInt
        let inode: UInt
        let seconds: Int
        let nanoseconds: Int
    }

    /// The stamp of a file; `nil` when there is none.
    static func stamp(of path: String) -> Stamp? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Stamp(
            device: status.st_dev, inode: status.st_ino, seconds: status.st_ctim.tv_sec,
            nanoseconds: status.st_ctim.tv_nsec)
    }

    /// Reads a file; `nil` when there is none.
    ///
    /// - Throws: `exposed` when others may reach it, `damaged` when it is larger than `limit`.
    static func read(
        _ path: String, of file: SecretStoreError.File, limit: Int
    ) throws(SecretStoreError) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw SecretStoreError(errno: errno, file)
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw SecretStoreError(errno: errno, file)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SecretStoreError(.foreign, file) }
        guard status.st_mode & 0o077 == 0 else { throw SecretStoreError(.exposed, file) }
        guard status.st_size <= limit else { throw SecretStoreError(.damaged, file) }
        let size = Int(status.st_size)
        var bytes = [UInt8](repeating: 0, count: size)
        var position = 0
        while position < size {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(
                    descriptor, buffer.baseAddress?.advanced(by: position), size - position)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SecretStoreError(errno: errno, file) }
            guard count > 0 else { throw SecretStoreError(.truncated, file) }
            position += count
        }
        return bytes
    }

    /// Writes a file that is not there yet, with mode 0600.
    static func write(
        _ path: String, _ bytes: [UInt8], of file: SecretStoreError.File, durably: Bool
    ) throws(SecretStoreError) {
        let descriptor = unsafe open(
            path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SecretStoreError(errno: errno, file) }
        defer { close(descriptor) }
        do throws(SecretStoreError) {
            try writeAll(bytes, to: descriptor, of: file)
            guard !durably || fsync(descriptor) == 0 else {
                throw SecretStoreError(errno: errno, file)
            }
        } catch {
            _ = unsafe unlink(path)
            throw error
        }
    }

    /// Makes a file durably, or throws `alreadyExists`.
    static func create(
        _ path: String, _ bytes: [UInt8], of file: SecretStoreError.File
    ) throws(SecretStoreError) {
        guard !exists(path) else { throw SecretStoreError(.alreadyExists, file) }
        let temporary = path + ".tmp"
        try wipe(temporary, of: file)
        try write(temporary, bytes, of: file, durably: true)
        try rename(temporary, to: path, of: file)
    }

    /// Renames durably; what was at `target` is gone, and overwritten when that is asked for.
    static func rename(
        _ path: String, to target: String, of file: SecretStoreError.File, durably: Bool = true,
        wipingTarget: Bool = false
    ) throws(SecretStoreError) {
        let old = wipingTarget ? unsafe open(target, O_WRONLY | O_CLOEXEC | O_NOFOLLOW) : -1
        defer { if old >= 0 { close(old) } }
        guard unsafe Glibc.rename(path, target) == 0 else {
            throw SecretStoreError(errno: errno, file)
        }
        if durably { try flushFolder(of: target, file) }
        if old >= 0 { try overwrite(old, of: file) }
    }

    /// Overwrites and removes a file; that there is none is not an error.
    static func wipe(_ path: String, of file: SecretStoreError.File) throws(SecretStoreError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return }
            throw SecretStoreError(errno: errno, file)
        }
        defer { close(descriptor) }
        try overwrite(descriptor, of: file)
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw SecretStoreError(errno: errno, file)
        }
        try flushFolder(of: path, file)
    }

    /// Flushes the folder that holds `path`, so that its names survive a power cut.
    static func flushFolder(
        of path: String, _ file: SecretStoreError.File
    ) throws(SecretStoreError) {
        let end = path.utf8.lastIndex(of: 0x2f)
        let folder = end.map { String(path[..<$0]) } ?? "."
        try flush(folder.isEmpty ? "/" : folder, file)
    }

    /// Flushes a folder.
    static func flush(
        _ folder: String, _ file: SecretStoreError.File
    ) throws(SecretStoreError) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SecretStoreError(errno: errno, file) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SecretStoreError(errno: errno, file) }
    }

    /// Overwrites with zeros in place.
    ///
    /// Disks and file systems that write elsewhere keep the old bytes for a while; they stay
    /// sealed, and die with the key-encryption key.
    private static func overwrite(
        _ descriptor: Int32, of file: SecretStoreError.File
    ) throws(SecretStoreError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw SecretStoreError(errno: errno, file)
        }
        try writeAll([UInt8](repeating: 0, count: Int(status.st_size)), to: descriptor, of: file)
        guard fdatasync(descriptor) == 0 else { throw SecretStoreError(errno: errno, file) }
    }

    private static func writeAll(
        _ bytes: [UInt8], to descriptor: Int32, of file: SecretStoreError.File
    ) throws(SecretStoreError) {
        var position = 0
        while position < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor, buffer.baseAddress?.advanced(by: position),
                    buffer.count - position)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SecretStoreError(errno: errno, file) }
            position += count
        }
    }
}

extension SecretStoreError {
    /// Says what an error number of the system means for a kind of file.
    init(errno code: Int32, _ file: File) {
        let meaning: Code =
            switch code {
            case ENOENT, ENOTDIR: .missing
            case EEXIST: .alreadyExists
            case EACCES, EPERM: .notPermitted
            case EROFS: .readOnly
            case ENOSPC, EDQUOT: .full
            case ELOOP: .foreign
            default: .inputOutput
            }
        self.init(meaning, file)
    }
}
