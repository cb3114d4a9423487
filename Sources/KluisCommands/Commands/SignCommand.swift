internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// `kluis sign`: adds a signature to a draft.
struct SignCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "sign", abstract: "Sign a draft as a further person.",
        discussion: """
            Shows what the draft states, and adds your signature to the file. A draft is refused \
            once a chain that it builds on has grown, and after 14 days.
            """,
        examples: [
            ("kluis sign admission.txt --as bert", "read it, then sign it"),
            ("kluis sign admission.txt --as bert --show", "only read it"),
        ])

    @Argument(help: "The draft; - for standard input, and the signed one on standard output.")
    var file: String

    @Flag(help: "Show what it states, and sign nothing.")
    var show = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let draft = try DraftFile.read(file)
        return try context.withConnection { connection in
            guard draft.vault == connection.vault else {
                throw CommandFailure(
                    .badData, "the draft is for another vault", hint: "check --vault and --mediator"
                )
            }
            let acting = try connection.session(need(of: draft))
            guard show || !draft.signers.contains(acting.session.member) else {
                throw CommandFailure(
                    .usage, "`\(acting.handle)` has signed this draft already; nothing was changed",
                    hint: "next: kluis sign \(file) as another signer, or kluis submit \(file)")
            }
            let named = draft.statements.flatMap(\.statement.body.holders)
            let words = StatementWords(
                directory: try acting.directory(naming: named),
                book: AddressBook(home: connection.home))
            let stated =
                draft.statements.map { words.line($0.statement.body) }
                + (try bundleRemarks(of: draft, for: acting.session, context))
            let signed = show ? nil : DraftFile.text(of: try acting.session.sign(draft))
            if let signed, file != "-" { try Files.write(Array(signed.utf8), to: file) }
            tell(stated, draft, signed: signed, context)
            return .success
        }
    }

    /// What a signer must know of a bundle of policies that a draft adopts: it is proved here,
    /// from what travels with the draft, and compared with the one in force.
    ///
    /// - Throws: Status 65 when it does not keep what must be kept.
    private func bundleRemarks(
        of draft: StatementDraft, for session: Session, _ context: CommandContext
    ) throws -> [String] {
        try draft.statements.flatMap { signed -> [String] in
            guard case .adoption(let adoption) = signed.statement.body, adoption.kind == .policy
            else { return [] }
            do {
                let bundle = try PolicyBundle(adoption.hash) { hash in
                    draft.objects.first { Digest(hashing: $0) == hash }
                }
                let proved = try context.withProgress("proving the policies") { line in
                    try ProvedBundle(proving: bundle, beside: session.policyBundle()) {
                        line.update(UInt64($0), of: UInt64($1))
                    }
                }
                return [
                    "bundle \(adoption.hash.hex), proved against the floor and its cases",
                    proved.widensSecret
                        ? "something secret becomes wider" : "nothing secret becomes wider",
                ]
            } catch let fault as BundleFault {
                throw CommandFailure(.badData, "the draft's bundle cannot be adopted: \(fault)")
            }
        }
    }

    /// A registration may take a member of any role, an adoption those who approve; the rest is
    /// signed by registrars and founders.
    private func need(of draft: StatementDraft) -> ActingNeed {
        if draft.statements.contains(where: { $0.statement.body.kind == .adoption }) {
            return .approvers
        }
        let isRegistration = draft.statements.contains { signed in
            if case .member = signed.statement.body { true } else { false }
        }
        return isRegistration ? .anyone : .registrar
    }

    private func tell(
        _ stated: [String], _ draft: StatementDraft, signed: String?, _ context: CommandContext
    ) {
        let lines = stated.map { "states: \(ShownText.line($0))" }
        if context.isJSON {
            context.print(
                [
                    ("statements", .strings(stated)), ("signed", .bool(signed != nil)),
                    ("signatures", .count(draft.signers.count + (signed == nil ? 0 : 1))),
                ] + (file == "-" ? [("text", .optional(signed))] : []), lines: [])
        } else if file == "-", let signed {
            lines.forEach(context.note)
            context.console.print(bytes: Array(signed.utf8))
        } else {
            context.print(
                [], lines: lines + (signed == nil ? [] : ["signed; next: kluis submit \(file)"]))
        }
    }
}
