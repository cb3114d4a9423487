internal import AccessPolicy
internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration
internal import VaultClient

/// Goes through the steps of a row as the mediator will: policy for each section, process for each
/// step, behind what the dossier holds already.
struct ImportJudge {
    private let acting: ActingSession
    private let role: Role
    private let now: Instant
    private let today: CivilDate
    private let language: Language
    private let data: AdoptedData
    private let reason: String
    /// Whether what the process does not allow yet waits for a later run.
    private let isPatient: Bool
    private var policies: [String: CompiledPolicy] = [:]

    /// What is to be done in a row.
    struct Judged {
        /// What can be done, what is there already included.
        var items: [ImportItem] = []
        /// How many of these are not there yet.
        var missing = 0
        /// Whether something waits.
        var isWaiting = false
    }

    /// Prepares the judging for who acts.
    init(
        _ acting: ActingSession, _ connection: Connection, reason: String, isPatient: Bool
    ) {
        self.acting = acting
        role = acting.role ?? .worker
        now = connection.now
        today = connection.today
        language = connection.context.language
        data = AdoptedData(acting.session)
        self.reason = reason
        self.isPatient = isPatient
    }

    /// Judges the items of a row.
    ///
    /// - Parameters:
    ///   - items: The steps and sections, in their order.
    ///   - plan: The parties.
    ///   - view: The dossier, where it is there.
    ///   - problems: What is wrong.
    /// - Returns: What is to be done.
    /// - Throws: What the vault cannot be asked, or does not answer as it must.
    mutating func judge(
        _ items: [ImportItems.Item], _ plan: DossierPlan, _ view: DossierView?,
        _ problems: inout ImportProblems
    ) throws -> Judged {
        let policy = try policy(plan.regime)
        var stand = try Stand(view, plan, acting, data, today: today, now: now)
        var done = DoneSteps(stand.process.events)
        var judged = Judged()
        for item in items {
            if let (step, day) = item.step, done.take(step.name, day) {
                judged.items.append(
                    ImportItem(
                        taken: ImportItem.Taken(
                            step: step, day: day, parameters: item.parameters), sections: []))
                continue
            }
            var objections = ImportProblems()
            let sections = sections(of: item, policy, stand, &objections)
            guard let (step, day) = item.step else {
                problems.add(objections)
                guard objections.count == 0 else { return judged }
                judged.items.append(ImportItem(taken: nil, sections: sections))
                judged.missing += 1
                continue
            }
            let (attempt, refusal) = try stand.take(
                step, on: day, saying: item.parameters, with: item.forms)
            if let refusal {
                let message = message(refusal, of: step, isElsewhere: done.has(step.name))
                // The policy can permit a section only where the process stands by then.
                judged.isWaiting = isPatient && step.by.contains(role)
                if judged.isWaiting {
                    problems.remark(line: item.line, item.column, "waits: \(message)")
                } else {
                    problems.add(line: item.line, item.column, message)
                }
                return judged
            }
            problems.add(objections)
            guard objections.count == 0 else { return judged }
            judged.items.append(
                ImportItem(
                    taken: ImportItem.Taken(step: step, day: day, parameters: attempt.parameters),
                    sections: sections))
            judged.missing += 1
        }
        return judged
    }

    private func message(
        _ refusal: Reintegration.Refusal, of step: ProcessStep, isElsewhere: Bool
    ) -> String {
        if !step.by.contains(role) {
            let takers = step.by.map { $0.label[language] }.joined(separator: ", ")
            return "your role does not take this step: who does imports it (\(takers)), or has "
                + "taken it, on this day, before you import"
        }
        let text = refusal.text[language]
        return isElsewhere ? "the dossier has this step on another day; " + text : text
    }

    /// The sections of an item with their purposes, those that may be written.
    private func sections(
        of item: ImportItems.Item, _ policy: CompiledPolicy, _ stand: Stand,
        _ problems: inout ImportProblems
    ) -> [ImportItem.Section] {
        item.forms.compactMap { form, content in
            section(
                form, content, policy, stand, (item.line, "\(item.column).\(form.name)"),
                &problems)
        }
    }

    /// A section with its purpose; `nil` when the role may not write it.
    mutating func identity(
        _ form: Form, _ content: FormContent, _ plan: DossierPlan, _ view: DossierView?,
        line: Int, _ problems: inout ImportProblems
    ) throws -> ImportItem.Section? {
        section(
            form, content, try policy(plan.regime),
            try Stand(view, plan, acting, data, today: today, now: now),
            (line, form.name.text), &problems)
    }

