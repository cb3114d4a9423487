package import Records

/// The state whose law a regime comes from.
package enum Jurisdiction: String, CaseIterable, Hashable, Sendable {
    case belgium = "BE"
    case netherlands = "NL"
}

/// What kind of procedure a regime lays down; two of one kind never govern the same file.
package enum Procedure: String, CaseIterable, Hashable, Sendable {
    /// The re-integration of the worker.
    case reintegration
    /// Finding that the worker is definitively unfit for the agreed work, so that the contract can
    /// end by medical force majeure.
    case forceMajeure = "force-majeure"
    /// The policy of an employer for all its workers together (Codex I.4-79): it is about no worker.
    case collectivePolicy = "collective-policy"
}

/// When a regime governs a trajectory: by the three dates of a file.
package struct RegimeApplicability: Hashable, Sendable {
    /// Whose law it is.
    package let jurisdiction: Jurisdiction
    /// What it is about.
    package let procedure: Procedure
    /// The first day of receipt of a request that the regime governs.
    package let requestedFrom: CivilDate
    /// The first day of receipt of a request that it no longer governs; `nil`: none known.
    package let requestedBefore: CivilDate?
    /// The regime also takes over older requests whose decision was not communicated before this
    /// day; `nil`: it takes none over.
    package let takesOverUndecidedOn: CivilDate?
    /// A trajectory whose decision was not communicated before this day is left to the regime that
    /// follows; `nil`: it is kept to its end.
    package let decidedBefore: CivilDate?
    /// The first day of incapacity that the regime governs; `nil`: any.
    package let incapacityFrom: CivilDate?
    /// Where that is laid down.
    package let reference: LegalReference

    /// Puts the rule together.
    package init(
        jurisdiction: Jurisdiction, procedure: Procedure, requestedFrom: CivilDate,
        requestedBefore: CivilDate?, takesOverUndecidedOn: CivilDate?,
        decidedBefore: CivilDate? = nil, incapacityFrom: CivilDate?, reference: LegalReference
    ) {
        self.jurisdiction = jurisdiction
        self.procedure = procedure
        self.requestedFrom = requestedFrom
        self.requestedBefore = requestedBefore
        self.takesOverUndecidedOn = takesOverUndecidedOn
        self.decidedBefore = decidedBefore
        self.incapacityFrom = incapacityFrom
        self.reference = reference
    }

    /// Whether the regime governs a file with these dates.
    package func governs(_ dates: RegimeDates) -> Bool {
        if let incapacityFrom {
            guard let start = dates.incapacityStart, start >= incapacityFrom else { return false }
        }
        if let requestedBefore, dates.requestReceived >= requestedBefore { return false }
        if let decidedBefore, let decided = dates.decisionCommunicated, decided >= decidedBefore {
            return false
        }
        if dates.requestReceived >= requestedFrom { return true }
        guard let takesOverUndecidedOn else { return false }
        return dates.decisionCommunicated.map { $0 >= takesOverUndecidedOn } ?? true
    }
}

/// The three dates that choose a regime.
package struct RegimeDates: Hashable, Sendable {
    /// The first day of the incapacity, when known.
    package let incapacityStart: CivilDate?
    /// The day on which the request was received.
    package let requestReceived: CivilDate
    /// The day on which the decision was communicated; `nil`: not yet.
    package let decisionCommunicated: CivilDate?

    /// Takes the dates.
    package init(
        incapacityStart: CivilDate?, requestReceived: CivilDate,
        decisionCommunicated: CivilDate? = nil
    ) {
        self.incapacityStart = incapacityStart
        self.requestReceived = requestReceived
        self.decisionCommunicated = decisionCommunicated
    }

    /// The same dates, as they stand on a day on which a decision can still come.
    fileprivate func undecided(on day: CivilDate) -> Self {
        Self(
            incapacityStart: incapacityStart, requestReceived: requestReceived,
            decisionCommunicated: decisionCommunicated ?? max(day, requestReceived))
    }
}

/// Finds the regime that governs a file.
package enum RegimeSelection {
    /// What was found.
    package enum Outcome: Hashable, Sendable {
        /// This regime governs.
        case governs(Regime)
        /// None of the known regimes does; the text says why.
        case unknown(LocalizedText)
    }

    /// Chooses among the known regimes by the three dates.
    ///
    /// - Parameters:
    ///   - dates: The dates.
    ///   - jurisdiction: Whose law governs the employment.
    ///   - procedure: What is asked for.
    ///   - today: The day of asking: what is undecided then is decided later.
    ///   - regimes: The regimes that are known.
    /// - Returns: The one that governs, or why none does.
    package static func select(
        _ dates: RegimeDates, under jurisdiction: Jurisdiction,
        for procedure: Procedure = .reintegration, on today: CivilDate, among regimes: [Regime]
    ) -> Outcome {
        let dates = dates.undecided(on: today)
        let regimes = regimes.filter {
            $0.applies.jurisdiction == jurisdiction && $0.applies.procedure == procedure
        }
        let fitting = regimes.filter { $0.applies.governs(dates) }
        guard let regime = fitting.first, fitting.count == 1 else {
            return .unknown(explain(dates, among: regimes, fitting: fitting))
        }
        return .governs(regime)
    }

    private static func explain(
        _ dates: RegimeDates, among regimes: [Regime], fitting: [Regime]
    ) -> LocalizedText {
        let day = dates.requestReceived
        if fitting.count > 1 {
            let names = fitting.map(\.name.text).joined(separator: ", ")
            return LocalizedText(
                "meer dan één regime past bij een verzoek van \(day): \(names)",
                "plusieurs régimes conviennent à une demande du \(day) : \(names)",
                "mehr als ein Regime passt zu einem Antrag vom \(day): \(names)",
                "more than one regime fits a request received on \(day): \(names)")
        }
        let ranges = regimes.map { regime in
            "\(regime.name) (\(regime.applies.requestedFrom) – "
                + "\(regime.applies.requestedBefore?.adding(days: -1).description ?? "…"))"
        }.joined(separator: ", ")
        let known = ranges.isEmpty ? "–" : ranges
        return LocalizedText(
            "geen bekend regime geldt voor een verzoek dat op \(day) is ontvangen; bekend: \(known)",
            "aucun régime connu ne régit une demande reçue le \(day) ; connus : \(known)",
            "kein bekanntes Regime gilt für einen am \(day) erhaltenen Antrag; bekannt: \(known)",
            "no known regime governs a request received on \(day); known: \(known)")
    }
}

extension DossierProcess {
    /// Which regime governs the dossier by its three dates: those of the open trajectory, or those
    /// that a request of `today` would have.
    package func governing(
        among regimes: [Regime], on today: CivilDate
    ) -> RegimeSelection.Outcome {
        let open = openTrajectory(at: today)
        let first = open?.taken.first
        let decision = open?.taken.last { regime.step($0.step)?.communicatesDecision == true }
        return RegimeSelection.select(
            RegimeDates(
                incapacityStart: absences.startedOn,
                requestReceived: first.map {
                    $0.parameters.day(.receivedByPhysician) ?? $0.occurredOn
                } ?? today,
                decisionCommunicated: decision?.occurredOn),
            under: regime.applies.jurisdiction, for: regime.applies.procedure, on: today,
            among: regimes)
    }
}
