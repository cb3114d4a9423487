internal import Records

/// Why the parts of a regime do not make a regime.
package struct RegimeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of fault; more can be added without breaking a caller.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        /// A label has a language with nothing to read.
        case emptyLabel = "a label is empty in one of the languages"
        /// A name stands twice.
        case duplicateName = "the name stands twice"
        /// A name is used and nowhere declared.
        case unknownName = "the name is used and nowhere declared"
        /// There is not exactly one initial state.
        case initialState = "a regime has exactly one initial state"
        /// A terminal state is left, or the initial state is entered.
        case wrongDirection = "nothing leaves a terminal state and nothing enters the initial one"
        /// A state cannot be reached.
        case unreachableState = "the state cannot be reached"
        /// An open state cannot be left.
        case deadEnd = "the state is open and cannot be left"
        /// A step belongs to nobody, or to a role without a relation.
        case noActor = "a step needs a role, and every role a relation"
        /// A step is given to a role that may not take it.
        case wrongActor = "the section that the step produces is not for this role to write"
        /// A deadline has no rule, or several, under one of the readings.
        case ambiguousDeadline = "a deadline has exactly one rule under every reading"
        /// An option has fewer than two readings, or its standard is none of them.
        case malformedOption = "an option has two readings or more, and one is the standard"
        /// A range of dates ends before it begins.
        case malformedRange = "the range of dates is empty"
        case needsMoreThanSteps = "a deadline and a lapse depend on steps alone"
        case relapseUnit = "a relapse and a term before a day count calendar days, weeks or months"
        case lastDay = "only a term that is a period has a last day that moves"
        case confidentialStep = "a lapse depends on no confidential step, since all see the state"
        case mixedTracks = "a step and a deadline belong to one track"
    }

    /// What is wrong.
    package let code: Code
    /// The part that is at fault.
    package let part: String

    /// Makes an error.
    package init(code: Code, part: String) {
        self.code = code
        self.part = part
    }

    /// The fault in words.
    package var description: String { "`\(part)`: \(code.rawValue)" }
}

extension Regime {
    /// The roles that alone write a kind, whatever a regime says: a decision is the physician's, a
    /// plan and a report are the employer's, an answer is the worker's, a ruling is the inspector's.
    static func writers(of kind: SectionKind) -> [Role]? {
        switch kind {
        case .assessmentForm, .healthAssessment, .medicalAssessment, .consultation:
            [.occupationalPhysician]
        case .plan, .motivatedReport: [.employer, .hr]
        case .planAnswer: [.worker, .legalRepresentative]
        case .appealLetter: [.worker, .legalRepresentative]
        case .appealRuling, .appealMedicalReport: [.physicianInspector]
        case .resumptionDecision: [.advisingPhysician]
        default: nil
        }
    }

    /// Checks the parts of a regime; gives the initial state.
    static func check(_ parts: Parts) throws(RegimeError) -> [Track] {
        try checkLabels(parts)
        try checkNames(parts)
        try checkOptions(parts)
        try checkDeadlines(parts)
        try checkActors(parts)
        return try checkStates(parts)
    }

    private static func checkLabels(_ parts: Parts) throws(RegimeError) {
        var labels = [(parts.title, parts.name.text)]
        labels += parts.states.map { ($0.label, $0.name.text) }
        labels += parts.steps.map { ($0.label, $0.name.text) }
        labels += parts.lapses.map { ($0.label, $0.name.text) }
        labels += parts.options.map { ($0.label, $0.name.text) }
        labels += parts.options.flatMap { $0.choices.map { ($0.label, $0.name.text) } }
        for rule in parts.deadlines {
            labels += [rule.label, rule.anchorLabel, rule.consequence].map { ($0, rule.name.text) }
        }
        for (label, part) in labels where !label.isComplete {
            throw RegimeError(code: .emptyLabel, part: part)
        }
    }

