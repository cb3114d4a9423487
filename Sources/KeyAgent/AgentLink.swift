internal import CryptoPrimitives
internal import Glibc
internal import Records

/// A client's connection to an agent: one question, one answer, in turn.
///
// SAFETY: every `unsafe` call here lends an array or a local to a system call for its length.
struct AgentLink: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Seconds that the agent has for each part of an answer.
    private static let patience = 5

    /// Connects.
    init(path: String) throws(AgentError) {
        let directory = try AgentSocket.openDirectory(of: path, making: false)
        defer { close(directory) }
        let descriptor = try AgentSocket.make(isBlocking: true)
        do throws(AgentError) {
            var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
            let size = socklen_t(MemoryLayout<timeval>.size)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
            let code = try unsafe AgentSocket.withAddress(
                directory: directory, name: AgentSocket.parts(of: path).name
            ) { unsafe connect(descriptor, $0, $1) == 0 ? 0 : errno }
            switch code {
            case 0: break
            case ENOENT, ECONNREFUSED: throw .notRunning
            default: throw .system(code)
            }
            guard AgentSocket.isOwnUser(descriptor) else { throw .exposed }
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Asks, and gives what was asked for; every other ending is an error.
    mutating func done(_ request: AgentRequest) throws(AgentError) -> [UInt8] {
        let answer = try exchange(request.canonicalBytes)
        switch answer.code {
        case .done: return answer.payload
        case .locked: throw .locked
        case .passphraseNeeded: throw .passphraseNeeded
        case .refused, .doesNotOpen: throw .refused
        }
    }

    /// The same, where something is opened: what does not open is a ``CryptoError``.
    mutating func payload(_ message: [UInt8]) throws -> [UInt8] {
        let answer = try exchange(message)
        switch answer.code {
        case .done: return answer.payload
        case .locked: throw AgentError.locked
        case .passphraseNeeded: throw AgentError.passphraseNeeded
        case .refused: throw AgentError.refused
        case .doesNotOpen: throw CryptoError(.authenticationFailed)
        }
    }

    /// Sends a message and reads the answer.
    mutating func exchange(_ message: [UInt8]) throws(AgentError) -> AgentAnswer {
        var frame = AgentFrame.framed(message)
        defer { _ = SecretBytes(moving: &frame) }
        var sent = 0
        while sent < frame.count {
            let count = unsafe frame.withUnsafeBytes { buffer in
                unsafe send(
                    descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .cutOff }
            sent += count
        }
        guard let length = AgentFrame.length(try read(4)) else { throw .refused }
        var bytes = try read(length)
        defer { _ = SecretBytes(moving: &bytes) }
        guard let answer = try? AgentAnswer(canonical: bytes) else { throw .refused }
        return answer
    }

    private func read(_ count: Int) throws(AgentError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let received = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(
                    descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if received < 0 && errno == EINTR { continue }
            guard received > 0 else { throw .cutOff }
            filled += received
        }
        return bytes
    }
}
