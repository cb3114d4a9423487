internal import CommandSupport
internal import Glibc

/// A pipe to or from a program that runs beside this one.
struct Pipe {
    /// The end to read from.
    let reading: Int32
    /// The end to write to.
    let writing: Int32

    /// Makes a pipe; a program that ends before it has read everything is then a failure of writing,
    /// and not the end of this one.
    ///
    /// - Throws: Status 69.
    init() throws(CommandFailure) {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        // SAFETY: the call writes two numbers into an array of two.
        let result = unsafe ends.withUnsafeMutableBufferPointer { buffer in
            unsafe pipe(buffer.baseAddress)
        }
        guard result == 0 else {
            throw CommandFailure(.unavailable, "cannot make a pipe: system error \(errno)")
        }
        (reading, writing) = (ends[0], ends[1])
        // The child has its own copies, and must not hold the other ends open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    /// Closes both ends.
    func close() {
        Glibc.close(reading)
        Glibc.close(writing)
    }
}
