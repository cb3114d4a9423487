internal import Records
internal import TransparencyLog

/// Rule 13: a member of whom the log says nothing for long comes back and gets into a dossier
/// within a day.
///
/// A member who took part in an appointment, a registration or a role key shortly before is one
/// who starts (again). Workers and their representatives look when they like.
package struct DormantRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Days without any entry after which a member is dormant.
        package let days: Int
        /// Days after an onboarding entry within which a return is explained.
        package let onboardingDays: Int

        /// Takes thresholds.
        package init(days: Int, onboardingDays: Int) {
            self.days = days
            self.onboardingDays = onboardingDays
        }
    }

    private struct Life {
        var last: UInt64
        var woke: UInt64?
        var quiet: UInt64 = 0
        var onboarded: UInt64?
    }

    private let thresholds: Thresholds
    private var lives: [Int: Life] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard let actor = seen.actor, !seen.isWorkersSide else { return }
        let now = seen.seconds
        var life = lives[actor] ?? Life(last: now)
        let quiet = seen.elapsed(since: life.last)
        if quiet > UInt64(thresholds.days) * 86_400 {
            life.woke = now
            life.quiet = quiet / 86_400
        }
        life.last = now
        switch seen.row.entry.event {
        case .appointmentMade, .memberRegistered, .roleKeyPublished: life.onboarded = now
        default: break
        }
        if seen.isAccess, let woke = life.woke {
            life.woke = nil
            let span = UInt64(thresholds.onboardingDays) * 86_400
            let isOnboarded = life.onboarded.map { $0 + span >= now } ?? false
            if seen.elapsed(since: woke) <= 86_400, !isOnboarded {
                alerts.open(.dormant, seen, sentence: Self.sentence(seen, life.quiet))
            }
        }
        lives[actor] = life
    }

    private static func sentence(_ seen: Observation, _ days: UInt64) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) was \(days) dagen niet te zien en kwam op \(seen.civilDay) in "
                + "het dossier van werknemer \(seen.worker).",
            fr: "\(seen.member(.fr)) n’a laissé aucune trace pendant \(days) jours et a accédé le "
                + "\(seen.civilDay) au dossier du travailleur \(seen.worker).",
            de: "\(seen.member(.de)) war \(days) Tage nicht zu sehen und griff am \(seen.civilDay) "
                + "auf das Dossier des Arbeitnehmers \(seen.worker) zu.",
            en: "\(seen.member(.en)) left no trace for \(days) days and got into the dossier of "
                + "worker \(seen.worker) on \(seen.civilDay).")
    }
}
