package import Records
internal import Markup

/// What a dossier went through and what it waits for, as a picture in time.
///
/// One SVG that needs nothing else. States are bars, steps dots, open deadlines bars up to their last
/// day. What is overdue differs by shape, pattern and word, not only by colour; all of it is also
/// told in the description.
package struct TrajectoryPicture: Hashable, Sendable {
    /// A state with the days on which it lasted.
    package struct Span: Hashable, Sendable {
        let label: String
        let from: CivilDate
        let until: CivilDate?

        /// Makes a span.
        ///
        /// - Parameters:
        ///   - label: What the state is called.
        ///   - from: The first day.
        ///   - until: The day on which another began; `nil` while it lasts.
        package init(label: String, from: CivilDate, until: CivilDate?) {
            self.label = label
            self.from = from
            self.until = until
        }
    }

    /// A step on its legal day.
    package struct Step: Hashable, Sendable {
        let label: String
        let day: CivilDate

        /// Makes a step.
        package init(label: String, day: CivilDate) {
            self.label = label
            self.day = day
        }
    }

    /// A deadline that was not met yet.
    package struct Due: Hashable, Sendable {
        /// How a deadline stands.
        package enum Standing: Hashable, Sendable {
            case open, overdue, paused
        }

        let label: String
        let from: CivilDate
        let due: CivilDate
        let standing: Standing

        /// Makes a deadline.
        ///
        /// - Parameters:
        ///   - label: What has to be done.
        ///   - from: The day from which it is counted.
        ///   - due: The last day.
        ///   - standing: How it stands.
        package init(label: String, from: CivilDate, due: CivilDate, standing: Standing) {
            self.label = label
            self.from = from
            self.due = due
            self.standing = standing
        }
    }

    let language: Language
    let title: String
    let spans: [Span]
    let steps: [Step]
    let deadlines: [Due]
    let today: CivilDate

    /// Puts a picture together; what is given stands in it in its order.
    package init(
        language: Language, title: String, spans: [Span], steps: [Step], deadlines: [Due],
        today: CivilDate
    ) {
        self.language = language
        self.title = title
        self.spans = spans
        self.steps = steps
        self.deadlines = deadlines
        self.today = today
    }

    /// The picture, in UTF-8.
    package var bytes: [UInt8] {
        Array((TrajectoryDrawing(self).write() + "\n").utf8)
    }

    /// All that the picture shows, in words.
    var description: String {
        let word = PictureWords.self
        var parts = spans.map { span in
            "\(span.label): \(span.from.words(in: language)) – "
                + (span.until?.words(in: language) ?? word.today[language])
        }
        parts += steps.map { "\($0.day.words(in: language)): \($0.label)" }
        parts += deadlines.map { due in
            "\(due.label): \(word.due[language]) \(due.due.words(in: language))"
                + (word.standing(due.standing).map { " (\($0[language]))" } ?? "")
        }
        return parts.joined(separator: ". ")
    }

    /// The days that the picture spans, with some room at both ends.
    var range: ClosedRange<Int> {
        let days =
            (spans.flatMap { [$0.from, $0.until ?? $0.from] } + steps.map(\.day)
            + deadlines.flatMap { [$0.from, $0.due] } + [today]).map(\.daysSinceEpoch)
        let first = days.min() ?? today.daysSinceEpoch
        let last = days.max() ?? first
        let room = max(3, (last - first) / 20)
        return (first - room)...(last + room)
    }
}

/// The words of the picture.
enum PictureWords {
    static let today = LocalizedText("vandaag", "aujourd’hui", "heute", "today")
    static let due = LocalizedText("uiterlijk", "au plus tard le", "spätestens", "by")
    static let overdue = LocalizedText("TE LAAT", "EN RETARD", "ÜBERFÄLLIG", "OVERDUE")
    static let paused = LocalizedText("geschorst", "suspendu", "ausgesetzt", "suspended")
    static let states = LocalizedText("Toestand", "État", "Stand", "State")
    static let steps = LocalizedText("Stappen", "Étapes", "Schritte", "Steps")
    static let deadlines = LocalizedText(
        "Open termijnen", "Délais en cours", "Offene Fristen", "Open deadlines")
    static let nothing = LocalizedText("geen", "aucun", "keine", "none")

    static func standing(_ standing: TrajectoryPicture.Due.Standing) -> LocalizedText? {
        switch standing {
        case .open: nil
        case .overdue: overdue
        case .paused: paused
        }
    }
}
