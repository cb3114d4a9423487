internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// Carries the rows of an import out, one after the other, by what the ordinary commands do.
///
/// The dossier and its steps are stated together: all of it or nothing. Identity and index follow;
/// what stopped between is found in the journal and completed by the next run.
struct ImportRun {
    /// Who imports.
    let acting: ActingSession
    /// The way to the vault.
    let connection: Connection
    /// What was done.
    let journal: ImportJournal

    /// What came of a row.
    enum Outcome {
        /// Everything was done for it now.
        case imported(DossierID)
        /// An earlier run has done it.
        case wasDone
        /// A dossier with this reference of this employer is there already, by another file.
        case wasThere(DossierID)
    }

    /// Carries a row out.
    func carryOut(_ plan: ImportPlan) throws -> Outcome {
        let tag = try acting.session.findingTag(of: plan.digest.hex)
        var started: DossierID?
        switch journal[tag] {
        case .done?: return .wasDone
        case .begun(let id)?: started = try isThere(id) ? id : nil
        case nil:
            let found = try acting.session.search(plan.mark, purpose: .reintegration)
            if let id = found.first { return .wasThere(id) }
        }
        let id = try started ?? open(plan, tag)
        if let (form, content) = plan.identity, try !hasIdentity(id) {
            try write(content, form, in: id)
        }
        try acting.session.index(id, by: plan.findBy + [plan.mark])
        try journal.finish(tag)
        try AddressBook(home: connection.home).add(.dossier, named: id.short, id)
        return .imported(id)
    }

    /// Opens the dossier with its steps: one act.
    private func open(_ plan: ImportPlan, _ tag: Digest) throws -> DossierID {
        let opening = try plan.dossier.opening(acting, today: connection.today)
        let events = try plan.steps.map { step, day in
            ProcessEvent(
                id: try acting.session.newIdentifier(), dossier: opening.id, step: step.name,
                actor: ProcessEvent.Actor(
                    member: acting.session.member, role: acting.role ?? .worker,
                    organisation: acting.organisation),
                occurredOn: day, recordedAt: connection.now)
        }
        try journal.begin(tag, opening.id)
        try acting.session.append(
            [.dossier(opening)]
                + events.map {
                    .event(
                        EventRecord(id: $0.id, encodedEvent: $0.encoded), in: opening.id)
                })
        return opening.id
    }

    private func isThere(_ id: DossierID) throws -> Bool {
        do {
            _ = try acting.session.show(id)
            return true
        } catch ClientError.failed(.unknown) {
            return false
        } catch ClientError.refused {
            return false
        }
    }

    private func hasIdentity(_ id: DossierID) throws -> Bool {
        try acting.session.show(id).sections.contains { $0.kind == .identity }
    }

    private func write(_ content: FormContent, _ form: Form, in id: DossierID) throws {
        _ = try acting.session.write(
            NewVersion(
                dossier: id, target: .new, kind: .identity, content: content.encoded,
                purpose: Purpose(usualFor: acting.role, writing: .identity),
                role: acting.role ?? .worker, form: form.name.text, isComplete: true,
                namesThirdParties: form.namesThirdParties(content)))
    }
}
