internal import Records
internal import VaultClient

/// A transport that a command opens and ends.
protocol MediatorLink: Transport {
    /// Ends the conversation; ending twice is no error.
    func end()
}

extension ProcessTransport: MediatorLink {}

/// The mediator in this process: level L0.
final class LocalTransport: MediatorLink {
    private let mediator: LocalMediator

    /// Opens the vault's files.
    init(_ files: VaultFiles) throws { mediator = try LocalMediator(files, level: .sameProcess) }

    func exchange(_ message: [UInt8]) throws -> [UInt8] { mediator.handle(message) }

    func end() {
        // What was answered is durable already; a store that does not close tidily is mended by
        // the next one that opens it.
        try? mediator.close()
    }
}
