internal import ArgumentParser
internal import CommandSupport
internal import CryptoPrimitives
internal import PublishedLogs
internal import TransparencyLog

/// `kluis-witness cosign`: a witness over files.
struct CosignCommand: WitnessCommand {
    static let configuration = CommandConfiguration(
        "cosign", abstract: "Cosign the head of a published log, or of a copy of it.",
        discussion: """
            Proves from the directory's tiles that its head extends the one that this witness \
            cosigned last, remembers it, and adds the cosignature to \
            `witness/<hash of the origin>/checkpoint` in the directory, where `kluis log publish` and \
            `kluis-witness submit` take it from. A head that is unchanged is cosigned again, for its \
            fresh time. A head that does not extend the last one is refused with exit status 20, and \
            both signed checkpoints are kept in the state directory as evidence.

            The state must not be lost, and never be replaced by an older copy.
            """,
        examples: [
            (
                "kluis-witness cosign /srv/www/log --key w1.key --state w1 --log log.vkey",
                "in the published directory itself"
            ),
            (
                "kluis-witness cosign copy --key w1.key --state w1 --log log.vkey --output w1.note",
                "of a copy; send w1.note to the publisher, for `kluis-witness submit --add`"
            ),
        ])

    @Argument(help: "The published directory, or a checkpoint that is new or unchanged.")
    var path: String

    @Option(
        help: ArgumentHelp(
            "Where the cosigned checkpoint goes instead of the directory.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "State") var state: WitnessStateOptions
    @OptionGroup(title: "Key") var key: WitnessKeyOptions
    @OptionGroup(title: "Global options") var global: WitnessOptions

    func run(in context: WitnessContext) async throws -> CommandStatus {
        guard let status = Files.status(path) else {
            throw CommandFailure(.noInput, "there is no `\(path)`")
        }
        let key = try key.open(context)
        let witnesses = try state.witnesses(key)
        return try WitnessState(path: state.state).lock().whileHeld {
            status.isDirectory
                ? try cosign(PublishedDirectory(path: path), witnesses, context)
                : try cosign(note: path, witnesses, context)
        }
    }

    private func cosign(
        _ directory: PublishedDirectory, _ witnesses: [LogWitness], _ context: WitnessContext
    ) throws -> CommandStatus {
        // Either of the two heads names the log.
        let notes =
            try [directory.checkpoint()] + witnesses.map { try directory.offer(origin: $0.origin) }
        guard let note = notes.compactMap(\.self).first else {
            throw CommandFailure(
                .noInput, "there is no checkpoint in `\(path)`",
                hint: "`kluis log publish` makes one")
        }
        let witness = try Self.witness(for: note, witnesses, path)
        let heads = try witness.heads(in: directory)
        guard let latest = heads.latest else {
            throw CommandFailure(.noInput, "there is no checkpoint of a served log in `\(path)`")
        }
        let record = try cosign(latest, witness, context) { size in
            try directory.consistencyProof(from: size, to: latest.head.size)
        }
        if let output {
            try Files.write(record.note.bytes, to: output, mode: 0o644)
        } else {
            try directory.lockOffer(origin: witness.origin).whileHeld {
                try directory.add(record, key: key.file.publicKey())
            }
        }
        report(record, context)
        return .success
    }

    private func cosign(
        note path: String, _ witnesses: [LogWitness], _ context: WitnessContext
    ) throws -> CommandStatus {
        let note = try Files.read(path, limit: SignedNote.maximumSize)
        let witness = try Self.witness(for: note, witnesses, path)
        let signed = try witness.checkpoint(note, path)
        let record = try cosign(signed, witness, context) { size in
            guard size == 0 || size == signed.head.size else {
                throw CommandFailure(
                    .noInput,
                    "the head has grown from \(size) to \(signed.head.size) entries, and a "
                        + "checkpoint alone does not prove that it extends the old one",
                    hint: "give the published directory, or a copy of it")
            }
            return []
        }
        try Files.write(record.note.bytes, to: output ?? path, mode: 0o644)
        report(record, context)
        return .success
    }

    /// Judges a head, and remembers it.
    private func cosign(
        _ signed: SignedCheckpoint, _ witness: LogWitness, _ context: WitnessContext,
        proof: (_ from: UInt64) throws -> [Digest]
    ) throws -> WitnessRecord {
        let last = try witness.record()
        let size = last?.checkpoint.head.size ?? 0
        guard size <= signed.head.size else {
            let place = try witness.keepRollback(signed.note)
            throw Self.refusal(
                "the head has \(signed.head.size) entries; \(size) were cosigned before: the log "
                    + "was rolled back, or this is an old copy", place)
        }
        let now = WitnessClock.now()
        if let last, last.time > now {
            context.warn("the clock is behind the last cosignature, whose time is taken")
        }
        let request = WitnessRequest(
            oldSize: size, proof: try proof(size), checkpoint: signed.note)
        switch try witness.answer(request, at: now) {
        case .cosigned(let record): return record
        case .refused(.inconsistent, .fork, let place):
            throw Self.refusal(
                "the log has signed two heads of \(size) entries: it has two histories", place)
        case .refused(.inconsistent, _, let place):
            throw Self.refusal(
                "the head of \(signed.head.size) entries is not proved to extend the one of \(size) "
                    + "that was cosigned: the log was forked, or the directory is damaged", place)
        case .refused(let refusal, _, _):
            throw CommandFailure(.verificationFailed, "the head is refused: \(refusal)")
        }
    }

    private static func refusal(_ message: String, _ place: String?) -> CommandFailure {
        CommandFailure(
            .verificationFailed, message,
            hint: place.map { "both signed checkpoints are in `\($0)`: show them to others" }
                ?? "there is much evidence already in the state directory; look at it")
    }

    private static func witness(
        for note: [UInt8], _ witnesses: [LogWitness], _ path: String
    ) throws(CommandFailure) -> LogWitness {
        guard let signed = try? SignedNote(note), let checkpoint = try? Checkpoint(signed.text)
        else {
            throw CommandFailure(.badData, "`\(path)` holds no checkpoint")
        }
        let name = Checkpoint.directoryName(origin: checkpoint.origin)
        guard
            let witness = witnesses.first(where: {
                Checkpoint.directoryName(origin: $0.origin) == name
            })
        else {
            throw CommandFailure(
                .refused, "the log \(checkpoint.origin) is none that this witness serves",
                hint: "name its key with --log, when it is to be served")
        }
        return witness
    }

    private func report(_ record: WitnessRecord, _ context: WitnessContext) {
        let head = record.checkpoint.head
        context.print(
            [
                ("origin", .string(record.checkpoint.origin)), ("size", .index(head.size)),
                ("root", .string(head.root.hex)), ("time", .index(record.time)),
                ("cosignature", .string(record.lineText)),
            ],
            lines: [
                "cosigned \(record.checkpoint.origin): \(head.size) entries, root \(head.root.hex)"
            ])
    }
}
