internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// A dossier as who acts may know it, with its process folded from the events that are shown.
struct OpenDossier {
    /// What the mediator shows.
    let view: DossierView
    /// The regime.
    let regime: Regime
    /// The process, as far as the events that are shown tell it.
    let process: DossierProcess
    /// The events, oldest first.
    let events: [ProcessEvent]

    /// Folds what is shown.
    ///
    /// - Throws: Status 20 when an event cannot be read.
    init(_ view: DossierView, _ data: AdoptedData, seenBy role: Role?) throws {
        self.view = view
        regime = try data.regime(view.regime)
        events = try view.events.map { record in
            guard let event = try? ProcessEvent(decoding: record.encodedEvent) else {
                throw CommandFailure(
                    .verificationFailed, "an event of dossier \(view.id.short) cannot be read")
            }
            return event
        }
        process = DossierProcess(
            regime: regime, dossier: view.id, seenBy: role ?? .worker, events: events)
    }

    /// How a holder of a role stands to the worker on a day, as far as it is shown.
    func relation(of acting: ActingSession, on day: CivilDate) -> Relation {
        let role = acting.role ?? .worker
        let holder: Holder? =
            role.isPersonal
            ? .member(acting.session.member)
            : acting.organisation.map(Holder.organisation)
        let standing = view.parties.filter {
            $0.holder == holder && $0.roles.contains(role) && $0.from <= day
                && $0.until.map { day < $0 } ?? true
        }
        if let relation = standing.last?.relation { return relation }
        return role.side == .inspection ? .competent : .none
    }

    /// What the judge of a step knows from outside the events, as far as it is shown.
    func facts(for acting: ActingSession, at now: Instant) -> ProcessFacts {
        var versions: [Digest: ProcessFacts.Version] = [:]
        for section in view.sections {
            versions[section.manifest] = ProcessFacts.Version(
                kind: section.kind, writtenOn: CivilTime.day(of: section.time), isComplete: true)
        }
        return ProcessFacts(
            relation: relation(of: acting, on: CivilTime.day(of: now)),
            consents: consents(at: now).standingPurposes(at: now),
            objections: consents(at: now).standingObjections(at: now), versions: versions)
    }

    /// What was said about recipients, as far as it is shown.
    func consents(at now: Instant) -> ConsentRegister {
        ConsentRegister(
            view.consents.map { .init($0.consent, withdrawn: $0.withdrawn) },
            trajectoryEnds: process.trajectoryEnds(
                at: CivilTime.day(of: now), start: CivilTime.start(of:)))
    }

    /// The step of a name.
    ///
    /// - Throws: Status 64, with the steps that there are.
    func step(named text: String) throws(CommandFailure) -> ProcessStep {
        if let name = StepName(text), let step = regime.step(name) { return step }
        let names = regime.steps.map(\.name.text)
        throw CommandFailure(
            .usage, "`\(view.regime)` has no step `\(text)`",
            hint: Spelling.nearest(to: text, among: names).map { "did you mean `\($0)`?" }
                ?? "the steps are \(names.joined(separator: ", "))")
    }
}

/// Finds the word that was perhaps meant.
enum Spelling {
    /// The word at the smallest distance, when that is small; `nil` otherwise.
    static func nearest(to text: String, among words: [String]) -> String? {
        let ranked = words.map { (word: $0, distance: distance(text, $0)) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }),
            best.distance <= max(2, text.count / 3)
        else { return nil }
        return best.word
    }

    /// The number of letters to add, remove or change (Levenshtein's distance).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let cost = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(cost, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