    private func section(
        _ form: Form, _ content: FormContent, _ policy: CompiledPolicy, _ stand: Stand,
        _ place: (line: Int, column: String), _ problems: inout ImportProblems
    ) -> ImportItem.Section? {
        guard Floor.mayWrite(role, form.kind) else {
            problems.add(
                line: place.line, place.column,
                "your role writes no such section, whatever the policy says: who does imports it")
            return nil
        }
        let usual = Purpose(usualFor: role, writing: form.kind)
        let permitted = policy.purposes(of: role, to: .write, form.kind)
        let purpose = permitted.contains(usual) ? usual : permitted.first ?? usual
        let actions: [Action] = form.kind == .assessmentForm ? [.write, .release] : [.write]
        for action in actions {
            let decision = policy.decide(stand.state(action, form.kind, for: purpose))
            guard decision.isPermitted else {
                problems.add(
                    line: place.line, place.column,
                    "the adopted policy does not let your role write this section now")
                return nil
            }
            guard !decision.duties.contains(.reason) || !reason.isEmpty else {
                problems.add(
                    line: place.line, place.column,
                    "the adopted policy asks for a reason: give it with --reason")
                return nil
            }
        }
        return ImportItem.Section(form: form, content: content, purpose: purpose)
    }

    private mutating func policy(_ regime: Regime) throws -> CompiledPolicy {
        if let policy = policies[regime.name.text] { return policy }
        let policy = try acting.session.policy(for: regime.name.text)
        policies[regime.name.text] = policy
        return policy
    }
}

/// The steps that a dossier has, each to be found once.
struct DoneSteps {
    private var days: [StepName: [CivilDate]] = [:]

    /// Takes the events of a dossier.
    init(_ events: [ProcessEvent]) {
        for event in events { days[event.step, default: []].append(event.occurredOn) }
    }

    /// Whether a step of a day is there; it is then used up.
    mutating func take(_ step: StepName, _ day: CivilDate) -> Bool {
        guard let index = days[step]?.firstIndex(of: day) else { return false }
        days[step]?.remove(at: index)
        return true
    }

    /// Whether a step is there on a day that was not used up.
    func has(_ step: StepName) -> Bool { !(days[step] ?? []).isEmpty }
}

/// Where a dossier stands while the steps of a row are taken in thought.
private struct Stand {
    private(set) var process: DossierProcess
    private var facts: ProcessFacts
    private let acting: ActingSession
    private let known: DossierFacts?
    private let relation: Relation
    private var role: Role { acting.role ?? .worker }
    private let today: CivilDate
    private let now: Instant

    init(
        _ view: DossierView?, _ plan: DossierPlan, _ acting: ActingSession, _ data: AdoptedData,
        today: CivilDate, now: Instant
    ) throws {
        self.acting = acting
        self.today = today
        self.now = now
        let role = acting.role ?? .worker
        if let view {
            let open = try OpenDossier(view, data, seenBy: role)
            process = open.process
            facts = open.facts(for: acting, at: now)
            known = try DossierFacts(view, acting, today: today, now: now)
            relation = facts.relation
        } else {
            process = DossierProcess(
                regime: plan.regime, dossier: try acting.session.newIdentifier(), seenBy: role)
            relation =
                role == .worker ? .`self` : role.side == .employer ? .ownWorker : .assigned
            facts = ProcessFacts(relation: relation)
            known = nil
        }
    }

    /// The facts about a section that is written.
    func state(
        _ action: Action, _ kind: SectionKind, for purpose: Purpose
    ) -> AccessState {
        AccessState(
            role: role, action: action, kind: kind, purpose: purpose, relation: relation,
            consent: known?.consent(kind, purpose, action).verdict ?? .none,
            phase: process.phase(at: today), glass: .intact, authorship: .own)
    }

    /// Takes a step, when the process allows it.
    ///
    /// - Returns: The step with what it says, and the refusal; `nil` when it is allowed.
    mutating func take(
        _ step: ProcessStep, on day: CivilDate, saying given: StepParameters,
        with forms: [(form: Form, content: FormContent)]
    ) throws -> (StepAttempt, Reintegration.Refusal?) {
        var hashes: [Digest] = []
        var facts = facts
        for (form, content) in forms {
            let hash = Digest(hashing: content.encoded)
            hashes.append(hash)
            facts.versions[hash] = ProcessFacts.Version(
                kind: form.kind, writtenOn: today, isComplete: form.accepts(content))
        }
        let parameters = given.filled(from: process.counted(step, on: day))
        let attempt = StepAttempt(
            step: step.name, role: role, occurredOn: day, parameters: parameters, sections: hashes)
        if let refusal = process.evaluate(attempt, today: today, facts: facts).refusal {
            return (attempt, refusal)
        }
        self.facts = facts
        process = DossierProcess(
            regime: process.regime, dossier: process.dossier, seenBy: process.viewer,
            events: process.events + [
                ProcessEvent(
                    id: try acting.session.newIdentifier(), dossier: process.dossier,
                    step: step.name,
                    actor: ProcessEvent.Actor(
                        member: acting.session.member, role: role,
                        organisation: acting.organisation),
                    occurredOn: day, recordedAt: now, sections: hashes, parameters: parameters)
            ])
        return (attempt, nil)
    }
}
