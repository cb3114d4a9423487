internal import Markup
internal import Records

/// Draws a ``TrajectoryPicture``: labels on the left, time on the right, one row for each thing.
struct TrajectoryDrawing {
    private static let ink = "#1b1b1b"
    private static let blue = "#1f4e79"
    private static let red = "#a4000f"
    private static let grid = "#c9c9c9"
    private static let width = 1000
    private static let left = 350
    private static let right = 985
    private static let rowHeight = 36
    private static let lineLength = 50

    private let picture: TrajectoryPicture
    private let range: ClosedRange<Int>
    private var writer = HTMLWriter()
    private var y = 80

    init(_ picture: TrajectoryPicture) {
        self.picture = picture
        range = picture.range
    }

    private var language: Language { picture.language }

    private var height: Int {
        let rows = [picture.spans.count, picture.steps.count, picture.deadlines.count]
        return 88 + rows.reduce(0) { $0 + 34 + max(1, $1) * Self.rowHeight } + 20
    }

    /// The picture.
    func write() -> String {
        let height = height
        var writer = HTMLWriter()
        writer.element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": "0 0 \(Self.width) \(height)", "width": "\(Self.width)",
                "height": "\(height)", "role": "img", "lang": language.rawValue,
                "aria-labelledby": "title desc", "font-family": "DejaVu Sans, Verdana, sans-serif",
                "font-size": "12",
            ]
        ) { writer in
            writer.element("title", ["id": "title"], text: picture.title)
            writer.element("desc", ["id": "desc"], text: picture.description)
            var drawing = self
            drawing.writer = writer
            drawing.draw(height: height)
            writer = drawing.writer
        }
        return writer.html
    }

    private mutating func draw(height: Int) {
        patterns()
        writer.shape(
            "rect",
            ["width": "\(Self.width)", "height": "\(height)", "fill": "#ffffff"])
        text(picture.title, x: 16, y: 28, size: 17, weight: "bold")
        axis(height: height)
        heading(PictureWords.states)
        for span in picture.spans { row(span) }
        if picture.spans.isEmpty { none() }
        heading(PictureWords.steps)
        for step in picture.steps { row(step) }
        if picture.steps.isEmpty { none() }
        heading(PictureWords.deadlines)
        for due in picture.deadlines { row(due) }
        if picture.deadlines.isEmpty { none() }
    }

    // MARK: Rows

    private mutating func row(_ span: TrajectoryPicture.Span) {
        let start = x(span.from)
        let end = max(start + 3, x(span.until ?? picture.today))
        label(span.label)
        writer.shape(
            "rect",
            [
                "x": "\(start)", "y": "\(y + 7)", "width": "\(end - start)", "height": "14",
                "fill": span.until == nil ? Self.blue : "url(#past)", "stroke": Self.blue,
            ])
        day(span.from.words(in: language), from: start, to: end)
        y += Self.rowHeight
    }

    private mutating func row(_ step: TrajectoryPicture.Step) {
        let place = x(step.day)
        label(step.label)
        writer.shape(
            "circle",
            ["cx": "\(place)", "cy": "\(y + 14)", "r": "6", "fill": Self.blue])
        day(step.day.words(in: language), from: place - 6, to: place + 6)
        y += Self.rowHeight
    }

    private mutating func row(_ due: TrajectoryPicture.Due) {
        let start = x(due.from)
        let end = max(start + 3, x(due.due))
        let isLate = due.standing == .overdue
        label(due.label)
        writer.shape(
            "rect",
            [
                "x": "\(start)", "y": "\(y + 10)", "width": "\(end - start)", "height": "8",
                "fill": due.standing == .paused ? "#ffffff" : "url(#waiting)",
                "stroke": Self.ink, "stroke-dasharray": due.standing == .paused ? "3 2" : "none",
            ])
        // A triangle that warns, or a diamond.
        writer.shape(
            "path",
            [
                "d": isLate
                    ? "M\(end) \(y + 3)l11 20h-22z" : "M\(end) \(y + 5)l9 9l-9 9l-9 -9z",
                "fill": isLate ? Self.red : "#ffffff", "stroke": isLate ? Self.red : Self.ink,
                "stroke-width": "2",
            ])
        if isLate {
            text("!", x: end, y: y + 20, size: 13, weight: "bold", anchor: "middle", ink: "#ffffff")
        }
        let word = PictureWords.standing(due.standing).map { " \($0[language])" } ?? ""
        day(
            due.due.words(in: language) + word, from: start, to: end + 11,
            ink: isLate ? Self.red : Self.ink
        )
        y += Self.rowHeight
    }

    private mutating func none() {
        text(PictureWords.nothing[language], x: 16, y: y + 18)
        y += Self.rowHeight
    }

    private mutating func heading(_ words: LocalizedText) {
        text(words[language], x: 16, y: y + 22, size: 14, weight: "bold")
        y += 34
    }

    /// The label of a row, on two lines where one is too short.
    private mutating func label(_ label: String) {
        let lines = Self.lines(label)
        for (place, line) in lines.enumerated() {
            text(line, x: 16, y: y + (lines.count == 1 ? 18 : 11 + place * 14))
        }
    }

    /// Words beside a mark, on the side where there is room.
    private mutating func day(_ words: String, from: Int, to: Int, ink: String = ink) {
        let length = words.unicodeScalars.count * 8
        let fits = to + 6 + length <= Self.right
        text(
            words, x: fits ? to + 6 : from - 6, y: y + 18, anchor: fits ? "start" : "end", ink: ink)
    }

    /// At most two lines; what does not fit ends in dots, and the description has it whole.
    private static func lines(_ label: String) -> [String] {
        var lines = [""]
        for word in label.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= lineLength {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        guard lines.count > 2 else { return lines.map(shortened) }
        return [shortened(lines[0]), shortened(lines[1] + " …")]
    }

    private static func shortened(_ line: String) -> String {
        line.count <= lineLength + 2 ? line : line.prefix(lineLength) + " …"
    }

    // MARK: Time

    private func x(_ day: CivilDate) -> Int {
        let span = max(1, range.upperBound - range.lowerBound)
        return Self.left + (day.daysSinceEpoch - range.lowerBound) * (Self.right - Self.left) / span
    }

    /// The first days of months, of every third or every year, as there is room, and today.
    private mutating func axis(height: Int) {
        let months = (range.upperBound - range.lowerBound) / 30
        let every = months <= 8 ? 1 : months <= 26 ? 3 : 12
        let first = CivilDate(daysSinceEpoch: range.lowerBound)
        var next = first.adding(days: 1 - first.day)
        while next.daysSinceEpoch <= range.upperBound {
            if next.daysSinceEpoch >= range.lowerBound, (next.month - 1).isMultiple(of: every) {
                line(at: x(next), from: 60, to: height - 12, Self.grid, dashes: "none")
                text(
                    String(next.description.prefix(7)), x: min(x(next), Self.right - 10), y: 54,
                    anchor: "middle")
            }
            next = next.adding(months: 1)
        }
        line(at: x(picture.today), from: 66, to: height - 12, Self.ink, dashes: "5 3")
        text(
            "\(PictureWords.today[language]), \(picture.today.words(in: language))",
            x: min(max(x(picture.today), 120), 880),
            y: 76,
            weight: "bold", anchor: "middle")
        y += 8
    }

    private mutating func line(at x: Int, from: Int, to: Int, _ colour: String, dashes: String) {
        writer.shape(
            "path",
            ["d": "M\(x) \(from)V\(to)", "stroke": colour, "stroke-dasharray": dashes])
    }

    // MARK: Shapes

    private mutating func text(
        _ words: String, x: Int, y: Int, size: Int = 12, weight: String = "normal",
        anchor: String = "start", ink: String = ink
    ) {
        writer.element(
            "text",
            [
                "x": "\(x)", "y": "\(y)", "font-size": "\(size)", "font-weight": weight,
                "text-anchor": anchor, "fill": ink,
            ], text: words)
    }

    private mutating func patterns() {
        writer.element("defs") { writer in
            for (id, path) in [("past", "M0 8L8 0"), ("waiting", "M0 0L8 8M0 8L8 0")] {
                writer.element(
                    "pattern",
                    [
                        "id": id, "width": "8", "height": "8",
                        "patternUnits": "userSpaceOnUse",
                    ]
                ) { writer in
                    writer.shape("rect", ["width": "8", "height": "8", "fill": "#ffffff"])
                    writer.shape("path", ["d": path, "stroke": Self.blue, "stroke-width": "0.8"])
                }
            }
        }
    }
}
