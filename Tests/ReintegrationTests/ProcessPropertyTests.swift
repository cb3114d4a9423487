internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("Any sequence of events") struct ProcessPropertyTests {
    /// A random event: any step, though more often one that fits, any role, and a day near
    /// `earliest`, recorded then or later.
    private func event(
        of process: DossierProcess, using generator: inout SeededGenerator, after earliest: Int
    ) throws -> ProcessEvent {
        let regime = process.regime
        let state = process.state(at: CivilDate(daysSinceEpoch: earliest)).name
        let fitting = regime.steps.filter { $0.from.isEmpty || $0.from.contains(state) }
        let pool = Int.random(in: 0..<4, using: &generator) > 0 ? fitting : regime.steps
        let step = try #require(pool.randomElement(using: &generator))
        let byRight = Int.random(in: 0..<8, using: &generator) > 0
        let role = try #require(
            (byRight ? step.by : Role.allCases).randomElement(using: &generator))
        let day = CivilDate(
            daysSinceEpoch: earliest + Int.random(in: -40..<60, using: &generator))
        let recorded = day.adding(days: Int.random(in: 0..<20, using: &generator))
        var parameters: [StepParameter: ParameterValue] = [:]
        for parameter in step.required + step.optional {
            switch parameter.kind {
            case .day:
                parameters[parameter] = .day(
                    day.adding(days: Int.random(in: -3..<5, using: &generator)))
            case .flag: parameters[parameter] = .flag(Bool.random(using: &generator))
            case .number:
                parameters[parameter] = .number(UInt8.random(in: 1...4, using: &generator))
            case .count:
                parameters[parameter] = .count(UInt16.random(in: 1...40, using: &generator))
            case .digest: parameters[parameter] = .digest(Digest(hashing: generator.bytes(4)))
            case .consent:
                parameters[parameter] = .consent(
                    ConsentID(at: Story.noon(day), randomness: generator.bytes(10)))
            case .measures: parameters[parameter] = .measures([.adaptedWork])
            case .ground: parameters[parameter] = .ground(.technicallyImpossible)
            case .goal: parameters[parameter] = .goal(.otherEmployer)
            }
        }
        let kinds = step.artefacts.filter(\.isRequired)
        let now = Story.noon(recorded)
        return ProcessEvent(
            id: EventID(at: now, randomness: generator.bytes(10)), dossier: process.dossier,
            step: step.name,
            actor: .init(
                member: MemberID(at: now, randomness: generator.bytes(10)), role: role,
                organisation: nil),
            occurredOn: day, recordedAt: now, sections: kinds.map { _ in Digest(hashing: [1]) },
            parameters: try #require(StepParameters(parameters)))
    }

    /// A process of 70 random events, most of which have no effect, and a day near the last.
    private func walk(
        from start: DossierProcess, using generator: inout SeededGenerator
    ) throws -> (process: DossierProcess, day: Int) {
        var process = start
        var day = ("2023-01-01" as CivilDate).daysSinceEpoch
        for _ in 0..<70 {
            let event = try event(of: process, using: &generator, after: day)
            process = DossierProcess(
                regime: start.regime, dossier: start.dossier, events: process.events + [event])
            day += Int.random(in: 0..<12, using: &generator)
        }
        return (process, day)
    }

    @Test("folding never leaves the state machine", arguments: 0..<12 as Range<UInt64>)
    func fold(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let story = try Story()
        let regime = story.process.regime
        let (process, day) = try walk(from: story.process, using: &generator)
        let events = process.events
        let names = Set(regime.states.map(\.name))
        let effective = Set(events.map(\.id)).subtracting(process.ignored.map(\.event))
        #expect(effective.count + process.ignored.count == events.count)
        for trajectory in process.trajectories {
            var states: Set<StateName> = [regime.mainTrack.initial]
            for (index, taken) in trajectory.taken.enumerated() {
                let step = try #require(regime.step(taken.step))
                // Between two steps only lapses move the state.
                var reachable = states
                for _ in regime.lapses {
                    reachable.formUnion(
                        regime.lapses.filter { reachable.contains($0.from) }.map(\.target))
                }
                let origins = reachable.intersection(step.from)
                #expect(!origins.isEmpty, "\(taken.step) from \(states)")
                #expect(step.by.contains(taken.role))
                if index > 0 { #expect(trajectory.taken[index - 1].occurredOn <= taken.occurredOn) }
                states = if case .moves(to: let target?) = step.effect { [target] } else { origins }
                #expect(effective.contains(try #require(taken.event)))
            }
            for offset in [0, 30, 400] {
                #expect(
                    names.contains(
                        trajectory.state(
                            at: CivilDate(daysSinceEpoch: day + offset)
                        ).name))
            }
        }
        for earlier in process.trajectories.dropLast() {
            let next = process.trajectories[earlier.number]
            #expect(earlier.state(at: try #require(next.openedOn)).kind == .terminal)
        }
    }

    @Test(
        "without its events of no effect a process is the same", arguments: 0..<8 as Range<UInt64>)
    func ignoredChangeNothing(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 100 + seed)
        let story = try Story()
        let (process, _) = try walk(from: story.process, using: &generator)
        let events = process.events
        let ignored = Set(process.ignored.map(\.event))
        let kept = DossierProcess(
            regime: story.process.regime, dossier: story.process.dossier,
            events: events.filter { !ignored.contains($0.id) })
        #expect(kept.ignored.isEmpty)
        #expect(kept.trajectories == process.trajectories)
        #expect(kept.absences == process.absences)
    }

    @Test(
        "a step that is allowed keeps every effect, and one that is refused changes nothing",
        arguments: 0..<6 as Range<UInt64>)
    func record(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 200 + seed)
        var story = try Story()
        var day = ("2023-01-01" as CivilDate).daysSinceEpoch
        try story.allow("absence.start", by: .worker, on: "2022-12-01")
        var allowed = 0
        for _ in 0..<80 {
            let event = try event(of: story.process, using: &generator, after: day)
            var facts = story.facts(for: event.actor.role)
            facts.consents = Set(ConsentPurpose.allCases)
            let kinds = story.process.regime.step(event.step)?.artefacts.filter(\.isRequired) ?? []
            for artefact in kinds {
                facts.versions[Digest(hashing: [1])] = .init(
                    kind: artefact.kind, writtenOn: event.occurredOn, isComplete: true)
            }
            let before = story.process
            let verdict = story.process.record(
                event, today: event.recordedAt.utcDay, facts: facts)
            switch verdict {
            case .allowed(let outcome):
                allowed += 1
                let lost = story.process.ignored.map(\.event)
                #expect(Set(lost) == Set(before.ignored.map(\.event) + outcome.overtaken))
                #expect(story.process.events.count == before.events.count + 1)
            case .refused(let refusal):
                #expect(story.process == before)
                for language in Language.allCases { #expect(!refusal.text[language].isEmpty) }
            }
            day += Int.random(in: 0..<8, using: &generator)
        }
        #expect(allowed > 0)
    }

    @Test("events of another dossier have no effect")
    func otherDossier() throws {
        var generator = SeededGenerator(seed: 3)
        var story = try Story()
        let event = try story.event(
            "absence.start", by: .worker, on: "2024-01-15", recorded: "2024-01-15")
        let other = DossierProcess(
            regime: story.process.regime,
            dossier: DossierID(at: Story.noon("2024-01-01"), randomness: generator.bytes(10)),
            events: [event])
        #expect(other.ignored.count == 1)
        #expect(other.absences.spells.isEmpty)
    }
}
