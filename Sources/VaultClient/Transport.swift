/// Carries one message to the mediator and its answer back.
///
/// In process, standard input and output, a socket and TLS are transports of one thing: one message
/// out, one message in. A transport is trusted with nothing; what comes back is verified.
package protocol Transport: Sendable {
    /// Sends a message and waits for its answer.
    ///
    /// - Parameter message: A canonical encoding, at most 16 MiB.
    /// - Returns: The answer's bytes, unverified.
    /// - Throws: Whatever keeps the message from being answered.
    func exchange(_ message: [UInt8]) throws -> [UInt8]
}
