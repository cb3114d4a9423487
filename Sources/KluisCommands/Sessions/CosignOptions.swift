internal import ArgumentParser
internal import Records
internal import VaultClient

/// How a second person signs what one person alone may not state.
struct CosignOptions: ParsableArguments {
    @Option(
        name: .customLong("cosign"), parsing: .singleValue,
        help: ArgumentHelp(
            "A second person who signs, with a key file on this machine; may be repeated.",
            valueName: "member[/role@organisation]"))
    var cosigners: [String] = []

    @Option(
        name: .customLong("cosign-passphrase-file"), parsing: .singleValue,
        help: ArgumentHelp(
            "The passphrase of a second person, in the order of --cosign.", valueName: "file"))
    var passphraseFiles: [String] = []

    @Option(
        help: ArgumentHelp(
            "Write a draft for the others to sign with `kluis sign` instead of stating it; - for "
                + "standard output.", valueName: "file"))
    var draft: String?

    func validate() throws {
        guard passphraseFiles.count <= cosigners.count else {
            throw ValidationError("there are more --cosign-passphrase-file than --cosign")
        }
    }

    /// The second persons, each in the capacity that fits.
    func signers(_ connection: Connection, need: ActingNeed) throws -> [Signer] {
        try cosigners.enumerated().map { position, text in
            let passphrase: PassphraseSource =
                if position < passphraseFiles.count {
                    .file(passphraseFiles[position])
                } else {
                    connection.context.mayAsk ? .person : .none
                }
            return try connection.session(ActingAs(text), need: need, passphrase: passphrase)
                .session.signer
        }
    }
}

/// What became of statements: a receipt, or a draft that waits for signatures.
enum StatementOutcome {
    /// They were logged.
    case logged(AppendReceipt)
    /// They wait in a file; the text is that of the draft.
    case drafted(String, text: String)
}

extension CosignOptions {
    /// States facts with the second persons' signatures, or writes them as a draft.
    ///
    /// - Parameters:
    ///   - parts: What is stated.
    ///   - objects: What adoptions among them adopt.
    ///   - acting: Who states it.
    ///   - connection: The way to the vault.
    ///   - need: In which capacities a second person may sign.
    /// - Returns: What became of them.
    /// - Throws: `ClientError`, or status 73 when the draft cannot be written.
    func state(
        _ parts: [StatementPart], adopting objects: [[UInt8]] = [], by acting: ActingSession,
        _ connection: Connection,
        need: ActingNeed = .registrar
    ) throws -> StatementOutcome {
        let others = try signers(connection, need: need)
        guard let draft else {
            return .logged(
                try acting.session.append(parts, adopting: objects, cosigners: others))
        }
        let signed = try acting.session.draft(
            parts, adopting: objects, signers: [acting.session.signer] + others)
        let text = DraftFile.text(of: signed)
        if draft != "-" { try Files.create(Array(text.utf8), at: draft) }
        return .drafted(draft, text: text)
    }
}

extension StatementOutcome {
    /// What a program is told.
    var json: [(String, JSONValue)] {
        switch self {
        case .logged(let receipt):
            return [
                ("state", .string("logged")),
                ("logEntries", .array(receipt.entries.map { .index($0.index) })),
                ("level", .string(receipt.level.rawValue)),
            ]
        case .drafted(let path, let text):
            return [("state", .string("drafted")), ("draft", .string(path))]
                + (path == "-" ? [("text", .string(text))] : [])
        }
    }

    /// What a person is told after `done`, such as `appointed`.
    func lines(_ done: String) -> [String] {
        switch self {
        case .logged(let receipt):
            let entries = receipt.entries.map { String($0.index) }.joined(separator: ", ")
            return ["\(ShownText.line(done)) (log entry \(entries), \(receipt.level.rawValue))"]
        case .drafted("-", let text):
            return text.split(separator: "\n").map(String.init)
        case .drafted(let path, _):
            return [
                "drafted in \(path); nothing is stated until it is signed and submitted",
                "next: kluis sign \(path) as each further signer, then kluis submit \(path)",
            ]
        }
    }
}