    private static func checkNames(_ parts: Parts) throws(RegimeError) {
        for names in [
            parts.states.map(\.name.text), parts.steps.map(\.name.text),
            parts.lapses.map(\.name.text), parts.options.map(\.name.text),
        ] {
            var seen = Set<String>()
            for name in names where !seen.insert(name).inserted {
                throw RegimeError(code: .duplicateName, part: name)
            }
        }
        let states = Set(parts.states.map(\.name))
        let steps = Set(parts.steps.map(\.name))
        let deadlines = Set(parts.deadlines.map(\.name))
        var usedStates: [StateName] = []
        var usedSteps: [StepName] = []
        var usedDeadlines: [DeadlineName] = []
        for step in parts.steps {
            usedStates += step.from
            if case .moves(to: let target?) = step.effect { usedStates.append(target) }
            usedSteps += step.guards.flatMap { $0.condition.steps }
            usedStates += step.guards.flatMap { $0.condition.states }
            usedDeadlines += step.starts + step.guards.compactMap { $0.condition.deadline }
        }
        for rule in parts.deadlines {
            usedStates += rule.runsIn
            usedSteps += rule.metBy
            usedSteps += rule.conditions.flatMap { $0.condition.steps }
            if let pause = rule.pause { usedSteps += [pause.from] + pause.until }
            if case .receipt(_, recordedBy: let step?) = rule.anchor { usedSteps.append(step) }
        }
        for lapse in parts.lapses {
            usedStates += [lapse.from, lapse.target]
            usedSteps += lapse.guards.flatMap { $0.condition.steps }
            usedDeadlines.append(lapse.deadline)
        }
        if let name = usedStates.first(where: { !states.contains($0) }) {
            throw RegimeError(code: .unknownName, part: name.text)
        }
        if let name = usedSteps.first(where: { !steps.contains($0) }) {
            throw RegimeError(code: .unknownName, part: name.text)
        }
        if let name = usedDeadlines.first(where: { !deadlines.contains($0) }) {
            throw RegimeError(code: .unknownName, part: name.text)
        }
    }

    private static func checkOptions(_ parts: Parts) throws(RegimeError) {
        for option in parts.options {
            let names = option.choices.map(\.name)
            guard Set(names).count == names.count, names.count >= 2,
                names.contains(option.standard)
            else { throw RegimeError(code: .malformedOption, part: option.name.text) }
        }
        let conditions =
            parts.steps.flatMap { $0.guards.compactMap(\.onlyWith) }
            + parts.lapses.flatMap { $0.guards.compactMap(\.onlyWith) }
            + parts.deadlines.compactMap(\.onlyWith)
            + parts.deadlines.flatMap { $0.conditions.compactMap(\.onlyWith) }
        for condition in conditions {
            let option = parts.options.first { $0.name == condition.option }
            guard option?.choices.contains(where: { $0.name == condition.choice }) == true else {
                throw RegimeError(
                    code: .unknownName, part: "\(condition.option): \(condition.choice)")
            }
        }
        let applies = parts.applies
        if let before = applies.requestedBefore, before <= applies.requestedFrom {
            throw RegimeError(code: .malformedRange, part: parts.name.text)
        }
    }

    /// A deadline has one rule for all readings, or one for each reading of one option.
    private static func checkDeadlines(_ parts: Parts) throws(RegimeError) {
        for rule in parts.deadlines where rule.lastDay != .stays {
            guard case .period = rule.term else {
                throw RegimeError(code: .lastDay, part: rule.name.text)
            }
        }
        for (name, rules) in Dictionary(grouping: parts.deadlines, by: \.name) {
            let fault = RegimeError(code: .ambiguousDeadline, part: name.text)
            if rules.count == 1, rules[0].onlyWith == nil { continue }
            let conditions = rules.compactMap(\.onlyWith)
            guard conditions.count == rules.count, let first = conditions.first,
                conditions.allSatisfy({ $0.option == first.option }),
                let option = parts.options.first(where: { $0.name == first.option }),
                conditions.count == option.choices.count,
                Set(conditions.map(\.choice)) == Set(option.choices.map(\.name))
            else { throw fault }
        }
        for rule in parts.deadlines {
            guard case .before(let period, _) = rule.term, period.unit.countsWorkingDays else {
                continue
            }
            throw RegimeError(code: .relapseUnit, part: rule.name.text)
        }
        let confidential = Set(parts.steps.filter(\.isConfidential).map(\.name))
        for lapse in parts.lapses
        where lapse.guards.contains(where: { !confidential.isDisjoint(with: $0.condition.steps) }) {
            throw RegimeError(code: .confidentialStep, part: lapse.name.text)
        }
        let dependent =
            parts.deadlines.flatMap { rule in rule.conditions.map { ($0, rule.name.text) } }
            + parts.lapses.flatMap { lapse in lapse.guards.map { ($0, lapse.name.text) } }
        for (rule, part) in dependent where !rule.condition.followsFromSteps {
            throw RegimeError(code: .needsMoreThanSteps, part: part)
        }
        let dated =
            parts.steps.flatMap { step in step.guards.map { ($0.during, step.name.text) } }
            + dependent.map { ($0.0.during, $0.1) }
        for (condition, part) in parts.steps.flatMap({ step in
            step.guards.map { ($0.condition, step.name.text) }
        }) where condition.relapse?.period.unit.countsWorkingDays == true {
            throw RegimeError(code: .relapseUnit, part: part)
        }
        for (days, part) in dated where days.isEmpty {
            throw RegimeError(code: .malformedRange, part: part)
        }
    }

