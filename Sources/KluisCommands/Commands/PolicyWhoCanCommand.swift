internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import Mediation
internal import Records
internal import VaultClient

/// `kluis policy who-can`: who may do one thing with one kind of section.
struct PolicyWhoCanCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "who-can", abstract: "Say who may do something with a kind of section.",
        discussion: """
            By the policy: which roles, under which relation, consent and phase, and by which rules. \
            With --dossier: who can now, by name, among the parties and recipients that the vault \
            shows to who acts; the worker and the physician are shown all of them. Emergencies are \
            left out there.
            """,
        examples: [
            (
                "kluis policy who-can --section health-file --policy policies/access "
                    + "--regime be-2022",
                "who reads health files, by the shipped bundle"
            ),
            (
                "kluis policy who-can --section consultation --dossier K7QJ-2M4X --as wim",
                "who reads it now, as the worker"
            ),
        ])

    @Option(
        help: ArgumentHelp(
            "\(Action.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "action"))
    var action = Action.read

    @Option(name: .customLong("section"), help: "The kind of section.")
    var kind: SectionKind

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("For this purpose only.", valueName: "purpose"))
    var purpose: Purpose?

    @Option(help: ArgumentHelp("Who can now, in this dossier.", valueName: "dossier"))
    var dossier: String?

    @OptionGroup var source: PolicySource
    @OptionGroup(title: "Global options") var global: GlobalOptions

    private var purposes: WordSet<Purpose> { purpose.map { [$0] } ?? .all }

    func run(in context: CommandContext) throws -> CommandStatus {
        guard let dossier else { return try byPolicy(context) }
        return try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let view = try acting.session.show(try lookup.dossier(dossier))
            let words = StatementWords(
                directory: try acting.directory(naming: view.holders), book: lookup.book)
            let policy = try source.policy(of: view, acting)
            let facts = try DossierFacts(view, acting, today: connection.today, now: connection.now)
            let able = facts.whoCan(action, kind, purposes, policy)
            var table = Table("WHO", "ROLE", "RELATION", "CONSENT", "FOR", "RULES")
            for one in able {
                table.add(
                    words.name(one.holder), one.role.rawValue, one.relation.relation.rawValue,
                    one.consent.verdict.rawValue,
                    one.purposes.map(\.rawValue).joined(separator: " "),
                    one.rules.joined(separator: " "))
            }
            context.print(
                [("holders", .array(able.map { $0.json(words.name($0.holder)) }))],
                lines: table.isEmpty ? ["nobody of those shown to you can"] : table.lines)
            return .success
        }
    }

    private func byPolicy(_ context: CommandContext) throws -> CommandStatus {
        let groups = WhoCan(try source.policy(context), action, kind, purposes: purposes).groups
        let language = context.language
        context.print(
            [
                (
                    "groups",
                    .array(
                        groups.map { group in
                            .object(
                                [("roles", .strings(group.product.roles.words.map(\.rawValue)))]
                                    + group.product.json + [
                                        ("circumstances", .string(group.circumstances[language])),
                                        ("rules", .strings(group.rules)),
                                    ])
                        })
                )
            ],
            lines: groups.isEmpty
                ? ["nobody can"]
                : groups.flatMap { group in
                    [
                        group.product.roles.words.map { "\($0.label[language]) (\($0.rawValue))" }
                            .joined(separator: ", "),
                        "    \(group.circumstances[language])",
                        "    \(group.rules.joined(separator: ", "))",
                    ]
                })
        return .success
    }
}

/// Someone who can, now.
struct AbleHolder {
    /// The person or the organisation.
    let holder: Holder
    /// In which role.
    let role: Role
    /// By which relation.
    let relation: ResolvedRelation
    /// With which consent.
    let consent: ResolvedConsent
    /// For which purposes.
    let purposes: [Purpose]
    /// By which rules.
    let rules: [String]

    /// For programs.
    func json(_ name: String) -> JSONValue {
        .object([
            ("name", .string(name)), ("role", .string(role.rawValue)),
            ("relation", .string(relation.relation.rawValue)),
            ("source", .optional(relation.named.source)),
            ("consent", .string(consent.verdict.rawValue)),
            ("consentId", .optional(consent.consent?.description)),
            ("purposes", .strings(purposes.map(\.rawValue))), ("rules", .strings(rules)),
        ])
    }
}

extension DossierFacts {
    /// The parties, and the recipients of consents, that can do something now without an emergency.
    ///
    /// Of an organisation any appointed person is meant, so a refusal of one person is not seen. A
    /// section is taken to be another's; notes and other own sections need authorship and are their
    /// author's.
    func whoCan(
        _ action: Action, _ kind: SectionKind, _ purposes: WordSet<Purpose>,
        _ policy: CompiledPolicy
    ) -> [AbleHolder] {
        var seen: [(holder: Holder, role: Role)] = []
        let candidates =
            view.parties.flatMap { party in
                Role.allCases.filter(party.roles.contains).map { (party.holder, $0) }
            }
            + view.consents.compactMap { entry -> (Holder, Role)? in
                guard let holder = entry.consent.recipient, let role = entry.consent.role else {
                    return nil
                }
                return (holder, role)
            }
        return candidates.compactMap { holder, role in
            guard !seen.contains(where: { $0.holder == holder && $0.role == role }) else {
                return nil
            }
            seen.append((holder, role))
            return able(holder, role, action, kind, purposes, policy)
        }
    }

    private func able(
        _ holder: Holder, _ role: Role, _ action: Action, _ kind: SectionKind,
        _ purposes: WordSet<Purpose>, _ policy: CompiledPolicy
    ) -> AbleHolder? {
        let actor: ActingHolder
        switch holder {
        case .member(let member):
            actor = ActingHolder(member: member, role: role, organisation: nil)
        case .organisation(let organisation):
            actor = ActingHolder(
                member: self.actor.member, role: role, organisation: organisation)
        }
        let relation = relation(of: actor)
        var consent = consent(of: actor, kind, purposes.words[0], action)
        var able: [Purpose] = []
        var rules: [String] = []
        for purpose in purposes.words {
            let verdict = self.consent(of: actor, kind, purpose, action)
            let state = AccessState(
                role: role, action: action, kind: kind, purpose: purpose,
                relation: relation.relation, consent: verdict.verdict, phase: view.phase)
            let decision = policy.decide(state).enforced(
                with: DutyCapabilities.duties(of: state, about: nil))
            guard decision.isPermitted else { continue }
            if able.isEmpty { consent = verdict }
            able.append(purpose)
            for rule in decision.ruleIDs where !rules.contains(rule) { rules.append(rule) }
        }
        guard !able.isEmpty else { return nil }
        return AbleHolder(
            holder: holder, role: role, relation: relation, consent: consent, purposes: able,
            rules: rules)
    }
}
