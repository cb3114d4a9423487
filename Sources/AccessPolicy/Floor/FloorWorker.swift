package import Records

extension Floor {
    /// Whether F13 gives the worker a kind of section: all but what an adviser holds about third
    /// parties, and the manager's talks with a coach.
    package static func givesWorker(_ kind: SectionKind) -> Bool {
        kind != .psychosocialThird && kind != .coachingEmployer
    }

    /// F13, its limit: the worker's side has no part in those two kinds.
    ///
    /// That the worker reads all others is proved of every policy (``Liveness``; GDPR art. 15).
    package static func allowsWorker(_ state: AccessState) -> Bool {
        state.role.side != .worker || givesWorker(state.kind)
    }
}