    private static func checkActors(_ parts: Parts) throws(RegimeError) {
        for step in parts.steps {
            guard !step.by.isEmpty,
                step.by.allSatisfy({ parts.relations[$0]?.isEmpty == false })
            else { throw RegimeError(code: .noActor, part: step.name.text) }
            for artefact in step.artefacts where artefact.isRequired {
                guard let writers = writers(of: artefact.kind) else { continue }
                guard step.by.allSatisfy(writers.contains) else {
                    throw RegimeError(code: .wrongActor, part: step.name.text)
                }
            }
        }
    }

    private static func checkStates(_ parts: Parts) throws(RegimeError) -> [Track] {
        let tracks = try checkTracks(parts)
        let terminal = Set(parts.states.filter { $0.kind == .terminal }.map(\.name))
        var arrows = parts.lapses.map { ($0.from, $0.target) }
        for step in parts.steps {
            guard case .moves(to: let target) = step.effect else { continue }
            for state in step.from {
                if terminal.contains(state) {
                    throw RegimeError(code: .wrongDirection, part: step.name.text)
                }
                if let target, target != state { arrows.append((state, target)) }
            }
        }
        let starts = Set(tracks.map(\.initial))
        for (from, target) in arrows where terminal.contains(from) || starts.contains(target) {
            throw RegimeError(code: .wrongDirection, part: "\(from) → \(target)")
        }
        var reached = starts
        while true {
            let next = arrows.filter { reached.contains($0.0) && !reached.contains($0.1) }
            if next.isEmpty { break }
            reached.formUnion(next.map(\.1))
        }
        for state in parts.states {
            guard reached.contains(state.name) else {
                throw RegimeError(code: .unreachableState, part: state.name.text)
            }
            if state.kind == .open, !arrows.contains(where: { $0.0 == state.name }) {
                throw RegimeError(code: .deadEnd, part: state.name.text)
            }
        }
        return tracks
    }

    /// The tracks in the order of their first states; each has one initial state, and nothing leads
    /// from one into another.
    private static func checkTracks(_ parts: Parts) throws(RegimeError) -> [Track] {
        var tracks: [Track] = []
        let byName = Dictionary(grouping: parts.states, by: \.track)
        for name in parts.states.map(\.track) where !tracks.contains(where: { $0.name == name }) {
            let initial = byName[name, default: []].filter { $0.kind == .initial }
            guard initial.count == 1 else {
                throw RegimeError(code: .initialState, part: name.text)
            }
            tracks.append(Track(name: name, initial: initial[0].name))
        }
        guard !tracks.isEmpty else {
            throw RegimeError(code: .initialState, part: parts.name.text)
        }
        let trackOf = Dictionary(
            parts.states.map { ($0.name, $0.track) }, uniquingKeysWith: { first, _ in first })
        var groups: [([StateName], String)] = parts.deadlines.map {
            (Array($0.runsIn), $0.name.text)
        }
        groups += parts.lapses.map { ([$0.from, $0.target], $0.name.text) }
        groups += parts.steps.map { step in
            guard case .moves(to: let target) = step.effect else { return ([], step.name.text) }
            return (Array(step.from) + (target.map { [$0] } ?? []), step.name.text)
        }
        for (states, part) in groups where Set(states.map { trackOf[$0] }).count > 1 {
            throw RegimeError(code: .mixedTracks, part: part)
        }
        return tracks
    }
}
