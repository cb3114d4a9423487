internal import Records

/// The floor in Cedar: a second formulation, rule by rule, which the tests hold against ``Floor``
/// with Cedar's own engine.
enum CedarFloor {
    /// The `forbid` policy of a rule; `nil` for a rule that judges more than a state.
    static func policy(_ rule: FloorRule) -> String? {
        condition(rule).map {
            CedarText.policy(
                .forbid, annotations: [("id", rule.id), ("sentence", rule.text.en)],
                action: "action", when: $0)
        }
    }

    /// When a rule refuses.
    private static func condition(_ rule: FloorRule) -> String? {
        switch rule {
        case .employerSide: "\(role { $0.side == .employer }) && \(secret)"
        case .consentGiver: consentGiver
        case .relation: "\(relation(.lapsed)) || (\(relation(.none)) && !\(emergency))"
        case .controlPhysician:
            "\(role(.controlPhysician)) && (!(\(absenceControlKinds)) || "
                + "(\(section(.controlFinding)) && !(\(own))))"
        case .notes: notes
        case .oversight: oversight
        case .secrecy: secrecy
        case .assessmentForm:
            "\(section(.assessmentForm)) && \(action([.write, .release])) && "
                + "!(\(role(.occupationalPhysician)) && \(relation(.assigned)))"
        case .emergency:
            "(\(glassDeclared) || \(purpose(.emergency))) && !(\(emergency) && "
                + "\(action([.read])) && \(role { $0 == .occupationalPhysician || $0 == .nurse }))"
        case .separation: "(\(role(.worker))) != (\(relation(.`self`)))"
        case .worker:
            "\(role { $0.side == .worker }) && \(section { !Floor.givesWorker($0) })"
        case .absenceControl:
            "\(purpose(.absenceControl)) && \(role { $0.side != .worker }) && "
                + "!(\(absenceControlKinds))"
        case .writers:
            "\(action([.write, .release])) && !(\(writers { _ in true }))"
        case .limitedRoles:
            "\(role { $0 == .medicalSecretary || $0 == .socialSecretariat }) && "
                + "!(\(section { $0.sectionClass == .administrative }))"
        case .logging, .delegation: nil
        }
    }

    private static var consentGiver: String {
        let givers = role { $0 == .worker || $0 == .legalRepresentative }
        let recorder = "\(role(.occupationalPhysician)) && \(relation(.assigned))"
        return "(\(action([.manageConsent])) && !(\(givers))) ||\n    "
            + "(\(action([.recordConsent])) && !(\(recorder)))"
    }

    private static var notes: String {
        let isNotes = { (kind: SectionKind) in kind.sectionClass == .notes }
        return "\(section(isNotes)) && !(\(role(.worker))) &&\n    "
            + "!(\(own) && \(action([.read, .write])) && (\(writers(isNotes))))"
    }

    private static var oversight: String {
        let figures = "\(role(.committee)) && \(action([.count])) && !(\(secret))"
        return "(\(role { !$0.holdsSectionKey }) && !(\(figures))) ||\n    "
            + "(\(role(.inspector)) && \(secret))"
    }

    /// F6 with its exceptions, one a line.
    private static var secrecy: String {
        let takes = WordSet<Action>.all.subtracting(
            [.write, .release, .manageConsent, .recordConsent])
        let physicians = role { $0 == .occupationalPhysician || $0 == .nurse }
        let file = section { $0.sectionClass == .medical || $0.sectionClass == .exchange }
        let exceptions =
            [
                role(.worker), emergency,
                "\(physicians) && \(relation(.assigned)) && \(file)",
                "\(role(.physicianInspector)) && \(relation(.competent)) && "
                    + "\(phase(.appeal)) && \(purpose(.appeal)) && "
                    + "!(\(section(.psychosocialThird)))",
                "\(section(.exchange)) && \(consent(.statutory)) && \(purpose(.reintegration)) && "
                    + "(\(task(.occupationalPhysician, .assigned)) || "
                    + "\(task(.treatingPhysician, .care)) || "
                    + "\(task(.advisingPhysician, .assigned)))",
                "\(consent(.active)) && !(\(action([.disclose]))) && "
                    + "!(\(section(.psychosocialThird)))",
            ] + ownTasks
        return "\(secret) && \(action(takes)) && !(\n        "
            + exceptions.map { "(\($0))" }.joined(separator: " ||\n        ") + "\n    )"
    }

