package import Records

extension Trajectory {
    /// The deadline of a name as it was last started; `nil` when no step has started it.
    package func deadline(_ name: DeadlineName, at today: CivilDate) -> Deadline? {
        guard let index = lastStart(of: name) else { return nil }
        let rule = regime.deadline(name, under: choices)
        guard satisfies(rule.conditions, on: today) else { return nil }
        return deadline(rule, startedAt: index, at: today)
    }

    /// The deadlines that run on `today` and were not met, earliest first.
    package func openDeadlines(at today: CivilDate) -> [Deadline] {
        openDeadlines(at: today, in: position(at: today).state)
    }

    /// The deadlines that run in `state`, which for steps outside a trajectory the dossier knows.
    func openDeadlines(at today: CivilDate, in state: StateName) -> [Deadline] {
        var names: [DeadlineName] = []
        for rule in regime.deadlines where !names.contains(rule.name) { names.append(rule.name) }
        return names.compactMap { name -> Deadline? in
            guard let index = lastStart(of: name) else { return nil }
            let rule = regime.deadline(name, under: choices)
            guard rule.runsIn.contains(state), satisfies(rule.conditions, on: today),
                !taken[(index + 1)...].contains(where: { rule.metBy.contains($0.step) })
            else { return nil }
            return deadline(rule, startedAt: index, at: today)
        }.sorted { ($0.due, $0.name) < ($1.due, $1.name) }
    }

    /// The deadlines that the last step started.
    func deadlinesOfLastStep(at today: CivilDate) -> [Deadline] {
        guard let last = taken.last, let step = regime.step(last.step) else { return [] }
        return step.starts.compactMap { name in
            let rule = regime.deadline(name, under: choices)
            guard satisfies(rule.conditions, on: today) else { return nil }
            return deadline(rule, startedAt: taken.count - 1, at: today)
        }
    }

    private func lastStart(of name: DeadlineName) -> Int? {
        taken.lastIndex { regime.step($0.step)?.starts.contains(name) == true }
    }

    private func deadline(
        _ rule: DeadlineRule, startedAt index: Int, at today: CivilDate
    ) -> Deadline? {
        guard let plain = count(rule, startedAt: index) else { return nil }
        let pauses = pauses(of: rule, after: index, at: today)
        let days = pauses.reduce(0) { $0 + $1.days }
        let counted = plain.due.adding(days: days)
        let due = lastDay(counted, of: rule)
        let others = regime.deadlines.filter { $0.name == rule.name && $0 != rule }
        let readings = others.compactMap { other -> Deadline.OtherReading? in
            guard let condition = other.onlyWith, let plain = count(other, startedAt: index)
            else { return nil }
            let pause = self.pauses(of: other, after: index, at: today).reduce(0) { $0 + $1.days }
            let otherDue = lastDay(plain.due.adding(days: pause), of: other)
            guard otherDue != due, let label = label(of: condition) else { return nil }
            return Deadline.OtherReading(condition: condition, label: label, due: otherDue)
        }
        return Deadline(
            rule: rule, startedBy: taken[index].event, countedFrom: plain.from, due: due,
            movedFrom: due == counted ? nil : counted,
            holidays: holidays(of: rule, from: plain.from),
            dueWithoutPause: pauses.isEmpty ? nil : lastDay(plain.due, of: rule), pauses: pauses,
            otherReadings: readings)
    }

    /// The last day of a term as the rule leaves or moves it.
    private func lastDay(_ day: CivilDate, of rule: DeadlineRule) -> CivilDate {
        switch rule.lastDay {
        case .stays: day
        case .nextWorkingDay: regime.holidays.nextWorkingDay(from: day)
        }
    }

    private func label(of condition: OptionCondition) -> LocalizedText? {
        regime.options.first { $0.name == condition.option }?
            .choices.first { $0.name == condition.choice }?.label
    }

    private func count(
        _ rule: DeadlineRule, startedAt index: Int
    ) -> (from: CivilDate, due: CivilDate)? {
        let start = taken[index]
        var from = start.occurredOn
        if rule.anchor == .incapacityStart, let first = firstDayOfIncapacity { from = first }
        if case .receipt(let parameter, let step) = rule.anchor {
            let later = taken[(index + 1)...].last {
                $0.step == step && $0.parameters.has(parameter)
            }
            from =
                later?.parameters.day(parameter) ?? start.parameters.day(parameter)
                ?? start.occurredOn
        }
        switch rule.term {
        case .period(let period):
            return (
                from,
                period.lastDay(
                    countedFrom: from, firstDay: rule.firstDay, holidays: regime.holidays)
            )
        case .atOnce: return (from, from)
        case .day(let parameter): return start.parameters.day(parameter).map { (from, $0) }
        case .before(let period, let parameter):
            return start.parameters.day(parameter).map { ($0, period.lastDay(before: $0)) }
        }
    }

    /// The holidays that lengthened a term in working days.
    private func holidays(of rule: DeadlineRule, from day: CivilDate) -> [CivilDate] {
        guard case .period(let period) = rule.term else { return [] }
        return period.skippedHolidays(
            countedFrom: day, firstDay: rule.firstDay, holidays: regime.holidays
        ).map(\.day)
    }

    private func pauses(
        of rule: DeadlineRule, after index: Int, at today: CivilDate
    ) -> [Deadline.Pause] {
        guard let pause = rule.pause else { return [] }
        var pauses: [Deadline.Pause] = []
        var from: CivilDate?
        for step in taken[(index + 1)...] {
            if step.step == pause.from, from == nil {
                from = step.occurredOn
            } else if let start = from, pause.until.contains(step.step) {
                pauses.append(span(from: start, until: step.occurredOn, at: today))
                from = nil
            }
        }
        if let from { pauses.append(span(from: from, until: nil, at: today)) }
        return pauses
    }

    private func span(from: CivilDate, until: CivilDate?, at today: CivilDate) -> Deadline.Pause {
        let end = until ?? max(today, from)
        return Deadline.Pause(
            from: from, until: until, days: end.daysSinceEpoch - from.daysSinceEpoch)
    }
}
