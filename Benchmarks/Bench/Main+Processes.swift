import CryptoPrimitives
import Records
import Reintegration
import TestSupport
import VaultClient
import VaultFixture

extension Main {
    /// Dossiers of all regimes: folded alone, then played through the mediator; and what one of them
    /// costs to look at among many, for people who have all of them.
    static func processes(dossiers count: Int, _ rounds: Int, _ report: Report) throws {
        let courses = SyntheticDossier.make(count)
        try fold(courses, rounds, report)
        let few = min(count, 100)
        let small = try PlayedVault(Array(courses.prefix(few)), report)
        // The same people have all of them: what is theirs grows with the vault.
        let large = try PlayedVault(courses, sharedBy: count, report)
        report.say(
            "processes: \(count) dossiers of five regimes played through the mediator, "
                + "\(large.steps) steps, in \(format(large.seconds)): "
                + "\(rounded(Double(count) / large.seconds)) dossiers a second, "
                + "\(rounded(Double(large.steps) / large.seconds)) steps a second")
        report.say("    \(PlayedVault.words(of: courses))")
        try compare(large, "of \(count), against \(few)", small, rounds, .must(1.2), report)
    }

    /// Looks at a dossier in two vaults, in turn.
    private static func compare(
        _ large: PlayedVault, _ what: String, _ small: PlayedVault, _ rounds: Int, _ bar: Bar,
        _ report: Report
    ) throws {
        let looks: [(String, (PlayedVault) throws -> Void)] = [
            ("next", { try $0.next() }), ("deadlines", { try $0.deadlines() }),
            ("read", { try $0.read() }),
        ]
        for (name, look) in looks {
            for _ in 0..<5 {
                try look(small)
                try look(large)
            }
            var comparison = Comparison("processes: `\(name)` of a dossier \(what)")
            for _ in 0..<rounds {
                comparison.add(
                    ours: try seconds { try look(large) },
                    yardstick: try seconds { try look(small) })
            }
            comparison.report(report, bar)
        }
    }

    /// The process alone: the events of all dossiers, from their encodings to states and deadlines.
    private static func fold(
        _ courses: [SyntheticDossier], _ rounds: Int, _ report: Report
    ) throws {
        let dossiers = try courses.map { ($0, try Self.events(of: $0)) }
        let all = dossiers.reduce(0) { $0 + $1.1.count }
        var done = 0
        let time = try seconds {
            for (index, (course, events)) in dossiers.enumerated() {
                let read = try events.map { try ProcessEvent(decoding: $0) }
                let process = DossierProcess(
                    regime: try TestVault.regime(course.regime), dossier: read[0].dossier,
                    events: read)
                for ignored in process.ignored {
                    let event = read.first { $0.id == ignored.event }
                    report.say(
                        "    \(course.regime) \(event?.step.text ?? "") without effect: "
                            + "\(ignored.refusal.reason)")
                }
                precondition(process.ignored.isEmpty, "every step has its effect")
                done += process.events.count
                if index % 100 == 99 { report.progress("folding", index + 1, of: courses.count) }
            }
        }
        precondition(done == all)
        report.say(
            "processes: \(courses.count) dossiers folded alone in \(format(time)): "
                + "\(Int(Double(courses.count) / time)) dossiers and \(Int(Double(all) / time)) "
                + "events a second")
    }

    private static func events(of course: SyntheticDossier) throws -> [[UInt8]] {
        let now = Instant(seconds: Int64(course.steps[0].day.daysSinceEpoch) * 86_400)
        func newID<Subject>() throws -> Identifier<Subject> {
            Identifier(at: now, randomness: try Randomness.bytes(count: 10))
        }
        let dossier: DossierID = try newID()
        let member: MemberID = try newID()
        let regime = try TestVault.regime(course.regime)
        return try course.steps.map { step in
            guard let parameters = StepParameters(step.parameters) else {
                preconditionFailure("the parameters of \(step.name) have the right kinds")
            }
            let id: EventID = try newID()
            let written = regime.step(step.name)?.artefacts.filter {
                $0.isRequired || step.writing.contains($0.kind)
            }
            return ProcessEvent(
                id: id, dossier: dossier, step: step.name,
                actor: ProcessEvent.Actor(member: member, role: step.role, organisation: nil),
                occurredOn: step.day,
                recordedAt: Instant(seconds: Int64(step.day.daysSinceEpoch) * 86_400 + 9 * 3600),
                sections: (written ?? []).map {
                    Digest(hashing: id.bytes + [UInt8]($0.kind.rawValue.utf8))
                },
                parameters: parameters
            ).encoded
        }
    }
}

/// The people around some dossiers, of Belgium and of the Netherlands.
private struct Team {
    let belgian: Cast
    let dutch: Cast

