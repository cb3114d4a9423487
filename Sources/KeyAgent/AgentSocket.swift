internal import Glibc

/// The Unix socket of an agent, in a directory that only its user can enter.
///
/// Paths go through `/proc/self/fd`, so that the directory that was checked is the one that is used
/// and a long path does not exceed the 107 bytes of a socket address (unix(7)).
///
// SAFETY: every `unsafe` call here lends a path or a local to a system call for its length.
enum AgentSocket {
    /// Opens the socket's directory and refuses one that others can reach.
    static func openDirectory(of path: String, making: Bool) throws(AgentError) -> Int32 {
        let directory = parts(of: path).directory
        if making { unsafe mkdir(directory, 0o700) }
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .notRunning : .system(errno)
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0
        else {
            close(descriptor)
            throw .exposed
        }
        return descriptor
    }

    /// Directory and name of a path.
    static func parts(of path: String) -> (directory: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let directory = slash == path.startIndex ? "/" : String(path[..<slash])
        return (directory, String(path[path.index(after: slash)...]))
    }

    /// Calls `body` with the address of a name in an open directory.
    static func withAddress<Result>(
        directory: Int32, name: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) throws(AgentError) -> Result {
        let path = Array("/proc/self/fd/\(directory)/\(name)".utf8)
        var address = sockaddr_un()
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.count < room else { throw .system(ENAMETOOLONG) }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            unsafe field.copyBytes(from: path)
        }
        // SAFETY: a socket address of any family is passed as the general type.
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                unsafe body(general, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Whether the process at the other end belongs to this process's user (`SO_PEERCRED`).
    static func isOwnUser(_ descriptor: Int32) -> Bool {
        // struct ucred of Linux: process, user and group, 4 bytes each.
        var credentials: [UInt32] = [0, .max, 0]
        var length = socklen_t(12)
        let result = unsafe credentials.withUnsafeMutableBytes { buffer in
            unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, buffer.baseAddress, &length)
        }
        return result == 0 && length == 12 && credentials[1] == geteuid()
    }

    /// A new stream socket, closed on exec.
    static func make(isBlocking: Bool) throws(AgentError) -> Int32 {
        let kind =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            | (isBlocking ? 0 : Int32(SOCK_NONBLOCK.rawValue))
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .system(errno) }
        return descriptor
    }
}
