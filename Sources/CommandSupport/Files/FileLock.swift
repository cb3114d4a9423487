internal import Glibc

/// A lock that one process has at a time, until it lets go of it or ends (flock(2)).
///
/// It holds back those who take it too, and nobody else.
///
// SAFETY: every `unsafe` call here lends a path to a system call for its length.
package struct FileLock: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Locks a directory that is there.
    ///
    /// - Parameters:
    ///   - path: The directory.
    ///   - waits: Whether to wait for who has the lock: only where it is held for a moment.
    /// - Throws: ``FileFailure``: `busy` when another process has it.
    package init(directory path: String, waits: Bool = false) throws(FileFailure) {
        try self.init(path, O_RDONLY | O_DIRECTORY, waits: waits)
    }

    /// Locks a file that is made for it, and stays.
    ///
    /// - Throws: ``FileFailure``: `busy` when another process has it.
    package init(file path: String) throws(FileFailure) {
        try self.init(path, O_RDWR | O_CREAT | O_NOFOLLOW, waits: false)
    }

    private init(_ path: String, _ flags: Int32, waits: Bool) throws(FileFailure) {
        let descriptor = unsafe open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure(errno: errno, path: path, isWriting: true) }
        while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            close(descriptor)
            throw code == EWOULDBLOCK
                ? FileFailure(.busy, path: path, isWriting: true)
                : FileFailure(errno: code, path: path, isWriting: true)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Lets go of it; what keeps the lock until then.
    package consuming func release() {}

    /// Does something while the lock is held.
    package borrowing func whileHeld<Result>(_ body: () throws -> Result) rethrows -> Result {
        try body()
    }
}
