import Documents
import Records
import TestSupport
import Testing

@Suite("The picture of a trajectory") struct PictureTests {
    private static func day(_ number: Int) -> CivilDate {
        CivilDate(daysSinceEpoch: 19_700 + number)
    }

    private static func picture(
        _ language: Language = .en, label: String = "decision A", days: Int = 60
    ) -> String {
        let picture = TrajectoryPicture(
            language: language, title: "Trajectory <1>",
            spans: [
                .init(label: label, from: day(0), until: day(20)),
                .init(label: "plan runs", from: day(20), until: nil),
            ],
            steps: [.init(label: label, day: day(1))],
            deadlines: [
                .init(label: "plan", from: day(2), due: day(30), standing: .overdue),
                .init(label: "answer", from: day(2), due: day(days), standing: .open),
                .init(label: "appeal", from: day(2), due: day(50), standing: .paused),
            ], today: day(40))
        return String(decoding: picture.bytes, as: UTF8.self)
    }

    @Test("it is XML, one picture with a title and a description that says all of it")
    func structure() throws {
        for label in [
            "decision A", "\u{0}<svg onload=\"x()\">&'\u{202e}",
            String(repeating: "lang ", count: 60),
        ] {
            let text = Self.picture(label: label)
            let judged = try Tool.run(
                "xmllint", ["--noout", "--nonet", "-"], input: Array(text.utf8))
            #expect(judged.status == 0)
            #expect(
                text.contains("role=\"img\"")
                    && text.contains("<title id=\"title\">Trajectory &lt;1&gt;</title>"))
            #expect(
                !text.contains("<svg onload") && !text.contains("href") && !text.contains("<script")
            )
        }
        let text = Self.picture()
        let start = try #require(text.firstRange(of: "<desc id=\"desc\">"))
        let description = text[start.upperBound...].prefix { $0 != "<" }
        for words in [
            "decision A: 9 December 2023", "plan runs: ", "today", "plan: by", "(OVERDUE)",
            "(suspended)",
        ] {
            #expect(description.contains(words), "\(words)")
        }
    }

    @Test("what is overdue has a shape and a word of its own, in each language")
    func overdue() {
        for (language, word) in [
            (Language.nl, "TE LAAT"), (.fr, "EN RETARD"), (.de, "ÜBERFÄLLIG"), (.en, "OVERDUE"),
        ] {
            let text = Self.picture(language)
            // In the description and beside the mark.
            #expect(text.components(of: word) == 3, "\(language)")
            #expect(text.contains("lang=\"\(language.rawValue)\""))
            #expect(text.contains("l11 20h-22z") && text.contains(">!</text>"))
        }
    }

    @Test("long and short times fit, and so does nothing at all")
    func times() throws {
        for days in [1, 41, 800, 20_000] {
            let text = Self.picture(days: days)
            for match in text.matches(of: /<text x="(-?\d+)"/) {
                let place = try #require(Int(match.1))
                #expect((0...1000).contains(place))
            }
            #expect(text.utf8.count < 60_000)
        }
        let empty = TrajectoryPicture(
            language: .fr, title: "x", spans: [], steps: [], deadlines: [], today: Self.day(0))
        #expect(String(decoding: empty.bytes, as: UTF8.self).components(of: ">aucun<") == 4)
    }
}

extension String {
    /// Into how many parts a word divides the text.
    fileprivate func components(of word: String) -> Int {
        split(separator: word, omittingEmptySubsequences: false).count
    }
}
