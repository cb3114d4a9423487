internal import CryptoPrimitives
package import Records

/// Deadlines as an iCalendar file (RFC 5545) that may lie in anybody's calendar.
///
/// A calendar is seen by colleagues, telephones and the provider of the calendar, and what a deadline
/// is about tells about health ("decide on definitive unfitness"). So an event says the day and the
/// dossier's short code, and nothing else: no person, no deadline, no rule, no state. Even its UID
/// cannot be tried out, because an identifier with 74 random bits goes into it that only readers of
/// the dossier know: the event that started the deadline.
package struct DeadlineCalendar {
    /// A deadline that runs.
    package struct Item {
        /// The dossier.
        let dossier: DossierID
        /// The name of the deadline; it goes into the UID only.
        let deadline: String
        /// The event that started it.
        let startedBy: EventID?
        /// The last day.
        package let due: CivilDate

        /// Takes a deadline.
        package init(dossier: DossierID, deadline: String, startedBy: EventID?, due: CivilDate) {
            self.dossier = dossier
            self.deadline = deadline
            self.startedBy = startedBy
            self.due = due
        }

        /// The same for the same deadline however often it is exported and its day moves.
        var uid: String {
            var encoder = CanonicalEncoder("kluis/v1/calendar-event")
            encoder.append(dossier.bytes)
            encoder.append(deadline)
            encoder.append(optional: startedBy.map { Array($0.bytes) })
            return "\(Digest(hashing: encoder.bytes).hex.prefix(32))@kluis"
        }
    }

    private let items: [Item]
    private let language: Language
    private let stamp: String
    private let reminder: Int?

    /// Takes what is due.
    ///
    /// - Parameters:
    ///   - items: The deadlines, in the order of the file.
    ///   - language: The language of the one sentence that it has.
    ///   - now: The moment of the export.
    ///   - reminder: How many days before the last day the calendar reminds; `nil` for never.
    package init(_ items: [Item], language: Language, now: Instant, reminder: Int?) {
        self.items = items
        self.language = language
        stamp = now.rfc3339.filter { $0 != "-" && $0 != ":" }
        self.reminder = reminder
    }

    /// The file.
    package var bytes: [UInt8] {
        var bytes = CalendarLine.plain("BEGIN", "VCALENDAR")
        bytes += CalendarLine.plain("VERSION", "2.0")
        bytes += CalendarLine.text("PRODID", "-//kluis//deadlines//EN")
        bytes += CalendarLine.plain("CALSCALE", "GREGORIAN")
        for item in items { bytes += event(item) }
        return bytes + CalendarLine.plain("END", "VCALENDAR")
    }

    private func event(_ item: Item) -> [UInt8] {
        let day = item.due.description.filter { $0 != "-" }
        let sentence = Self.sentence[language]
        var bytes = CalendarLine.plain("BEGIN", "VEVENT")
        bytes += CalendarLine.text("UID", item.uid)
        bytes += CalendarLine.plain("DTSTAMP", stamp)
        bytes += CalendarLine.plain("DTSTART;VALUE=DATE", day)
        bytes += CalendarLine.text("SUMMARY", "kluis \(item.dossier.short)")
        bytes += CalendarLine.text("DESCRIPTION", sentence)
        bytes += CalendarLine.plain("CLASS", "CONFIDENTIAL")
        bytes += CalendarLine.plain("TRANSP", "TRANSPARENT")
        if let reminder {
            bytes += CalendarLine.plain("BEGIN", "VALARM")
            bytes += CalendarLine.plain("ACTION", "DISPLAY")
            bytes += CalendarLine.plain("TRIGGER", reminder == 0 ? "PT0S" : "-P\(reminder)D")
            bytes += CalendarLine.text("DESCRIPTION", sentence)
            bytes += CalendarLine.plain("END", "VALARM")
        }
        return bytes + CalendarLine.plain("END", "VEVENT")
    }

    private static let sentence = LocalizedText(
        "Open kluis om te zien wat er moet gebeuren.", "Ouvrez kluis pour voir ce qui est attendu.",
        "Öffnen Sie kluis, um zu sehen, was zu tun ist.", "Open kluis to see what is due.")
}
