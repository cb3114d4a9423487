internal import Records
internal import TransparencyLog
internal import VaultClient

/// One line of what was done with the own dossiers: an entry, or like entries of one day.
///
/// Entries are alike when the same one did the same thing to the same kind of data of the same
/// dossier for the same purpose on the same basis with the same end (NEN 7513, chapter 9, lets
/// like rows of one day be merged).
struct OwnLogRow {
    /// The entries, oldest first; never empty.
    let entries: [VerifiedEntry]

    /// The oldest entry, which tells what the others do too.
    let first: VerifiedEntry

    private init(_ entry: VerifiedEntry, more: [VerifiedEntry] = []) {
        first = entry
        entries = [entry] + more
    }

    /// Puts like entries of a day together, in the order of the first of each.
    static func merging(_ entries: [VerifiedEntry]) -> [Self] {
        var groups: [Likeness: Int] = [:]
        var rows: [Self] = []
        for entry in entries {
            let likeness = Likeness(entry)
            if let place = groups[likeness] {
                let row = rows[place]
                rows[place] = Self(row.first, more: Array(row.entries.dropFirst()) + [entry])
            } else {
                groups[likeness] = rows.count
                rows.append(Self(entry))
            }
        }
        return rows
    }

    /// One line for each entry.
    static func each(_ entries: [VerifiedEntry]) -> [Self] { entries.map { Self($0) } }

    /// What entries have in common that are alike.
    private struct Likeness: Hashable {
        let day: CivilDate
        let event: LogEntry.Event
        let outcome: LogEntry.Outcome
        let reason: LogEntry.Reason
        let actor: LogTag?
        let role: LogToken?
        let organisation: LogEntry.Organisation?
        let purpose: LogToken?
        let category: LogEntry.Category?
        let isEmergency: Bool
        let dossier: LogIdentifier?
        let words: String?
        let consent: LogIdentifier?

        init(_ verified: VerifiedEntry) {
            let entry = verified.entry
            day = CivilTime.day(of: Instant(seconds: Int64(entry.time.seconds)))
            event = entry.event
            outcome = entry.outcome
            reason = entry.reason
            actor = entry.actor
            role = entry.role
            organisation = entry.organisation
            purpose = entry.purpose
            category = entry.category
            isEmergency = entry.isEmergency
            dossier = verified.detail?.dossier
            words = verified.detail?.reason
            consent = verified.detail?.consent
        }
    }
}
