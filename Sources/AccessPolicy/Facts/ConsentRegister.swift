package import Records

/// All that was said about recipients in a dossier, with what became of it.
///
/// It turns statements into the facts that ``FactResolver`` judges: an agreement of the employer's
/// side opens nothing, a consent that needs one holds while both do, and a consent for a purpose that
/// ends with the trajectory is over when the trajectory is.
package struct ConsentRegister: Hashable, Sendable {
    /// A statement with what became of it.
    package struct Entry: Hashable, Sendable {
        /// The statement.
        package let consent: Consent
        /// When it was withdrawn; `nil` while it is not.
        package let withdrawn: Instant?

        /// Joins the two.
        package init(_ consent: Consent, withdrawn: Instant?) {
            self.consent = consent
            self.withdrawn = withdrawn
        }
    }

    private let entries: [Entry]
    private let trajectoryEnds: [Instant]

    /// Takes the statements of a dossier.
    ///
    /// - Parameters:
    ///   - entries: The statements.
    ///   - trajectoryEnds: When the trajectories of the dossier ended.
    package init(_ entries: [Entry], trajectoryEnds: [Instant]) {
        self.entries = entries
        self.trajectoryEnds = trajectoryEnds
    }

    /// The facts that decisions use.
    package var facts: [ConsentFact] { entries.flatMap(facts) }

    /// The facts of one statement: none of an agreement, and of a consent that needs one as many as
    /// there are agreements beside it.
    package func facts(of id: ConsentID) -> [ConsentFact] {
        entries.filter { $0.consent.id == id }.flatMap(facts)
    }

    /// The purposes of processes for which a consent or a request stands that no refusal beats.
    package func standingPurposes(at instant: Instant) -> Set<ConsentPurpose> {
        Set(
            entries.compactMap { entry in
                guard let purpose = entry.consent.process, entry.consent.nature.opens,
                    entry.consent.nature == purpose.terms.nature,
                    facts(of: entry).contains(where: { $0.isCurrent(at: instant) }),
                    !entries.contains(where: {
                        Self.isStanding($0, at: instant) && $0.consent.beats(entry.consent)
                    })
                else { return nil }
                return purpose
            })
    }

    /// The purposes to which the worker has objected, or consent to which was refused.
    package func standingObjections(at instant: Instant) -> Set<ConsentPurpose> {
        Set(
            entries.compactMap { entry in
                entry.consent.isRefusal && Self.isStanding(entry, at: instant)
                    ? entry.consent.process : nil
            })
    }

    private static func isStanding(_ entry: Entry, at instant: Instant) -> Bool {
        entry.consent.covers(instant) && entry.withdrawn.map { instant < $0 } ?? true
    }

    private func facts(of entry: Entry) -> [ConsentFact] {
        let consent = entry.consent
        if consent.isRefusal {
            let isAboutStep = consent.process != nil
            return [
                ConsentFact(
                    id: consent.id, isRefusal: true, role: consent.role,
                    recipient: consent.recipient,
                    kinds: consent.kinds.isEmpty && !isAboutStep ? nil : consent.kinds,
                    purposes: consent.purposes.isEmpty ? nil : consent.purposes,
                    from: consent.from, until: consent.until, withdrawnAt: entry.withdrawn)
            ]
        }
        guard consent.nature.opens else { return [] }
        let terms = consent.process?.terms
        let end =
            terms?.endsWithTrajectory ?? false
            ? trajectoryEnds.filter { $0 >= consent.from }.min() : nil
        let own = ConsentFact(
            id: consent.id, isRefusal: false, role: consent.role, recipient: consent.recipient,
            kinds: consent.kinds, purposes: consent.purposes, from: consent.from,
            until: consent.until, withdrawnAt: entry.withdrawn
        ).ending(by: end)
        guard terms?.needsEmployer ?? false else { return [own] }
        return entries.filter { $0.consent.isAgreement(to: consent) }.map { agreement in
            own.within(agreement)
        }
    }
}

extension ConsentFact {
    /// The same fact, as long as an agreement stands beside it.
    fileprivate func within(_ agreement: ConsentRegister.Entry) -> Self {
        Self(
            id: id, isRefusal: false, role: role, recipient: recipient, kinds: kinds,
            purposes: purposes, actions: actions, from: max(from, agreement.consent.from),
            until: [until, agreement.consent.until].compactMap(\.self).min(),
            withdrawnAt: [withdrawnAt, agreement.withdrawn].compactMap(\.self).min())
    }
}

extension Consent {
    /// Whether it is the agreement of the employer's side to the same with the same recipient.
    fileprivate func isAgreement(to consent: Consent) -> Bool {
        nature == .agreement && process == consent.process && role == consent.role
            && recipient == consent.recipient
    }

    /// Whether it refuses what another statement agrees to in a process.
    fileprivate func beats(_ other: Consent) -> Bool {
        guard isRefusal, process == other.process || process == nil && kinds.isEmpty else {
            return false
        }
        // A person is refused in whatever role; an organisation and a role as they are named.
        if case .member? = recipient { return recipient == other.recipient }
        return recipient.map { $0 == other.recipient } ?? true
            && role.map { $0 == other.role } ?? true
    }
}
