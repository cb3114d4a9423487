internal import Records
internal import TransparencyLog

/// Rule 3: many refusals of one member within minutes, refusals at several workers within an hour,
/// or a refusal followed by an access to the same worker's dossier by another path.
///
/// Another path is another role or purpose. An access that the vault can explain is none: what was
/// missing, an assignment or a consent, has been put right in between.
package struct DeniedBurstRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Refusals of one member that make a burst.
        package let refusals: Int
        /// Minutes within which they count.
        package let refusalMinutes: Int
        /// Workers at whom one member was refused that make a burst.
        package let subjects: Int
        /// Minutes within which they count.
        package let subjectMinutes: Int
        /// Hours after a refusal within which an access by another path counts.
        package let detourHours: Int

        /// Takes thresholds.
        package init(
            refusals: Int, refusalMinutes: Int, subjects: Int, subjectMinutes: Int, detourHours: Int
        ) {
            self.refusals = refusals
            self.refusalMinutes = refusalMinutes
            self.subjects = subjects
            self.subjectMinutes = subjectMinutes
            self.detourHours = detourHours
        }
    }

    /// A burst that goes on: as long as the next refusal comes within the time, it is the same one.
    private struct Burst {
        let alert: Int
        var last: UInt64
    }

    private struct Refusal {
        let seconds: UInt64
        let evidence: Evidence
        let subject: Int?
        let time: LogTime
    }

    private struct Path: Equatable {
        let role: LogToken?
        let purpose: LogToken?
    }

    private let thresholds: Thresholds
    /// The latest refusals of each member, those that can still count.
    private var refusals: [Int: [Refusal]] = [:]
    private var bursts: [Int: Burst] = [:]
    private var spreads: [Int: Burst] = [:]
    private var refused: [Observation.Pair: (refusal: Refusal, path: Path)] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard let actor = seen.actor else { return }
        switch seen.row.entry.outcome {
        case .denied: refuse(seen, actor, &alerts)
        case .allowed: allow(seen, &alerts)
        case .failed: break
        }
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) {
        // What can no longer count is let go of, so that memory follows the members of a day.
        let latest = refusals.values.compactMap(\.last?.seconds).max() ?? 0
        let span = UInt64(max(thresholds.refusalMinutes, thresholds.subjectMinutes)) * 60
        refusals = refusals.filter { ($0.value.last?.seconds ?? 0) + span >= latest }
        let detour = UInt64(thresholds.detourHours) * 3600
        refused = refused.filter { $0.value.refusal.seconds + detour >= latest }
    }

    private mutating func refuse(_ seen: Observation, _ actor: Int, _ alerts: inout AlertBook) {
        let refusal = Refusal(
            seconds: seen.seconds, evidence: seen.evidence, subject: seen.subject,
            time: seen.row.entry.time)
        if let pair = seen.pair {
            refused[pair] = (
                refusal, Path(role: seen.row.entry.role, purpose: seen.row.entry.purpose)
            )
        }
        var recent = refusals[actor] ?? []
        recent.append(refusal)
        let burstSpan = UInt64(thresholds.refusalMinutes) * 60
        let spreadSpan = UInt64(thresholds.subjectMinutes) * 60
        recent.removeAll { $0.seconds + max(burstSpan, spreadSpan) < seen.seconds }
        // More than this is a burst that is known already.
        if recent.count > Alert.maximumEvidence { recent.removeFirst() }
        refusals[actor] = recent

        let inBurst = recent.filter { $0.seconds + burstSpan >= seen.seconds }
        if let burst = bursts[actor], burst.last + burstSpan >= seen.seconds {
            let sentence = burstSentence(seen, alerts.count(burst.alert) + 1)
            alerts.extend(burst.alert, by: seen, sentence: sentence)
            bursts[actor]?.last = seen.seconds
        } else if inBurst.count >= thresholds.refusals {
            bursts[actor] = Burst(
                alert: alerts.open(
                    .deniedBurst, inBurst.map(\.evidence), actor: seen.row.entry.actor,
                    first: inBurst[0].time, last: seen.row.entry.time,
                    sentence: burstSentence(seen, inBurst.count)),
                last: seen.seconds)
        }

        guard seen.subject != nil else { return }
        let inSpread = recent.filter {
            $0.subject != nil && $0.seconds + spreadSpan >= seen.seconds
        }
        let subjects = Set(inSpread.compactMap(\.subject)).count
        if let spread = spreads[actor], spread.last + spreadSpan >= seen.seconds {
            alerts.extend(
                spread.alert, by: seen,
                sentence: spreadSentence(seen, max(subjects, thresholds.subjects)))
            spreads[actor]?.last = seen.seconds
        } else if subjects >= thresholds.subjects {
            spreads[actor] = Burst(
                alert: alerts.open(
                    .deniedBurst, inSpread.map(\.evidence), actor: seen.row.entry.actor,
                    first: inSpread[0].time, last: seen.row.entry.time,
                    sentence: spreadSentence(seen, subjects)),
                last: seen.seconds)
        }
    }

    private mutating func allow(_ seen: Observation, _ alerts: inout AlertBook) {
        guard seen.isAccess, !seen.isExplained, let pair = seen.pair,
            let (refusal, path) = refused[pair],
            refusal.seconds + UInt64(thresholds.detourHours) * 3600 >= seen.seconds
        else { return }
        let entry = seen.row.entry
        guard path != Path(role: entry.role, purpose: entry.purpose) else { return }
        refused[pair] = nil
        alerts.open(
            .deniedBurst, [refusal.evidence, seen.evidence], actor: entry.actor,
            subject: entry.subject, first: refusal.time, last: entry.time,
            sentence: detourSentence(seen))
    }

    private func burstSentence(_ seen: Observation, _ count: Int) -> LocalizedText {
        let minutes = thresholds.refusalMinutes
        return LocalizedText(
            nl: "\(seen.member(.nl)) werd op \(seen.civilDay) \(count) keer geweigerd, telkens "
                + "binnen \(minutes) minuten.",
            fr: "\(seen.member(.fr)) a essuyé \(count) refus le \(seen.civilDay), à moins de "
                + "\(minutes) minutes les uns des autres.",
            de: "\(seen.member(.de)) wurde am \(seen.civilDay) \(count)-mal abgelehnt, jeweils "
                + "innerhalb von \(minutes) Minuten.",
            en: "\(seen.member(.en)) was refused \(count) times on \(seen.civilDay), each within "
                + "\(minutes) minutes.")
    }

    private func spreadSentence(_ seen: Observation, _ subjects: Int) -> LocalizedText {
        let minutes = thresholds.subjectMinutes
        return LocalizedText(
            nl: "\(seen.member(.nl)) werd op \(seen.civilDay) binnen \(minutes) minuten bij "
                + "\(subjects) verschillende werknemers geweigerd.",
            fr: "\(seen.member(.fr)) a été refusé le \(seen.civilDay) pour \(subjects) "
                + "travailleurs différents en \(minutes) minutes.",
            de: "\(seen.member(.de)) wurde am \(seen.civilDay) innerhalb von \(minutes) Minuten "
                + "bei \(subjects) verschiedenen Arbeitnehmern abgelehnt.",
            en: "\(seen.member(.en)) was refused at \(subjects) different workers within "
                + "\(minutes) minutes on \(seen.civilDay).")
    }

    private func detourSentence(_ seen: Observation) -> LocalizedText {
        let hours = thresholds.detourHours
        return LocalizedText(
            nl: "\(seen.member(.nl)) werd geweigerd bij werknemer \(seen.worker) en kwam er op "
                + "\(seen.civilDay), binnen \(hours) uur, in een andere rol of voor een ander doel "
                + "toch binnen, zonder reden die de kluis kent.",
            fr: "\(seen.member(.fr)) a été refusé pour le travailleur \(seen.worker) et y a accédé "
                + "le \(seen.civilDay), dans les \(hours) heures, dans un autre rôle ou pour une "
                + "autre finalité, sans raison connue du coffre.",
            de: "\(seen.member(.de)) wurde bei Arbeitnehmer \(seen.worker) abgelehnt und griff am "
                + "\(seen.civilDay), innerhalb von \(hours) Stunden, in einer anderen Rolle oder "
                + "zu einem anderen Zweck doch zu, ohne Grund, den der Tresor kennt.",
            en: "\(seen.member(.en)) was refused at worker \(seen.worker) and got in on "
                + "\(seen.civilDay), within \(hours) hours, in another role or for another "
                + "purpose, without a reason that the vault knows.")
    }
}
