internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log verify`: checks a published log, a proof, or the vault's log.
struct LogVerifyCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "verify", abstract: "Check a published log, a proof, or the vault's own log.",
        discussion: """
            A directory is read file by file: every entry is hashed, the tree is built again, and \
            its root is compared with the signed one. What differs is named with its place, and the \
            exit status is 20. Without an argument, the vault's log is read by an auditor and \
            compared with the checkpoint that this client holds.

            The key is that of --vkey, else the file beside the directory with `.vkey` at its end, \
            else that of the vault.
            """,
        examples: [
            ("kluis log verify demo/log", "with the key in demo/log.vkey"),
            (
                "kluis log verify 42.tlog-proof --vkey log.vkey",
                "a proof that `kluis log prove` wrote"
            ),
        ])

    @Argument(help: "A directory or a proof; the vault's log when left out.")
    var path: String?

    @Option(
        help: ArgumentHelp(
            "The log's key: its text, or a file that holds it.", valueName: "vkey"))
    var vkey: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        guard let path else { return try verifyVault(context) }
        guard let status = Files.status(path) else {
            throw CommandFailure(.noInput, "there is no `\(path)`")
        }
        let key = try key(for: path, context)
        return status.isDirectory
            ? try verifyDirectory(path, key, context) : try verifyProof(path, key, context)
    }

    private func verifyDirectory(
        _ path: String, _ key: VerifierKey, _ context: CommandContext
    ) throws -> CommandStatus {
        let verifier = DirectoryVerifier(origin: key.name, logKeys: [key])
        do throws(DirectoryError) {
            let line = ProgressLine(
                "reading entries", console: context.console, isWanted: !context.isJSON)
            defer { line.end() }
            let verified = try verifier.verify(
                read: { file in
                    do throws(FileFailure) {
                        return try Files.read("\(path)/\(file.path)", limit: 32 << 20)
                    } catch {
                        if error.kind == .missing { return nil }
                        throw error
                    }
                }, visit: { index, _ in line.update(index, of: nil) })
            let head = verified.checkpoint.head
            context.print(
                [
                    ("isValid", .bool(true)), ("origin", .string(key.name)),
                    ("size", .index(head.size)), ("root", .string(head.root.hex)),
                    ("entriesRead", .index(verified.entriesRead)),
                ],
                lines: [
                    "the log \(key.name) verifies: \(head.size) entries, root \(head.root.hex)"
                ])
            return .success
        } catch {
            throw CommandFailure(
                .verificationFailed, "the log does not verify: \(LogFault.words(error))",
                hint: "keep the directory as evidence, and tell the data protection officer")
        }
    }

    private func verifyProof(
        _ path: String, _ key: VerifierKey, _ context: CommandContext
    ) throws -> CommandStatus {
        let bytes = try read(path)
        let proof: LogProof
        do throws(NoteError) {
            proof = try LogProof(bytes)
        } catch {
            throw CommandFailure(
                .verificationFailed, "`\(path)` is no proof of a log: \(LogFault.words(error))")
        }
        guard let leaf = proof.extra else {
            throw CommandFailure(.badData, "`\(path)` does not carry the entry that it proves")
        }
        do throws(ProvenEntry.Refusal) {
            let proven = try ProvenEntry(
                verifying: leaf, proof: proof, origin: key.name, logKeys: [key])
            let text = String(decoding: leaf, as: UTF8.self)
            context.print(
                [
                    ("isValid", .bool(true)), ("origin", .string(key.name)),
                    ("index", .index(proven.included.index)),
                    ("size", .index(proven.checkpoint.head.size)), ("leaf", .string(text)),
                ],
                lines: [
                    "entry \(proven.included.index) is in the log \(key.name) of "
                        + "\(proven.checkpoint.head.size) entries", ShownText.line(text),
                ])
            return .success
        } catch {
            throw CommandFailure(
                .verificationFailed, "the proof does not verify: \(LogFault.words(error))")
        }
    }

    private func read(_ path: String) throws(CommandFailure) -> [UInt8] {
        do throws(FileFailure) {
            return try Files.read(path, limit: LogProof.maximumSize)
        } catch {
            throw error.asCommandFailure
        }
    }

    /// Reads the vault's log as an auditor, and compares its root with the checkpoint that is held.
    private func verifyVault(_ context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let session = try connection.session(
                .init(roles: [.auditor, .dataProtectionOfficer], allowsPerson: true)
            ).session
            _ = try session.leaves(from: 0, count: 1)
            let founding = try session.founding()
            guard let note = try session.lastCheckpoint() else {
                throw CommandFailure(.noInput, "the vault has no log yet")
            }
            let head = try SignedCheckpoint(
                verifying: note, origin: founding.origin,
                logKeys: [VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)]
            ).head
            var frontier = MerkleFrontier()
            let line = ProgressLine(
                "reading the log", console: context.console, isWanted: !context.isJSON)
            defer { line.end() }
            while frontier.size < head.size {
                line.update(frontier.size, of: head.size)
                let leaves = try session.leaves(
                    from: frontier.size, count: min(4096, head.size - frontier.size))
                guard !leaves.entries.isEmpty else { break }
                for row in leaves.entries { frontier.append(leaf: Digest(entry: row.leaf)) }
            }
            guard frontier.head == head else {
                throw CommandFailure(
                    .verificationFailed,
                    "the entries that the mediator shows do not lead to the signed root of "
                        + "\(head.size) entries")
            }
            context.print(
                [
                    ("isValid", .bool(true)), ("origin", .string(founding.origin)),
                    ("size", .index(head.size)), ("root", .string(head.root.hex)),
                ],
                lines: [
                    "the vault's log verifies: \(head.size) entries, root \(head.root.hex)"
                ])
            return .success
        }
    }

    private func key(for path: String, _ context: CommandContext) throws -> VerifierKey {
        if let vkey {
            if let key = try? VerifierKey(vkey) { return key }
            return try readKey(vkey)
        }
        var beside = path
        while beside.count > 1 && beside.hasSuffix("/") { beside.removeLast() }
        if Files.status(beside + ".vkey") != nil { return try readKey(beside + ".vkey") }
        return try context.withConnection { connection in
            let founding = try connection.session().session.founding()
            return try VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)
        }
    }

    private func readKey(_ path: String) throws -> VerifierKey {
        let text = String(decoding: try Files.read(path, limit: 4096), as: UTF8.self)
        do throws(NoteError) {
            return try VerifierKey(String(text.prefix { !$0.isNewline }))
        } catch {
            throw CommandFailure(
                .badData, "`\(path)` holds no key of a log: \(LogFault.words(error))")
        }
    }
}

/// Says where a published log differs.
enum LogFault {
    /// The fault in words.
    static func words(_ error: DirectoryError) -> String {
        switch error {
        case .missing(let file): "`\(file.path)` is missing"
        case .unreadable(let file): "`\(file.path)` cannot be read"
        case .truncated(let file, let entry):
            "`\(file.path)` is cut off" + (entry.map { " in entry \($0)" } ?? "")
        case .trailingBytes(let file): "`\(file.path)` is longer than it should be"
        case .alteredEntry(let file, let entry):
            "entry \(entry) in `\(file.path)` is not what was logged"
        case .alteredTile(let file, let position):
            "`\(file.path)` was changed" + (position.map { " at hash \($0)" } ?? "")
        case .rootMismatch(let signed):
            "neither entries nor tiles lead to the signed root of \(signed.size) entries"
        case .badCheckpoint(let error): "the checkpoint is refused: \(words(error))"
        case .rollback(let known, let found):
            "\(known.size) entries were seen before, now there are \(found.size)"
        case .fork(let known, let found):
            "the \(found.size) entries do not extend the \(known.size) that were seen before"
        }
    }

    /// Why a proof is refused, in words.
    static func words(_ refusal: ProvenEntry.Refusal) -> String {
        switch refusal {
        case .checkpoint(let error): "its checkpoint is refused: \(words(error))"
        case .path: "its hashes do not lead from the entry to the signed root"
        }
    }

    /// Why a note, a key or a checkpoint is refused, in words.
    static func words(_ error: NoteError) -> String {
        switch error {
        case .tooLarge: "it is larger than any is"
        case .invalidCharacter: "it is no text, or holds a control character"
        case .notSigned: "it has no signature"
        case .malformedSignatureLine: "a signature line does not have its form"
        case .invalidSignature: "a signature is not valid"
        case .noKnownSignature: "the log's key has not signed it"
        case .ambiguousKey: "two keys have one name"
        case .invalidKeyName: "the name of the key is not allowed"
        case .malformedKey: "it does not have the form of a key"
        case .unsupportedKeyType: "the key is of a type that is not supported"
        case .keyIdentifierMismatch: "the key's identifier is not that of its name and bytes"
        case .malformedCheckpoint: "its text is no checkpoint"
        case .wrongOrigin: "it is of another log"
        case .quorumNotMet: "too few witnesses have signed it"
        case .malformedProof: "it does not have the form of a proof"
        }
    }
}