    /// The professionals for whose task a section exists.
    private static var ownTasks: [String] {
        func line(
            _ role: Role, _ relation: Relation, _ kinds: [SectionKind], onlyOwn: Bool = false
        ) -> String {
            "\(task(role, relation)) && \(section { kinds.contains($0) })"
                + (onlyOwn ? " && \(own)" : "")
        }
        return [
            line(.psychosocialAdviser, .assigned, [.psychosocialOwn, .psychosocialThird]),
            line(.advisingPhysician, .assigned, [.fundCertificate, .fundAssessment]),
            line(.insurancePhysician, .assigned, [.medicalInformation]),
            line(
                .occupationalPhysician, .assigned, [.medicalNotes, .medicalInformation],
                onlyOwn: true),
            line(
                .treatingPhysician, .care,
                [.fundCertificate, .fundAssessment, .incapacityCertificate], onlyOwn: true),
            line(.physicianInspector, .competent, [.appealMedicalReport], onlyOwn: true),
            line(.counsellor, .mandated, [.assistanceRecord], onlyOwn: true),
            line(.unionDelegate, .mandated, [.assistanceRecord], onlyOwn: true),
            line(.socialService, .mandated, [.assistanceRecord], onlyOwn: true),
        ]
    }
}

/// The tests of which the conditions are made.
extension CedarFloor {
    private static func role(_ isMeant: (Role) -> Bool) -> String {
        CedarText.isOneOf(.role, WordSet(Role.allCases.filter(isMeant)))
    }

    private static func role(_ role: Role) -> String { CedarText.equals(.role, role) }

    private static func section(_ isMeant: (SectionKind) -> Bool) -> String {
        CedarText.isOneOf(.section, WordSet(SectionKind.allCases.filter(isMeant)))
    }

    private static func section(_ kind: SectionKind) -> String { CedarText.equals(.section, kind) }

    private static func action(_ actions: WordSet<Action>) -> String {
        CedarText.isOneOf(.action, actions)
    }

    private static func relation(_ relation: Relation) -> String {
        CedarText.equals(.relation, relation)
    }

    private static func purpose(_ purpose: Purpose) -> String {
        CedarText.equals(.purpose, purpose)
    }

    private static func consent(_ verdict: ConsentVerdict) -> String {
        CedarText.equals(.consent, verdict)
    }

    private static func phase(_ phase: Phase) -> String { CedarText.equals(.phase, phase) }

    private static func task(_ role: Role, _ relation: Relation) -> String {
        "(\(self.role(role)) && \(self.relation(relation)))"
    }

    /// That a role may write a kind, for the kinds meant; kinds with the same writers go together.
    private static func writers(_ isMeant: (SectionKind) -> Bool) -> String {
        var groups: [(writers: WordSet<Role>, kinds: WordSet<SectionKind>)] = []
        for kind in SectionKind.allCases where isMeant(kind) {
            let writers = Floor.writers(of: kind)
            if let index = groups.firstIndex(where: { $0.writers == writers }) {
                groups[index].kinds = groups[index].kinds.union([kind])
            } else {
                groups.append((writers, [kind]))
            }
        }
        return groups.map {
            "(\(CedarText.isOneOf(.section, $0.kinds)) && \(CedarText.isOneOf(.role, $0.writers)))"
        }.joined(separator: " ||\n        ")
    }

    private static var secret: String { section(\.isSecret) }
    private static var absenceControlKinds: String {
        CedarText.isOneOf(.section, Floor.absenceControlKinds)
    }
    private static var own: String { CedarText.equals(.author, Authorship.own) }
    private static var glassDeclared: String { CedarText.equals(.glass, Glass.declared) }
    private static var emergency: String { "(\(glassDeclared) && \(purpose(.emergency)))" }
}
