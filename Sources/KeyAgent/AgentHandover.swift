package import CryptoPrimitives
internal import Glibc
package import Records

/// A member's keys on their way into an agent: through a pipe to a new one, over the socket to one
/// that runs; never in arguments, environment or files.
///
///     E("vault/v1/agent-unlock", member, Ed25519 seed, X25519 seed): 114 bytes
///
/// The memory is overwritten when the value ends.
package struct AgentHandover: ~Copyable, Sendable {
    private static let label = Array("vault/v1/agent-unlock".utf8) + [0]
    private static let seedHeader: [UInt8] = [0, 0, 0, 32]
    private static let memberHeader: [UInt8] = [0, 0, 0, 16]
    /// The length in bytes of every handover.
    package static let byteCount = label.count + 20 + 36 + 36

    /// The canonical encoding.
    package let encoded: SecretBytes

    /// Takes a copy of the keys of a member.
    ///
    /// - Throws: `libraryFailure`.
    package init(
        member: MemberID, keys: borrowing MemberKeyFile.Keys
    ) throws(CryptoError) {
        var bytes: [UInt8] = []
        // Growing would leave copies of seeds behind.
        bytes.reserveCapacity(Self.byteCount)
        bytes += Self.label
        bytes += Self.memberHeader
        bytes += member.bytes
        bytes += Self.seedHeader
        try keys.signing.withSeed { (seed) throws(CryptoError) in
            seed.withBytes { bytes.append(copying: $0) }
        }
        bytes += Self.seedHeader
        try keys.agreement.withSeed { (seed) throws(CryptoError) in
            seed.withBytes { bytes.append(copying: $0) }
        }
        encoded = SecretBytes(moving: &bytes)
    }

    /// Takes an encoding; ``unlocked()`` reads it.
    package init(encoded: consuming SecretBytes) { self.encoded = encoded }

    /// Whether a message is a handover; nothing else of it is looked at.
    static func isOne(_ message: [UInt8]) -> Bool { message.starts(with: label) }

    /// Reads member and keys.
    ///
    /// - Throws: `invalidEncoding`.
    func unlocked() throws(CryptoError) -> HeldKeys {
        guard encoded.count == Self.byteCount else { throw CryptoError(.invalidEncoding) }
        let start = Self.label.count
        // Only what is no secret is copied out.
        let head = encoded.withBytes { bytes in
            [UInt8](copying: bytes.extracting(0..<start + 24))
        }
        let second = encoded.withBytes { bytes in
            [UInt8](copying: bytes.extracting(start + 56..<start + 60))
        }
        guard head.starts(with: Self.label + Self.memberHeader),
            head.suffix(4) == Self.seedHeader[...], second == Self.seedHeader,
            let member = MemberID(head[start + 4..<start + 20])
        else { throw CryptoError(.invalidEncoding) }
        let signing = try Ed25519.PrivateKey(
            seed: encoded.extracting(start + 24..<start + 56))
        let agreement = try X25519.PrivateKey(
            seed: encoded.extracting(start + 60..<start + 92))
        return HeldKeys(
            member: member,
            keys: MemberKeyFile.Keys(signing: signing, agreement: agreement))
    }

    /// Writes the handover to a pipe.
    ///
    /// - Throws: ``AgentError/cutOff`` when nobody reads, ``AgentError/system(_:)``.
    package func write(to descriptor: Int32) throws(AgentError) {
        // SAFETY: the bytes are lent to the call; a handover is shorter than what a pipe takes in
        // one piece (PIPE_BUF, pipe(7)).
        let count = encoded.withBytes { bytes in
            unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
        }
        guard count == encoded.count else {
            throw errno == EPIPE ? .cutOff : .system(errno)
        }
    }

    /// Reads the handover from a pipe, to its end.
    ///
    /// - Throws: ``AgentError/refused`` when it is no handover.
    package init(readingFrom descriptor: Int32) throws(AgentError) {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount + 1)
        var filled = 0
        while filled < bytes.count {
            // SAFETY: the rest of the array is lent for the call, with its length.
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(
                    descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            filled += count
        }
        let secret = SecretBytes(moving: &bytes)
        guard filled == Self.byteCount else { throw .refused }
        encoded = secret.extracting(0..<filled)
    }
}
