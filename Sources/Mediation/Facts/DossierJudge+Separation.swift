internal import AccessPolicy
internal import Records
internal import Reintegration

/// Separation of duties within one dossier (F11): what the caller is, was and did there.
extension DossierJudge {
    /// What keeps the caller from acting here at all.
    ///
    /// Nobody handles the own dossier in a role, nobody acts in a role beside another one that is kept
    /// apart from it, and who was or acted in one of two roles with a wall between them never acts
    /// in the other.
    ///
    /// - Parameters:
    ///   - directory: The caller's appointments.
    ///   - history: What is looked for in the past.
    /// - Returns: The pair; `nil` when nothing speaks against it.
    /// - Throws: ``MediatorError`` when the past cannot be read.
    func conflictOfActor(
        _ directory: Directory, _ history: RoleHistory
    ) throws -> SeparationPair? {
        guard let role = caller.role else { return nil }
        if let pair = SeparationOfDuties.conflict(taking: capacity(.role(role)), with: standing) {
            return pair
        }
        if let own = caller.appointment?.appointment,
            let pair = SeparationCheck.conflict(
                of: own,
                beside: directory.appointments(of: caller.member, at: caller.now)
                    .map(\.appointment))
        {
            return pair
        }
        let held = directory.everHeld(by: caller.member)
            .union(
                record.parties.filter { $0.party.holder == .member(caller.member) }
                    .flatMap(\.party.roles))
        let apart = held.filter { other in
            SeparationOfDuties.conflict(
                taking: capacity(.role(role)), with: [past(other)]) != nil
        }
        guard !apart.isEmpty else { return nil }
        let found = try history.roles(
            among: apart, of: caller.member, in: record,
            eventRoles: Set(
                try earlier().filter { $0.actor.member == caller.member }
                    .map(\.actor.role)), now: caller.now)
        return SeparationOfDuties.conflict(
            taking: capacity(.role(role)), with: found.map(past))
    }

    /// Who acts; `nil` when the appointment does not stand, or the caller may not act here.
    var actor: ActingHolder? { conflict == nil ? caller.acting : nil }

    /// Why nobody acts.
    var noActor: Records.Refusal {
        conflict.map(Refusals.separation) ?? Refusals.noAppointment
    }

    /// Why the caller may not take a step beside what was done here before by the caller, or by the one
    /// for whom the caller acts, or for either of them.
    ///
    /// - Throws: ``MediatorError/damaged`` for an event that cannot be read: what was done before
    ///   would not be known.
    func separation(of event: ProcessEvent) throws -> Records.Refusal? {
        let earlier = try earlier()
        let persons = [caller.member] + (try principal().map { [$0] } ?? [])
        for person in persons {
            let done = try earlier.filter { earlier in
                try earlier.actor.member == person || principals(of: earlier).contains(person)
            }
            let held =
                (person == record.opening.worker ? [capacity(.role(.worker))] : [])
                + done.flatMap(capacities)
            let pair = capacities(of: event).lazy.compactMap { new in
                SeparationOfDuties.conflict(taking: new, with: held)
            }.first
            if let pair { return Refusals.separation(pair) }
        }
        return nil
    }

    private func earlier() throws -> [ProcessEvent] {
        try record.events.map { event in
            guard let decoded = try? ProcessEvent(decoding: event.encodedEvent) else {
                throw MediatorError.damaged
            }
            return decoded
        }
    }

    private var standing: [HeldCapacity] {
        caller.member == record.opening.worker ? [capacity(.role(.worker))] : []
    }

    /// The role and the acts that an event shows of who took it.
    private func capacities(of event: ProcessEvent) -> [HeldCapacity] {
        let kinds = process.regime.step(event.step)?.artefacts.map(\.kind) ?? []
        return [capacity(.role(event.actor.role))]
            + kinds.compactMap(SeparatedAct.init(writing:)).map { capacity(.act($0)) }
    }

    private func capacity(_ capacity: Capacity) -> HeldCapacity {
        HeldCapacity(capacity, matter: .dossier(record.opening.id))
    }

    private func past(_ role: Role) -> HeldCapacity {
        HeldCapacity(.role(role), matter: .dossier(record.opening.id), isCurrent: false)
    }
}

extension Directory {
    /// The roles to which a member was ever appointed.
    fileprivate func everHeld(by member: MemberID) -> Set<Role> {
        Set(
            appointments(of: member, overlapping: Instant(seconds: 0), nil)
                .map(\.appointment.role))
    }
}

extension SeparatedAct {
    /// The act that a step does by writing a kind of section; `nil` for most.
    fileprivate init?(writing kind: SectionKind) {
        switch kind {
        case .assessmentForm: self = .formReleased
        case .appealRuling: self = .appealDecided
        case .plan, .motivatedReport: self = .planWritten
        case .planAnswer: self = .planAnswered
        default: return nil
        }
    }
}
