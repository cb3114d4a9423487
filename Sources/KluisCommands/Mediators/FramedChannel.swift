internal import CryptoPrimitives
internal import Glibc

/// Messages over a pair of descriptors: `u32be length || message`, one out and one in.
///
/// A message is at most 16 MiB and a few bytes, as the protocol's decoder reads it.
///
// SAFETY: every `unsafe` call here lends an array to a system call for the length of the call.
package struct FramedChannel: Sendable {
    /// The largest message in bytes.
    package static let maximumSize = CanonicalDecoder.maximumSize

    /// Why a message did not come or go.
    package enum Failure: Error, Hashable, Sendable {
        /// The other side went away in the middle of a message.
        case cutOff
        /// The other side announced a message larger than is read.
        case tooLarge
        /// The system failed; the number is its own.
        case system(Int32)
    }

    private let input: Int32
    private let output: Int32

    /// Joins two descriptors, which may be one; they are not closed here.
    package init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
    }

    /// Reads a message; `nil` when the other side ended between messages.
    package func receive() throws(Failure) -> [UInt8]? {
        guard let header = try read(count: 4, mayEnd: true) else { return nil }
        let length = header.reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.maximumSize else { throw .tooLarge }
        guard let message = try read(count: length, mayEnd: false) else { throw .cutOff }
        return message
    }

    /// Writes a message.
    package func send(_ message: [UInt8]) throws(Failure) {
        guard message.count <= Self.maximumSize else { throw .tooLarge }
        let length = UInt32(message.count)
        var rest = (0..<4).map { UInt8(truncatingIfNeeded: length >> UInt32(24 - $0 * 8)) }[...]
        rest += message
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                // A socket says by an error that nobody listens; a pipe would end the process.
                let sent = unsafe Glibc.send(
                    output, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                return sent < 0 && errno == ENOTSOCK
                    ? unsafe Glibc.write(output, buffer.baseAddress, buffer.count) : sent
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw errno == EPIPE || errno == ECONNRESET ? .cutOff : .system(errno)
            }
            rest = rest.dropFirst(count)
        }
    }

    private func read(count: Int, mayEnd: Bool) throws(Failure) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(count, 1 << 20))
        while bytes.count < count {
            let wanted = min(count - bytes.count, 1 << 20)
            var received = 0
            bytes += unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                received = unsafe Glibc.read(input, buffer.baseAddress, wanted)
                filled = max(received, 0)
            }
            if received < 0 && errno != EINTR {
                throw errno == ECONNRESET ? .cutOff : .system(errno)
            }
            if received == 0 {
                guard bytes.isEmpty && mayEnd else { throw .cutOff }
                return nil
            }
        }
        return bytes
    }
}
