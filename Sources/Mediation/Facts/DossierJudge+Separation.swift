internal import AccessPolicy
internal import Records
internal import Reintegration

/// Separation of duties within one dossier (F11): what the caller is, was and did there.
extension DossierJudge {
    /// What keeps the caller from acting here at all: nobody handles the own dossier in a role.
    private var conflictOfActor: SeparationPair? {
        guard let role = caller.role else { return nil }
        return SeparationOfDuties.conflict(taking: capacity(.role(role)), with: standing)
    }

    /// Who acts; `nil` when the appointment does not stand, or the dossier is the caller's own.
    var actor: ActingHolder? { conflictOfActor == nil ? caller.acting : nil }

    /// Why nobody acts.
    var noActor: Records.Refusal {
        conflictOfActor.map(Refusals.separation) ?? Refusals.noAppointment
    }

    /// Why the caller may not take a step beside what the caller did here before.
    ///
    /// - Throws: ``MediatorError/damaged`` for an event that cannot be read: what was done before
    ///   would not be known.
    func separation(of event: ProcessEvent) throws -> Records.Refusal? {
        let earlier = try record.events.map { event in
            guard let decoded = try? ProcessEvent(decoding: event.encodedEvent) else {
                throw MediatorError.damaged
            }
            return decoded
        }
        let held =
            standing
            + earlier.filter { $0.actor.member == caller.member }.flatMap(capacities)
        return capacities(of: event).lazy.compactMap { new in
            SeparationOfDuties.conflict(taking: new, with: held)
        }.first.map(Refusals.separation)
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
