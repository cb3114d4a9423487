internal import Glibc
internal import Records
internal import CryptoPrimitives

/// One client's connection to an agent: bytes that came and bytes that wait to go.
///
// SAFETY: every `unsafe` call here lends an array to a system call for its length.
final class AgentConnection {
    /// The socket; -1 after the end.
    private(set) var descriptor: Int32
    /// When a message last came or went, in the server's seconds.
    private(set) var lastUsed: UInt64
    private var input: [UInt8] = []
    private var output: [UInt8] = []

    /// Seconds that a client has for a message that it began, or for taking its answer.
    private static let patience: UInt64 = 5

    init(descriptor: Int32, at time: UInt64) {
        self.descriptor = descriptor
        lastUsed = time
        input.reserveCapacity(AgentFrame.maximumSize + 4)
    }

    var hasOutput: Bool { !output.isEmpty }
    var isEnded: Bool { descriptor < 0 }

    /// Whether a message or an answer is under way for too long; a silent client may stay.
    func isOverdue(at time: UInt64) -> Bool {
        (hasOutput || !input.isEmpty) && time > lastUsed + Self.patience
    }

    /// Reads or writes what is possible now.
    func proceed(at time: UInt64, answer: (inout [UInt8]) -> AgentAnswer) {
        guard !isEnded else { return }
        if hasOutput { return flush(at: time) }
        if input.isEmpty { lastUsed = time }
        receive()
        guard !isEnded, input.count >= 4 else { return }
        guard let length = AgentFrame.length(input.prefix(4)), input.count <= length + 4 else {
            // Too long, or more than one message at a time: no client of ours.
            return end()
        }
        guard input.count == length + 4 else { return }
        var message = Array(input[4...])
        wipe(&input)
        output = AgentFrame.framed(answer(&message).canonicalBytes)
        wipe(&message)
        lastUsed = time
        flush(at: time)
    }

    /// Closes the connection and overwrites what it holds.
    func end() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        wipe(&input)
        wipe(&output)
    }

    private func receive() {
        let room = AgentFrame.maximumSize + 5 - input.count
        var piece = [UInt8](repeating: 0, count: min(room, 16 << 10))
        let count = unsafe piece.withUnsafeMutableBytes { buffer in
            unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        }
        if count > 0 {
            input += piece.prefix(count)
            wipe(&piece)
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
            end()
        }
    }

    private func flush(at time: UInt64) {
        let count = unsafe output.withUnsafeBytes { buffer in
            unsafe send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        }
        if count == output.count {
            wipe(&output)
            lastUsed = time
        } else if count > 0 {
            output.removeFirst(count)
        } else if errno != EAGAIN && errno != EINTR {
            end()
        }
    }

    private func wipe(_ bytes: inout [UInt8]) { _ = SecretBytes(moving: &bytes) }

    deinit { end() }
}
