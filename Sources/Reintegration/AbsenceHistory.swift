package import Records

/// When a worker who falls ill again counts as not having resumed work.
package struct RelapseRule: Hashable, Sendable {
    /// How long after the resumption.
    package let period: LegalPeriod
    /// Which day of the resumption is the first that counts.
    package let firstDay: LegalPeriod.FirstDay

    /// Makes a rule.
    package init(period: LegalPeriod, firstDay: LegalPeriod.FirstDay) {
        self.period = period
        self.firstDay = firstDay
    }

    /// The last day on which falling ill again does not interrupt the incapacity.
    package func lastDay(afterResumptionOn resumption: CivilDate) -> CivilDate {
        period.lastDay(countedFrom: resumption, firstDay: firstDay)
    }
}

/// What a step says about the worker's absence.
package enum AbsenceEffect: String, CaseIterable, Hashable, Sendable {
    /// The worker becomes unfit for work.
    case start
    /// The worker resumes work.
    case resumption
    /// The worker becomes unfit again, shortly after a resumption.
    case relapse
    /// The temporary incapacity after a work accident or occupational disease has ended.
    case consolidation
}

/// The absences of a dossier, in the order of time.
package struct AbsenceHistory: Hashable, Sendable {
    /// A stretch of days on which the worker was unfit.
    package struct Spell: Hashable, Sendable {
        /// The first day of absence.
        package let from: CivilDate
        /// The day on which work was resumed, the first day that is no absence; `nil` while absent.
        package fileprivate(set) var resumedOn: CivilDate?

        /// Whether the worker was absent on `day`.
        package func covers(_ day: CivilDate) -> Bool {
            guard let resumedOn else { return from <= day }
            return from <= day && day < resumedOn
        }
    }

    /// The stretches, oldest first; they do not overlap, and only the last can be open.
    package private(set) var spells: [Spell] = []
    /// The first day of the last incapacity, as it was recorded.
    package private(set) var startedOn: CivilDate?
    /// The first days of every incapacity, in the order of recording; a relapse begins none.
    private var starts: [CivilDate] = []
    /// Whether the last absence follows from a work accident or an occupational disease.
    package private(set) var followsWorkAccident = false
    /// The day on which the temporary incapacity ended, for such an absence.
    package private(set) var consolidatedOn: CivilDate?

    /// No absence yet.
    package init() {}

    /// The last day that was recorded here; nothing can be recorded before it.
    package var lastDay: CivilDate? { spells.last.map { $0.resumedOn ?? $0.from } }

    /// Whether the worker was absent on `day`.
    package func isAbsent(on day: CivilDate) -> Bool { spells.contains { $0.covers(day) } }

    /// The first day of the incapacity that holds on `day`, relapses counted in.
    ///
    /// - Parameters:
    ///   - day: The day in question.
    ///   - relapse: When a resumption does not interrupt.
    /// - Returns: `nil` when the worker was not absent on `day`.
    package func uninterruptedStart(on day: CivilDate, relapse: RelapseRule) -> CivilDate? {
        guard var index = spells.lastIndex(where: { $0.covers(day) }) else { return nil }
        while index > 0, let resumption = spells[index - 1].resumedOn,
            spells[index].from <= relapse.lastDay(afterResumptionOn: resumption)
        {
            index -= 1
        }
        return spells[index].from
    }

    /// The first day of the last incapacity that had begun on a day; `nil` when none had.
    func start(on day: CivilDate) -> CivilDate? { starts.last { $0 <= day } }

    /// The resumption that comes before `day`, while no later absence does.
    func lastResumption(before day: CivilDate) -> CivilDate? {
        guard let last = spells.last?.resumedOn, last <= day else { return nil }
        return last
    }

    /// Whether `effect` can be recorded on `day`: stretches follow each other in time.
    func admits(_ effect: AbsenceEffect, on day: CivilDate) -> Bool {
        guard let last = spells.last else { return effect == .start }
        switch effect {
        case .start, .relapse: return last.resumedOn.map { $0 <= day } ?? false
        case .resumption: return last.resumedOn == nil && last.from < day
        case .consolidation:
            return followsWorkAccident && consolidatedOn == nil && last.from <= day
        }
    }

    /// Records what a step said; the step was admitted before.
    mutating func apply(_ effect: AbsenceEffect, on day: CivilDate, parameters: StepParameters) {
        switch effect {
        case .start:
            spells.append(Spell(from: day))
            startedOn = day
            starts.append(day)
            followsWorkAccident = parameters.flag(.workAccident)
            consolidatedOn = nil
        case .relapse: spells.append(Spell(from: day))
        case .resumption: spells[spells.count - 1].resumedOn = day
        case .consolidation: consolidatedOn = day
        }
    }
}
