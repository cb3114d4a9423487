internal import CryptoPrimitives
internal import Records
internal import TransparencyLog
internal import VaultClient

/// What a worker keeps of a statement: a C2SP tlog-proof with the log entry in it, and beside it the
/// signed statement, whose SHA-256 is the field `h` of the entry.
///
/// `kluis log verify` and `kluis-verify` check the first without the vault, `sha256sum` the second.
struct ConsentReceipt {
    private let receipt: StatementReceipt

    /// Takes a verified receipt.
    init(_ receipt: StatementReceipt) { self.receipt = receipt }

    private var proof: LogProof {
        let proof = receipt.entry.proof
        return LogProof(
            index: proof.index, path: proof.path, checkpoint: proof.checkpoint,
            extra: receipt.entry.leaf)
    }

    private var statement: [UInt8] { receipt.statement.canonicalBytes }

    /// Writes two files that are not there yet.
    ///
    /// - Returns: What a person is told.
    /// - Throws: Status 73 when one is there or cannot be written.
    func write(to path: String) throws -> String {
        try OpenedReport.check(output: path + ".statement")
        try Files.create(proof.bytes, at: path, mode: 0o600)
        try Files.create(statement, at: path + ".statement", mode: 0o600)
        return "receipt of log entry \(receipt.entry.index) in \(path) and \(path).statement"
    }

    /// For programs.
    var json: [(String, JSONValue)] {
        [
            ("logEntry", .index(receipt.entry.index)),
            ("statementHash", .string(receipt.statement.hash.hex)),
            ("statement", .string(Base64.encode(statement))),
            ("proof", .string(String(decoding: proof.bytes, as: UTF8.self))),
        ]
    }

    /// For people.
    var lines: [String] {
        [
            "log entry \(receipt.entry.index), statement \(receipt.statement.hash.hex)",
            "made at \(CivilTime.text(of: receipt.statement.statement.time))",
        ]
    }
}
