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

    /// What is counted in one regime.
    private struct Part {
        let regime: Regime
        var openings = FigureTally()
        var features: [Feature: FigureTally] = [:]
        var decided = FigureTally()
        var ended = FigureTally()
    }

    private let year: Int
    private let division: FigureDivision
    private var parts: [String: Part] = [:]
    private var openings = CountTable<String, String>()
    private var numbers: [MemberID: Int] = [:]

    /// Starts with nothing.
    init(year: Int, division: FigureDivision) {
        self.year = year
        self.division = division
    }

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
            let place = division.part(of: event.day)
            switch event.kind {
            case .opening(let role):
                let number = numbers[worker] ?? numbers.count
                numbers[worker] = number
                openings.add(name, role.rawValue, worker: number)
                part.openings.add(worker, in: place)
            case .step(let step):
                part.features[.step(step), default: .init()].add(worker, in: place)
            case .lapse(let lapse):
                part.features[.lapse(lapse), default: .init()].add(worker, in: place)
            case .missed(let missed):
                part.features[.missed(missed), default: .init()].add(worker, in: place)
            case .decided(let days): part.decided.add(worker, in: place, days: days)
            case .ended(let days): part.ended.add(worker, in: place, days: days)
            }
            parts[name] = part
        }
    }

    /// The figures of which each is about so many workers at least.
    ///
    /// Openings stand in a table with its totals, of which no hidden cell can be worked out. Of all else
    /// there are no totals, what is about nobody is hidden with what is about few, and openings are
    /// not told again as steps: nothing that is told is the sum of what is not. Of a figure that is told
    /// all parts of the year are told, or none where one of them is about too few: none is what the others
    /// lack.
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
                let openings = opened[name] ?? []
                let isTold = openings.last?.count != nil && part.openings.isTold(highest, division)
                return RegimeFigures(
                    regime: name, title: part.regime.title, openings: openings,
                    openingParts: isTold ? part.openings.counts(division) : [],
                    rows: rows(part, threshold: threshold),
                    daysToDecision: part.decided.duration(threshold: highest),
                    daysToEnd: part.ended.duration(threshold: highest))
            },
            openings: table.cells.last.map(figures) ?? [])
    }

    /// What is told of one regime, in the order of its file.
    private func rows(_ part: Part, threshold: Int) -> [FigureRow] {
        let all = Self.features(of: part.regime)
        let tallies = part.features.filter { all.contains($0.key) }
        let shown = told(tallies, of: all, threshold: threshold) { $0.workers.count >= $1 }
        let divided = told(shown, of: all, threshold: threshold) { $0.isTold($1, division) }
        return all.compactMap { feature in
            shown[feature].flatMap { tally in
                row(
                    feature, UInt64(tally.events),
                    divided[feature].map { $0.counts(division) } ?? [], part.regime)
            }
        }
    }

    /// What of some figures is told, first with the usual number and then with the one that was asked
    /// for: what the first hides stays hidden.
    private func told(
        _ tallies: [Feature: FigureTally], of all: [Feature], threshold: Int,
        _ isEnough: (FigureTally, Int) -> Bool
    ) -> [Feature: FigureTally] {
        var shown = tallies
        for least in [SuppressedTable.usualThreshold, threshold] {
            shown = shown.filter { isEnough($0.value, least) }
            // One that is hidden alone could be what a known sum lacks.
            guard shown.count == all.count - 1 else { continue }
            let order = all.compactMap { feature in shown[feature].map { (feature, $0.events) } }
            if let smallest = order.min(by: { $0.1 < $1.1 }) { shown[smallest.0] = nil }
        }
        return shown
    }

    private static func features(of regime: Regime) -> [Feature] {
        var missed: [Feature] = []
        for deadline in regime.deadlines where deadline.nature == .duty {
            if !missed.contains(.missed(deadline.name)) { missed.append(.missed(deadline.name)) }
        }
        return regime.steps.map { .step($0.name) } + regime.lapses.map { .lapse($0.name) } + missed
    }

    private func row(
        _ feature: Feature, _ count: UInt64, _ parts: [UInt64], _ regime: Regime
    ) -> FigureRow? {
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
                count: count, parts: parts)
        case .lapse(let name):
            guard let lapse = regime.lapses.first(where: { $0.name == name }) else { return nil }
            return FigureRow(
                kind: .lapse, name: name.text, text: lapse.label,
                article: lapse.reference.citation, end: end(lapse.target), count: count,
                parts: parts)
        case .missed(let name):
            guard let deadline = regime.deadlines.first(where: { $0.name == name }) else {
                return nil
            }
            return FigureRow(
                kind: .missed, name: name.text, text: deadline.label,
                article: deadline.reference.citation, end: nil, count: count, parts: parts)
        }
    }
}
