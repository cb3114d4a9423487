internal import Foundation
internal import KluisCommands
internal import Records
internal import TestSupport
internal import Testing

@Suite("Deadlines as a calendar") struct DeadlineCalendarTests {
    /// An event as Python's icalendar reads it.
    private struct Event: Decodable {
        let uid: String
        let stamp: String
        let day: String
        let summary: String
        let description: String
        let names: [String]
        let reminders: [Int]
    }

    private static let now = Instant(seconds: 1_705_314_600)
    /// 2024-03-04.
    private static let firstDue = CivilDate(daysSinceEpoch: 19_786)
    private static let dossier = DossierID(filledWith: 7)

    private static func item(
        _ deadline: String = "assessment", startedBy event: UInt8 = 1, later days: Int = 0
    ) -> DeadlineCalendar.Item {
        DeadlineCalendar.Item(
            dossier: dossier, deadline: deadline, startedBy: EventID(filledWith: event),
            due: firstDue.adding(days: days))
    }

    private static func file(
        _ items: [DeadlineCalendar.Item], language: Language = .en, reminder: Int? = nil
    ) -> [UInt8] {
        DeadlineCalendar(items, language: language, now: now, reminder: reminder).bytes
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n ", with: "")
            .components(separatedBy: "\r\n")
    }

    private static func uid(_ item: DeadlineCalendar.Item) -> String? {
        lines(file([item])).first { $0.hasPrefix("UID:") }
    }

    @Test("an event has a day and a short code, and nothing of what it is about")
    func content() {
        let lines = Self.lines(Self.file([Self.item("definitive-unfitness")], reminder: 3))
        #expect(lines.contains("DTSTART;VALUE=DATE:20240304"))
        #expect(lines.contains("DTSTAMP:20240115T103000Z"))
        #expect(lines.contains("SUMMARY:kluis \(Self.dossier.short)"))
        #expect(lines.contains("DESCRIPTION:Open kluis to see what is due."))
        #expect(lines.contains("TRIGGER:-P3D"))
        let text = lines.joined(separator: "\n").lowercased()
        for word in ["definitive", "unfit", "article", "i.4-", "r22", Self.dossier.description] {
            #expect(!text.contains(word))
        }
    }

    @Test("the UID is the same in each export, also when the day has moved, and another elsewhere")
    func identity() throws {
        let uid = try #require(Self.uid(Self.item()))
        #expect(Self.uid(Self.item(later: 60)) == uid)
        #expect(Self.uid(Self.item("plan-answer")) != uid)
        #expect(Self.uid(Self.item(startedBy: 2)) != uid)
        #expect(uid.utf8.count == 4 + 32 + 6)
    }

    @Test("lines are folded at 75 octets, between characters, and come back as they were")
    func folding() {
        for length in 0...200 {
            let value = String(repeating: "é", count: length) + "🗓x"
            let bytes = CalendarLine.text("DESCRIPTION", value)
            #expect(bytes.suffix(2) == [0x0d, 0x0a])
            let pieces = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
            #expect(pieces.allSatisfy { $0.utf8.count <= CalendarLine.maximumLength })
            #expect(pieces.dropFirst().dropLast().allSatisfy { $0.hasPrefix(" ") })
            #expect(Self.lines(bytes).first == "DESCRIPTION:" + value)
        }
        // 75 octets stand in one line, 76 in two.
        #expect(CalendarLine.plain("A", String(repeating: "b", count: 73)).count == 77)
        #expect(CalendarLine.plain("A", String(repeating: "b", count: 74)).count == 81)
    }

    @Test("text cannot end its line or its value")
    func escaping() {
        let bytes = CalendarLine.text("SUMMARY", "a;b,c\\d\r\nEND:VEVENT\u{7}\nx")
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT\\nx\r\n")
    }

    @Test(
        "Python's icalendar reads every event in every language", .enabled(if: PythonOracle.runs),
        arguments: Language.allCases)
    func oracle(language: Language) throws {
        let items = (0..<20).map { number in
            Self.item(
                "deadline-\(number)", startedBy: UInt8(number), later: number)
        }
        for reminder in [nil, 0, 14] {
            let result = try PythonOracle.run(
                "read-calendar.py", [],
                input: Self.file(items, language: language, reminder: reminder))
            try #require(result.status == 0)
            let events = try result.text.split(separator: "\n").map {
                try JSONDecoder().decode(Event.self, from: Data($0.utf8))
            }
            #expect(events.map(\.day) == items.map { $0.due.description })
            #expect(Set(events.map(\.uid)).count == items.count)
            for event in events {
                #expect(event.stamp == "2024-01-15T10:30:00+00:00")
                #expect(event.summary == "kluis \(Self.dossier.short)")
                #expect(event.description.contains("kluis"))
                #expect(event.reminders == (reminder.map { [-$0 * 86_400] } ?? []))
                #expect(
                    event.names == [
                        "CLASS", "DESCRIPTION", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "UID",
                    ])
            }
        }
    }

    @Test("no deadline is a calendar without events")
    func empty() {
        #expect(
            Self.lines(Self.file([])) == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kluis//deadlines//EN",
                "CALSCALE:GREGORIAN", "END:VCALENDAR", "",
            ])
    }
}

extension Identifier {
    /// An identifier of one byte, repeated.
    fileprivate init(filledWith byte: UInt8) {
        guard let id = Self([UInt8](repeating: byte, count: 16)) else {
            preconditionFailure("an identifier has 16 bytes")
        }
        self = id
    }
}
