internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// One step of a process, taken: its sections written, its event recorded.
struct StepRun {
    /// The dossier.
    let open: OpenDossier
    /// The step.
    let step: ProcessStep
    /// Who takes it.
    let acting: ActingSession
    /// The way to the vault.
    let connection: Connection
    /// The legal day.
    let day: CivilDate
    /// Why.
    let why: PurposeOption
    /// What the text guard found and the author kept, with the reason; `nil` for nothing.
    let kept: KeptText?
    /// The reason in own words, where a rule asks for it.
    let reason: String

    /// A section that the step makes.
    struct Section {
        /// The kind.
        let kind: SectionKind
        /// What was filled into its form.
        let content: FormContent
        /// The required fields that are empty, one line each.
        let missing: [String]
        /// Whether it names third parties, by its form.
        let namesThirdParties: Bool
        /// Whether every required field is filled.
        var isComplete: Bool { missing.isEmpty }
    }

    /// What came of it.
    struct Result {
        /// The event.
        let event: ProcessEvent
        /// The versions that were written.
        let manifests: [Manifest]
        /// The entries of the log, in order.
        let entries: [UInt64]
        /// How far apart the mediator stood.
        let level: AssuranceLevel
        /// Who has no key yet, by role, as far as it is known.
        let pending: [String]
    }

    /// Takes the step.
    ///
    /// The last section and the event are one act: both are stored or none. A step of several
    /// sections that the process would refuse is tried with that act only, so that the refusal is
    /// logged and nothing is left behind.
    func take(_ sections: [Section], parameters: StepParameters) throws -> Result {
        var manifests: [Manifest] = []
        var entries: [UInt64] = []
        var pending: [GrantID] = []
        if sections.count > 1, isLikelyAllowed(sections, parameters) {
            for section in sections.dropLast() {
                let receipt = try acting.session.write(try version(of: section))
                manifests.append(receipt.manifest)
                entries.append(receipt.entry.index)
                pending += receipt.pending
            }
        }
        let id: EventID = try acting.session.newIdentifier()
        func event(_ hashes: [Digest]) -> ProcessEvent {
            ProcessEvent(
                id: id, dossier: open.view.id, step: step.name,
                actor: ProcessEvent.Actor(
                    member: acting.session.member, role: acting.role ?? .worker,
                    organisation: acting.organisation),
                occurredOn: day, recordedAt: connection.now, sections: hashes,
                parameters: parameters)
        }
        let earlier = manifests.map(\.hash)
        // A role that the floor lets write no such section tries the step without it: the process
        // then refuses, and the refusal is logged.
        let role = acting.role ?? .worker
        guard let last = sections.last, Floor.mayWrite(role, last.kind) else {
            let event = event([])
            let receipt = try acting.session.append([
                .event(
                    EventRecord(id: id, encodedEvent: event.encoded), in: open.view.id)
            ])
            return Result(
                event: event, manifests: [], entries: receipt.entries.map(\.index),
                level: receipt.level, pending: [])
        }
        let receipt = try acting.session.write(try version(of: last)) { hash in
            [.event(EventRecord(id: id, encodedEvent: event(earlier + [hash]).encoded))]
        }
        entries.append(receipt.entry.index)
        entries += receipt.statementEntries.map(\.index)
        return Result(
            event: event(earlier + [receipt.manifest.hash]),
            manifests: manifests + [receipt.manifest], entries: entries, level: receipt.level,
            pending: open.view.roles(of: pending + receipt.pending))
    }

    private func version(of section: Section) throws -> NewVersion {
        NewVersion(
            dossier: open.view.id, target: .new, kind: section.kind,
            content: section.content.encoded,
            purpose: try purpose(of: section.kind), role: acting.role ?? .worker,
            form: section.content.form.text, isComplete: section.isComplete,
            step: step.name.text, kept: kept,
            namesThirdParties: section.namesThirdParties, reason: reason)
    }

    /// The purpose of a section: what was said, else the usual one, unless the policy of the regime
    /// lets the role write the kind for another only, as a notice to UWV.
    private func purpose(of kind: SectionKind) throws -> Purpose {
        let usual = why.purpose(of: acting, writing: kind)
        guard why.purpose == nil else { return usual }
        let permitted = try acting.session.policy(for: open.view.regime).purposes(
            of: acting.role ?? .worker, to: .write, kind)
        return permitted.contains(usual) ? usual : permitted.first ?? usual
    }

    /// Whether the process allows the step, as far as this client can see.
    private func isLikelyAllowed(_ sections: [Section], _ parameters: StepParameters) -> Bool {
        var facts = open.facts(for: acting, at: connection.now)
        var hashes: [Digest] = []
        for section in sections {
            let hash = Digest(hashing: section.content.encoded)
            hashes.append(hash)
            facts.versions[hash] = ProcessFacts.Version(
                kind: section.kind, writtenOn: connection.today, isComplete: section.isComplete)
        }
        let attempt = StepAttempt(
            step: step.name, role: acting.role ?? .worker, occurredOn: day,
            parameters: parameters, sections: hashes)
        return open.process.evaluate(attempt, today: connection.today, facts: facts).refusal == nil
    }
}

extension DossierView {
    /// The roles of some grants, each once, as far as the view shows them.
    func roles(of grants: [GrantID]) -> [String] {
        let shown = parties.flatMap(\.grants) + consents.flatMap(\.consent.grants)
        let roles = grants.map { id in
            shown.first { $0.id == id }?.role.rawValue ?? "inspectorate"
        }
        return Set(roles).sorted()
    }
}
