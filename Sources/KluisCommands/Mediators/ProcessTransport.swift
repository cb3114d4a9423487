internal import Glibc
internal import Synchronization
internal import VaultClient

/// A mediator that runs as a process of its own, reached over a pair of sockets.
///
/// The command is run by the shell, for example `sudo -u kluis kluis mediate --vault /srv/vault`.
/// Its standard input and output are one end of the pair, so that the mediator can ask the kernel
/// who is at the other end.
package final class ProcessTransport: Transport {
    private let channel: FramedChannel
    private let descriptor: Int32
    private let child: ChildProcess
    private let isOpen = Mutex(true)

    /// Starts the mediator.
    ///
    /// - Throws: A ``CommandFailure`` with status 69.
    package init(command: String) throws(CommandFailure) {
        var ends: [Int32] = [-1, -1]
        // SAFETY: the call writes two numbers into an array of two.
        let result = unsafe ends.withUnsafeMutableBufferPointer { buffer in
            unsafe socketpair(
                AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0,
                buffer.baseAddress)
        }
        guard result == 0 else {
            throw CommandFailure(
                .unavailable, "cannot make a pair of sockets: system error \(errno)")
        }
        defer { close(ends[1]) }
        do throws(CommandFailure) {
            child = try ChildProcess(
                "/bin/sh", ["-c", command], descriptors: [ends[1], ends[1], 2])
        } catch {
            close(ends[0])
            throw error
        }
        descriptor = ends[0]
        channel = FramedChannel(input: ends[0], output: ends[0])
    }

    package func exchange(_ message: [UInt8]) throws -> [UInt8] {
        // One message at a time: an answer belongs to the request before it.
        try isOpen.withLock { isOpen in
            guard isOpen else { throw FramedChannel.Failure.cutOff }
            try channel.send(message)
            guard let answer = try channel.receive() else { throw FramedChannel.Failure.cutOff }
            return answer
        }
    }

    /// Ends the conversation and waits for the mediator, which then closes its store.
    package func end() {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        guard wasOpen else { return }
        close(descriptor)
        _ = child.wait()
    }
}
