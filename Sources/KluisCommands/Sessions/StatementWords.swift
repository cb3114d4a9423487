internal import Records

/// Says what statements say, for those who sign them or look back at them.
struct StatementWords {
    /// What is known of members and organisations.
    let directory: Directory
    /// Names of this machine.
    let book: AddressBook

    /// One line for a statement.
    func line(_ body: StatementBody) -> String {
        switch body {
        case .founding(let founding):
            "the vault `\(founding.origin)` is founded by \(founding.founders.count)"
        case .adoption(let adoption):
            "\(adoption.kind.rawValue) `\(adoption.name)` revision \(adoption.revision) is adopted"
        case .clockAcceptance(let acceptance):
            "the mediator's clock is accepted: \(acceptance.reason)"
        case .organisation(let organisation):
            "`\(organisation.name)` (\(organisation.id.short)) is admitted on the side of "
                + organisation.side.rawValue
        case .roleKey(let key):
            "\(name(key.organisation)) gets key \(key.epoch) for \(key.role.rawValue)"
        case .inspectionCase(let inspection):
            "\(name(inspection.inspectorate)) opens a case on \(name(inspection.employer)) from "
                + "\(inspection.from)\(until(inspection.until)): \(inspection.reason)"
        case .member(let member):
            "`\(member.name)` (\(member.id.short)) is registered"
                + (member.isWorker ? " as a worker" : "") + " with keys \(member.epoch)"
        case .appointment(let appointment):
            "\(name(appointment.member)) is appointed \(appointment.role.rawValue) at "
                + "\(name(appointment.organisation)) from "
                + "\(CivilTime.day(of: appointment.from))"
                + until(appointment.until)
        case .appointmentEnd(let end):
            "appointment \(end.appointment.short) ends on \(CivilTime.day(of: end.at))"
        case .dossier(let opening):
            (opening.worker.map { "a dossier (\(opening.id.short)) of \(name($0)) at " }
                ?? "a collective record (\(opening.id.short)) of ")
                + "\(name(opening.employer)) is opened under \(opening.regime)"
        case .party(let party):
            "\(name(party.holder)) stands in the relation \(party.relation.rawValue) from "
                + "\(party.from)\(until(party.until)): \(party.source)"
        case .partyEnd(let end):
            "\(name(end.holder)) stops standing as \(end.relation.rawValue) on \(end.from): "
                + end.source
        case .consent(let consent): line(consent)
        case .consentWithdrawal(let withdrawal):
            "consent \(withdrawal.consent.short) is withdrawn"
        case .grants(let list): "\(list.grants.count) grants are added"
        case .regimeChange(let change): "from now on \(change.regime) governs"
        case .event(let event): "event \(event.id.short) is recorded"
        case .delegation(let delegation):
            "\(name(delegation.delegate)) acts as \(delegation.role.rawValue) of "
                + "\(name(delegation.organisation)) for \(name(delegation.principal)) from "
                + "\(CivilTime.day(of: delegation.from))\(until(delegation.until)), "
                + (delegation.dossiers.isEmpty
                    ? "in all dossiers in which that member acts"
                    : "in \(delegation.dossiers.sorted().map(\.short).joined(separator: ", "))")
        case .delegationEnd(let end): "delegation \(end.delegation.short) ends"
        case .review(let review):
            "\(review.kind.rawValue) of the log: \(review.verdict.rawValue): \(review.remark)"
        case .decision(let decision):
            "\(line(decision.measure)), until "
                + "\(CivilTime.lastDay(before: decision.expires)) inclusive: \(decision.reason)"
        }
    }

    private func line(_ consent: Consent) -> String {
        let verb =
            switch consent.nature {
            case .consent: "consents"
            case .request: "asks"
            case .refusal: "refuses"
            case .agreement: "agrees"
            }
        let whom =
            switch (consent.recipient, consent.role) {
            case (let holder?, let role?): "\(name(holder)) as \(role.rawValue)"
            case (let holder?, nil): "\(name(holder)) in every role"
            case (nil, let role?): "whoever is \(role.rawValue)"
            case (nil, nil): "everybody"
            }
        let isAboutAll = consent.isRefusal && consent.process == nil && consent.kinds.isEmpty
        return "\(name(consent.giver)) \(verb): \(whom), "
            + "\(isAboutAll ? "every section" : words(consent.kinds)) for "
            + (consent.purposes.isEmpty ? "every purpose" : words(consent.purposes))
            + (consent.process.map { " (\($0.rawValue))" } ?? "") + until(consent.until)
    }

    private func line(_ measure: LogDecision.Measure) -> String {
        switch measure {
        case .unmask(let entries, let reader):
            "\(name(reader)) learns who stands behind the tags of log entries \(list(entries))"
        case .staffNames(let entries, let worker):
            "\(name(worker)) learns who acted in log entries \(list(entries))"
        case .erase(let worker):
            "all dossiers, details and keys of \(name(worker)) are destroyed"
        case .prune(let index): "log entries below \(index) are removed"
        case .shield(let dossier): "dossier \(dossier.short) is shielded"
        case .unshield(let dossier): "dossier \(dossier.short) is no longer shielded"
        }
    }

    private func list(_ entries: [UInt64]) -> String {
        entries.map(String.init).joined(separator: ", ")
    }

    /// A holder's name.
    func name(_ holder: Holder) -> String {
        switch holder {
        case .organisation(let id): name(id)
        case .member(let id): name(id)
        }
    }

    /// An organisation's name, or its short code.
    func name(_ id: OrganisationID) -> String {
        if let organisation = directory.organisation(id) { return organisation.name }
        return (try? book.name(.organisation, of: id)) ?? id.short
    }

    /// A member's name, or the short code.
    func name(_ id: MemberID) -> String {
        if let name = directory.member(id)?.name, !name.isEmpty { return name }
        return (try? book.name(.member, of: id)) ?? id.short
    }

    /// The last day, as it was given; statements name the one after it.
    private func until(_ day: CivilDate?) -> String {
        day.map { " until \($0.adding(days: -1)) inclusive" } ?? ""
    }

    private func until(_ end: Instant?) -> String {
        end.map { " until \(CivilTime.lastDay(before: $0)) inclusive" } ?? ""
    }

    private func words<Word: RawRepresentable<String>>(_ words: Set<Word>) -> String {
        words.isEmpty ? "no section" : words.map(\.rawValue).sorted().joined(separator: ", ")
    }
}
