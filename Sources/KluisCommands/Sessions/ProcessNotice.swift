internal import Records
internal import Reintegration
internal import VaultClient

/// What the process says has to be told to a role: a step of another, or a term that has passed.
///
/// It is computed from the events of the dossier for the day that is asked about, so that a
/// colleague who comes later sees it too. The worker's notices of steps are rows that the mediator
/// seals to the worker.
struct ProcessNotice {
    /// When it was recorded; for a term, the first day after it.
    let time: Instant
    /// The dossier.
    let dossier: DossierID
    /// The step, or what lapsed.
    let name: String
    /// The same in words.
    let label: LocalizedText
    /// The role that took the step; `nil` for a term.
    let role: Role?

    /// What has to be told to who acts, in one dossier.
    static func notices(
        of open: OpenDossier, for acting: ActingSession, on today: CivilDate
    ) -> [Self] {
        guard let role = acting.role else { return [] }
        let lapses = open.process.trajectories.flatMap { $0.passedLapses(at: today) }
            .filter { $0.lapse.notifies.concern(role) }
            .map { passed in
                Self(
                    time: CivilTime.start(of: passed.on), dossier: open.view.id,
                    name: passed.lapse.name.text, label: passed.lapse.label, role: nil)
            }
        guard role != .worker else { return lapses }
        let ignored = Set(open.process.ignored.map(\.event))
        let steps = open.events.compactMap { event -> Self? in
            guard let step = open.regime.step(event.step), step.notifies.concern(role),
                event.actor.member != acting.session.member, !ignored.contains(event.id)
            else { return nil }
            return Self(
                time: event.recordedAt, dossier: open.view.id, name: step.name.text,
                label: step.label, role: event.actor.role)
        }
        return lapses + steps
    }

    /// One line: when, what, which dossier, and by which role.
    func line(_ language: Language) -> String {
        var line = "\(CivilTime.text(of: time))  \(reason[language]), \(dossier.short), "
        line += "\(label[language]) (\(name))"
        if let role { line += ", \(role.label[language])" }
        return line
    }

    /// For programs; the same keys as a notice that is a row.
    func json(_ language: Language) -> JSONValue {
        .object([
            ("time", .string(time.rfc3339)),
            ("reason", .string(role == nil ? "term-passed" : Notice.Reason.stepTaken.rawValue)),
            ("label", .string(reason[language])), ("dossier", .string(dossier.description)),
            ("kind", .null), ("step", .string(name)), ("role", .optional(role?.rawValue)),
            ("logEntry", .null),
        ])
    }

    private var reason: LocalizedText {
        role == nil
            ? LocalizedText(
                nl: "er is een termijn verstreken", fr: "un délai est écoulé",
                de: "eine Frist ist abgelaufen", en: "a term has passed")
            : NoticeWords.reason(.stepTaken)
    }
}

extension [Role] {
    /// Whether a role is among those named: human resources are told for the employer, a legal
    /// representative for the worker.
    fileprivate func concern(_ role: Role) -> Bool {
        switch role {
        case .hr: contains(.hr) || contains(.employer)
        case .legalRepresentative: contains(.legalRepresentative) || contains(.worker)
        default: contains(role)
        }
    }
}
