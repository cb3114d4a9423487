internal import CryptoPrimitives
internal import LogVerification
internal import Records
internal import TransparencyLog
internal import VaultClient

extension CommandContext {
    /// Whose signed checkpoints are believed: what the options say, else the key in the file beside
    /// the directory or proof, else that of the vault.
    ///
    /// - Parameters:
    ///   - options: `--vkey` and `--policy`.
    ///   - path: What is checked.
    /// - Returns: Whom to believe.
    /// - Throws: When a key or policy cannot be read, or there is no vault to ask.
    func logTrust(_ options: TrustOptions, beside path: String?) throws -> LogTrust {
        if let trust = try options.trust() { return trust }
        if let path, let key = try TrustOptions.key(beside: path) { return LogTrust(key: key) }
        return try withConnection { connection in
            let founding = try connection.session().session.founding()
            return LogTrust(
                key: try VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes))
        }
    }
}
