/// The frame of a message on the agent's socket: `u32be length || message`.
package enum AgentFrame {
    /// The largest message in bytes: 64 KiB.
    package static let maximumSize = 64 << 10

    /// A message in its frame.
    package static func framed(_ message: [UInt8]) -> [UInt8] {
        precondition(message.count <= maximumSize, "a message has at most 64 KiB")
        let count = UInt32(message.count)
        return (0..<4).map { UInt8(truncatingIfNeeded: count >> UInt32(24 - $0 * 8)) } + message
    }

    /// The length that a header of 4 bytes announces; `nil` above ``maximumSize``.
    package static func length(_ header: some Collection<UInt8>) -> Int? {
        let length = header.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        return length <= maximumSize ? length : nil
    }
}
