internal import CryptoPrimitives

/// Where the passphrase of one key file comes from.
enum PassphraseSource {
    /// An open descriptor.
    case descriptor(Int32)
    /// A file.
    case file(String)
    /// The person at the terminal.
    case person
    /// Nowhere: nothing may be asked.
    case none

    /// Reads the passphrase.
    ///
    /// - Parameter handle: Whose passphrase it is.
    /// - Returns: The passphrase.
    /// - Throws: Status 78 when there is nowhere to take it from.
    func read(for handle: String) throws -> SecretBytes {
        switch self {
        case .descriptor(let descriptor): try Passphrase.read(descriptor: descriptor)
        case .file(let path): try Passphrase.read(file: path)
        case .person: try Passphrase.ask("passphrase of \(handle)")
        case .none:
            throw CommandFailure(
                .configuration, "the passphrase of `\(handle)` is needed",
                hint: "give --passphrase-file or --passphrase-fd, or run `kluis unlock` first")
        }
    }
}

extension CommandContext {
    /// Where the passphrase of who acts comes from.
    var passphrase: PassphraseSource {
        if let passphraseDescriptor { return .descriptor(passphraseDescriptor) }
        if let file = settings.passphraseFile { return .file(file) }
        return mayAsk ? .person : .none
    }
}
