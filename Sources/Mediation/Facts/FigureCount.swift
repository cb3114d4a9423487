internal import AccessPolicy
internal import Records
internal import Reintegration

/// Counts what happened in dossiers of one employer in one year, and hides what is about few.
struct FigureCount {
    /// What is counted beside openings, by its name in the regime.
    private enum Feature: Hashable {
        case step(StepName)
        case lapse(LapseName)
        case missed(DeadlineName)
    }

    /// How often, and about whom.
    private struct Tally {
        var events = 0
        var workers: Set<MemberID> = []
        var days: [Int] = []

        mutating func add(_ worker: MemberID, days: Int? = nil) {
            events += 1
            workers.insert(worker)
            if let days { self.days.append(days) }
        }

        /// The value in the middle; of two the mean, rounded down.
        var median: UInt64? {
            guard !days.isEmpty else { return nil }
            let sorted = days.sorted()
            let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
            return UInt64(clamping: middle)
        }
    }

    /// What is counted in one regime.
    private struct Part {
        let regime: Regime
        var features: [Feature: Tally] = [:]
        var decided = Tally()
        var ended = Tally()
    }

    private let year: Int
    private var parts: [String: Part] = [:]
    private var openings = CountTable<String, String>()
    private var numbers: [MemberID: Int] = [:]

    /// Starts with nothing.
    init(year: Int) { self.year = year }

    /// Whether the policy lets anything be counted, of whichever year.
    private(set) var isPermitted = false

    /// Counts a dossier.
    ///
    /// - Parameters:
    ///   - events: What happened in it.
    ///   - record: The dossier.
    ///   - regime: Its regime.
    ///   - mayCount: Whether the policy lets it be counted.
    mutating func add(
        _ events: [FigureEvent], of record: DossierRecord, _ regime: Regime,
        mayCount: (FigureEvent) throws -> Bool
    ) rethrows {
        // Figures are about workers, and an employer's collective record has none.
        guard let worker = record.opening.worker else { return }
        let name = record.regime
        for event in events where event.day.year == year || !isPermitted {
            guard try mayCount(event) else { continue }
            isPermitted = true
            guard event.day.year == year else { continue }
            var part = parts[name] ?? Part(regime: regime)
            switch event.kind {
            case .opening(let role):
                let number = numbers[worker] ?? numbers.count
                numbers[worker] = number
                openings.add(name, role.rawValue, worker: number)
            case .step(let step): part.features[.step(step), default: Tally()].add(worker)
            case .lapse(let lapse): part.features[.lapse(lapse), default: Tally()].add(worker)
            case .missed(let missed): part.features[.missed(missed), default: Tally()].add(worker)
            case .decided(let days): part.decided.add(worker, days: days)
            case .ended(let days): part.ended.add(worker, days: days)
            }
            parts[name] = part
        }
    }

    /// The figures of which each is about so many workers at least.
    ///
    /// Openings stand in a table with its totals, of which no hidden cell can be worked out. Of all else
    /// there are no totals, what is about nobody is hidden with what is about few, and openings are
    /// not told again as steps: nothing that is told is the sum of what is not.
    func answer(threshold: Int) -> CountFigures.Answer {
        let least = SuppressedTable.usualThreshold
        let table = SuppressedTable(openings, threshold: least, raisedTo: threshold)
        let roles = openings.columns.map { Role(rawValue: $0) } + [nil]
        func figures(_ cells: [SuppressedTable.Cell]) -> [OpeningFigure] {
            zip(roles, cells).map { role, cell in
                switch cell {
                case .shown(let count): OpeningFigure(role: role, count: UInt64(count))
                case .hidden: OpeningFigure(role: role, count: nil)
                }
            }
        }
        let opened = Dictionary(
            uniqueKeysWithValues: zip(openings.rows, table.cells.map(figures)))
        let highest = max(least, threshold)
        return CountFigures.Answer(
            regimes: parts.sorted { $0.key < $1.key }.map { name, part in
                RegimeFigures(
                    regime: name, title: part.regime.title, openings: opened[name] ?? [],
                    rows: rows(part, threshold: highest),
                    daysToDecision: median(part.decided, threshold: highest),
                    daysToEnd: median(part.ended, threshold: highest))
            },
            openings: table.cells.last.map(figures) ?? [])
    }

    private func median(_ tally: Tally, threshold: Int) -> UInt64? {
        tally.workers.count >= threshold ? tally.median : nil
    }

    /// What is told of one regime, in the order of its file.
    private func rows(_ part: Part, threshold: Int) -> [FigureRow] {
        let all = Self.features(of: part.regime)
        var shown = part.features.filter { all.contains($0.key) }
        for least in [SuppressedTable.usualThreshold, threshold] {
            shown = shown.filter { $0.value.workers.count >= least }
            // One that is hidden alone could be what a known sum lacks.
            guard shown.count == all.count - 1 else { continue }
            let order = all.compactMap { feature in shown[feature].map { (feature, $0.events) } }
            if let smallest = order.min(by: { $0.1 < $1.1 }) { shown[smallest.0] = nil }
        }
        return all.compactMap { feature in
            shown[feature].flatMap { row(feature, $0.events, part.regime) }
        }
    }

    private static func features(of regime: Regime) -> [Feature] {
        var missed: [Feature] = []
        for deadline in regime.deadlines where deadline.nature == .duty {
            if !missed.contains(.missed(deadline.name)) { missed.append(.missed(deadline.name)) }
        }
        return regime.steps.map { .step($0.name) } + regime.lapses.map { .lapse($0.name) } + missed
    }

    private func row(_ feature: Feature, _ count: Int, _ regime: Regime) -> FigureRow? {
        func end(_ target: StateName?) -> LocalizedText? {
            target.map(regime.state).flatMap { $0.kind == .terminal ? $0.label : nil }
        }
        switch feature {
        case .step(let name):
            guard let step = regime.step(name) else { return nil }
            var target: StateName?
            if case .moves(let state) = step.effect { target = state }
            return FigureRow(
                kind: step.communicatesDecision ? .decision : .step, name: name.text,
                text: step.label, article: step.reference.citation, end: end(target),
                count: UInt64(count))
        case .lapse(let name):
            guard let lapse = regime.lapses.first(where: { $0.name == name }) else { return nil }
            return FigureRow(
                kind: .lapse, name: name.text, text: lapse.label,
                article: lapse.reference.citation, end: end(lapse.target), count: UInt64(count))
        case .missed(let name):
            guard let deadline = regime.deadlines.first(where: { $0.name == name }) else {
                return nil
            }
            return FigureRow(
                kind: .missed, name: name.text, text: deadline.label,
                article: deadline.reference.citation, end: nil, count: UInt64(count))
        }
    }
}
