internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import Mediation
internal import Records
internal import VaultClient

extension Action: ExpressibleByArgument {}

extension ConsentVerdict: ExpressibleByArgument {}

extension Phase: ExpressibleByArgument {}

/// What a decision is asked about: words of the command line, or who acts in a dossier.
struct StateOptions: ParsableArguments {
    @Option(help: "The role; with --dossier it is the one of who acts.")
    var role: Role?

    @Option(
        help: ArgumentHelp(
            "\(Action.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "action"))
    var action = Action.read

    @Option(name: .customLong("section"), help: "The kind of section.")
    var kind: SectionKind

    @Option(help: "How the role stands to the worker; the usual relation when left out.")
    var relation: Relation?

    @Option(
        help: ArgumentHelp(
            "\(ConsentVerdict.allCases.map(\.rawValue).joined(separator: ", ")); none when left "
                + "out.", valueName: "consent"))
    var consent: ConsentVerdict?

    @Option(
        help: ArgumentHelp(
            "\(Phase.allCases.map(\.rawValue).joined(separator: ", ")); assessment when left out.",
            valueName: "phase"))
    var phase: Phase?

    @Flag(help: "An emergency is declared.")
    var emergency = false

    @Flag(help: "The section is the own one of who acts.")
    var own = false

    @Option(
        help: ArgumentHelp(
            "Take role, relation, consent and phase from this dossier, as far as the vault shows "
                + "them to who acts.", valueName: "dossier"))
    var dossier: String?

    @OptionGroup var why: PurposeOption
    @OptionGroup var source: PolicySource

    func validate() throws {
        if dossier == nil {
            guard role != nil else {
                throw ValidationError("give --role, or --dossier with --as")
            }
        } else if role != nil || relation != nil || consent != nil || phase != nil {
            throw ValidationError(
                "--dossier tells role, relation, consent and phase: leave --role, --relation, "
                    + "--consent and --phase out")
        }
    }

    /// Decides.
    func answer(in context: CommandContext) throws -> PolicyAnswer {
        guard let dossier else {
            let role = role ?? .worker
            let state = state(
                role: role, relation: relation ?? FactResolver.usualRelation(of: role) ?? .none,
                consent: consent ?? .none, phase: phase ?? .assessment,
                authorship: own ? .own : .other)
            return PolicyAnswer(
                decision: try source.policy(context).decide(state), audience: .oversight,
                at: SystemClock.now())
        }
        return try context.withConnection { connection in
            let acting = try connection.session()
            let view = try acting.session.show(
                try Lookup(acting, connection).dossier(dossier))
            let facts = try DossierFacts(view, acting, today: connection.today, now: connection.now)
            let role = acting.role ?? .worker
            let purpose = purpose(of: role)
            let relation = facts.relation
            let consent = facts.consent(kind, purpose, action)
            // A section that nobody wrote yet is the own one of whoever writes it.
            let isNew = action == .write && !view.sections.contains { $0.kind == kind }
            let state = state(
                role: role, relation: relation.relation, consent: consent.verdict,
                phase: view.phase, authorship: own || isNew ? .own : .other)
            let policy = try source.policy(of: view, acting)
            let hasConsent = consent.consent != nil || consent.verdict != .none
            return PolicyAnswer(
                decision: policy.decide(state).enforced(
                    with: DutyCapabilities.duties(of: state, about: nil)),
                audience: role == .worker ? .oversight : .actor,
                at: connection.now,
                facts: [relation.named] + (hasConsent ? [consent.named] : []))
        }
    }

    private func purpose(of role: Role) -> Purpose {
        if emergency { return .emergency }
        return why.purpose
            ?? (action == .write
                ? Purpose(usualFor: role, writing: kind) : Purpose(usualFor: role, reading: kind))
    }

    private func state(
        role: Role, relation: Relation, consent: ConsentVerdict, phase: Phase,
        authorship: Authorship
    ) -> AccessState {
        AccessState(
            role: role, action: action, kind: kind, purpose: purpose(of: role), relation: relation,
            consent: consent, phase: phase, glass: emergency ? .declared : .intact,
            authorship: authorship)
    }
}

extension PolicySource {
    /// The policy for a dossier: of a file, or the one that the vault has adopted.
    func policy(of view: DossierView, _ acting: ActingSession) throws -> CompiledPolicy {
        guard let file else { return try acting.session.policy(for: view.regime) }
        return try Self.read(file, regime: regime ?? view.regime)
    }
}