    init(in vault: TestVault) throws {
        belgian = try Cast(vault, "be-2017")
        dutch = try Cast(vault, "nl-poortwachter")
    }
}

/// A vault in which dossiers have played, and one more that is looked at.
private struct PlayedVault {
    private let vault: TestVault
    private let looked: Cast
    /// The steps that were taken.
    let steps: Int
    /// How long that took.
    let seconds: Double

    /// How many dossiers share an employer, a service, a fund and their people.
    static let dossiersOfTeam = 50

    /// Plays the dossiers in the order of the calendar, as they run beside each other.
    init(
        _ courses: [SyntheticDossier], sharedBy dossiersOfTeam: Int = Self.dossiersOfTeam,
        _ report: Report
    ) throws {
        let vault = try TestVault(at: "2018-01-08")
        var teams: [Team] = []
        let agenda = courses.indices.flatMap { course in
            courses[course].steps.map { (day: $0.day, course: course, step: $0) }
        }.enumerated().sorted {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }.map(\.element)
        var casts = [Cast?](repeating: nil, count: courses.count)
        func play(_ step: SyntheticDossier.Step, _ cast: Cast) throws {
            do {
                try cast.play(
                    step.name, by: step.role, on: step.day, step.parameters,
                    writing: step.writing)
            } catch {
                print("    \(cast.regime.name) \(step.name) on \(step.day): \(error)")
                throw error
            }
        }
        func open(_ course: SyntheticDossier, with team: Team) throws -> Cast {
            let day = course.steps[0].day
            if day > vault.clock.today { vault.clock.move(to: day.description) }
            return try (course.regime == "nl-poortwachter" ? team.dutch : team.belgian)
                .colleague(course.regime)
        }
        seconds = try Bench.seconds {
            for _ in 0..<(courses.count + dossiersOfTeam - 1) / dossiersOfTeam {
                teams.append(try Team(in: vault))
            }
            for (index, entry) in agenda.enumerated() {
                let cast =
                    try casts[entry.course]
                    ?? open(
                        courses[entry.course], with: teams[entry.course / dossiersOfTeam])
                casts[entry.course] = cast
                try play(entry.step, cast)
                if index % 64 == 63 || index == agenda.count - 1 {
                    report.progress(
                        "playing \(courses.count) dossiers", index + 1, of: agenda.count)
                }
            }
        }
        steps = agenda.count
        // The one that is looked at waits for the worker's answer to a plan.
        let last = SyntheticDossier("be-2026", .a, byEmployer: true, after: 700)
        looked = try open(last, with: teams[0])
        for step in last.steps.dropLast() { try play(step, looked) }
        self.vault = vault
    }

    private func process(_ session: Session) throws -> (DossierProcess, DossierView) {
        let view = try session.show(looked.id)
        let events = try view.events.map { try ProcessEvent(decoding: $0.encodedEvent) }
        return (DossierProcess(regime: looked.regime, dossier: looked.id, events: events), view)
    }

    func next() throws {
        let (process, _) = try process(looked.session(.worker))
        let steps = process.nextSteps(
            for: .worker, today: vault.clock.today, facts: ProcessFacts(relation: .`self`))
        precondition(steps.contains { $0.step.name == "agree" }, "the worker may agree")
    }

    func deadlines() throws {
        let (process, _) = try process(looked.session(.hr))
        let open = process.openDeadlines(at: vault.clock.today)
        precondition(open.contains { $0.name == "plan-answer" }, "the answer has its term")
    }

    func read() throws {
        _ = try looked.session(.occupationalPhysician).open(
            dossier: looked.id, section: .latest(.medicalAssessment), purpose: .reintegration)
    }

    /// How many of each regime there are, and how trajectories were decided.
    static func words(of courses: [SyntheticDossier]) -> String {
        func share(_ part: Int, _ all: Int) -> String {
            "\(rounded(100 * Double(part) / Double(max(all, 1)))) %"
        }
        let regimes = Dictionary(grouping: courses) { $0.regime.text }.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value.count)" }
        let trajectories = courses.filter { $0.regime == "be-2022" }
        let starts = [true, false].map { byEmployer in
            let mine = trajectories.filter { $0.isStartedByEmployer == byEmployer }
            let decisions = SyntheticDossier.Decision.allCases.map { decision in
                "\(decision.rawValue.uppercased()) "
                    + share(mine.filter { $0.decision == decision }.count, mine.count)
            }
            return "\(byEmployer ? "employer" : "worker") "
                + "\(share(mine.count, trajectories.count)) (\(decisions.joined(separator: ", ")))"
        }
        return regimes.joined(separator: ", ") + "; be-2022 by "
            + starts.joined(separator: ", by ")
    }
}
