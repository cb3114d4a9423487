internal import Glibc

/// Files by path, without Foundation: read whole, or written in one step.
///
// SAFETY: every `unsafe` call here lends a path, a local or an array to a system call for its
// length, with the array's own length.
enum PlainFile {
    /// The number of a system error.
    struct Failure: Error {
        let code: Int32

        /// Whether there is nothing at the path, or a part of it is no directory.
        var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - limit: The most bytes that it may have; more is `EFBIG`.
    /// - Returns: The bytes.
    /// - Throws: The system's error.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Failure(code: errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw Failure(code: EISDIR) }
        guard status.st_size <= limit else { throw Failure(code: EFBIG) }
        // One byte more than it has tells its end; what is no regular file says that it has none.
        let isFile = status.st_mode & S_IFMT == S_IFREG
        var bytes: [UInt8] = []
        while true {
            let room = isFile && bytes.isEmpty ? Int(status.st_size) + 1 : 1 << 16
            var count = 0
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
                count = unsafe Glibc.read(descriptor, buffer.baseAddress, room)
                filled = max(count, 0)
            }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(code: errno)
            }
            if isFile, bytes.isEmpty, count == room - 1 { return piece }
            bytes += piece
            guard bytes.count <= limit else { throw Failure(code: EFBIG) }
        }
    }

    /// Replaces a file in one step: a reader sees the old content or the new.
    ///
    /// Nothing is flushed to the disk: after a power cut the file may be old or damaged.
    static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
        let temporary = "\(path).\(getpid()).tmp"
        try create(temporary, bytes, flags: O_TRUNC, isFlushed: false)
        guard unsafe rename(temporary, path) == 0 else {
            let code = errno
            unsafe unlink(temporary)
            throw Failure(code: code)
        }
    }

    /// Makes a file that must not be there yet, durably.
    static func create(_ path: String, _ bytes: [UInt8]) throws(Failure) {
        try create(path, bytes, flags: O_EXCL, isFlushed: true)
    }

    private static func create(
        _ path: String, _ bytes: [UInt8], flags: Int32, isFlushed: Bool
    ) throws(Failure) {
        let descriptor = unsafe open(
            path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0o644)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        do throws(Failure) {
            try write(bytes, to: descriptor)
            guard !isFlushed || fsync(descriptor) == 0 else { throw Failure(code: errno) }
        } catch {
            unsafe unlink(path)
            throw error
        }
    }

    /// Writes all bytes to an open descriptor.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes[start...].withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(code: errno)
            }
            start += count
        }
    }

    /// Makes a directory; one that is there stays as it is.
    static func makeDirectory(_ path: String) throws(Failure) {
        guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw Failure(code: errno)
        }
    }

    /// Whether a directory is at a path, links followed.
    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
