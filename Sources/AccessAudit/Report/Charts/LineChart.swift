internal import Markup
internal import Records

/// A line of counts through time; where counts are hidden the line has a gap, with a hatched bar.
struct LineChart {
    let frame: ChartFrame
    let points: [(label: String, count: SuppressedTable.Cell)]
    /// How a count is written.
    let number: (Int) -> String

    private static let left = 60
    private static let width = 660
    private static let height = 200
    private static let top = 12

    func write(_ writer: inout HTMLWriter) {
        let counts = points.compactMap { point in
            if case .shown(let count) = point.count { count } else { nil }
        }
        let maximum = max(ChartFrame.ceiling(counts.max() ?? 0), 1)
        let bottom = Self.top + Self.height
        frame.write(&writer, width: Self.left + Self.width + 20, height: bottom + 34) { writer in
            axis(&writer, maximum, bottom)
            for (place, point) in points.enumerated() where point.count == .hidden {
                writer.shape(
                    "rect",
                    [
                        "x": "\(x(place) - 3)", "y": "\(bottom - 30)", "width": "6",
                        "height": "30", "fill": frame.fill(0),
                    ])
            }
            for run in runs {
                let path = run.enumerated().map { offset, part in
                    "\(offset == 0 ? "M" : "L")\(x(part.place)) "
                        + "\(bottom - part.count * Self.height / maximum)"
                }
                writer.shape(
                    "path",
                    [
                        "d": path.joined(), "fill": "none", "stroke": ChartFrame.line,
                        "stroke-width": "2",
                    ])
                for part in run where points.count <= 62 || run.count == 1 {
                    writer.shape(
                        "circle",
                        [
                            "cx": "\(x(part.place))",
                            "cy": "\(bottom - part.count * Self.height / maximum)", "r": "3",
                            "fill": ChartFrame.line,
                        ])
                }
            }
        }
    }

    /// The points in a row that are shown.
    private var runs: [[(place: Int, count: Int)]] {
        var runs: [[(place: Int, count: Int)]] = [[]]
        for (place, point) in points.enumerated() {
            switch point.count {
            case .shown(let count): runs[runs.count - 1].append((place, count))
            case .hidden: runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }

    private func x(_ place: Int) -> Int {
        points.count < 2
            ? Self.left + Self.width / 2
            : Self.left + 6 + place * (Self.width - 12) / (points.count - 1)
    }

    private func axis(_ writer: inout HTMLWriter, _ maximum: Int, _ bottom: Int) {
        for quarter in 0...4 where maximum * quarter % 4 == 0 {
            let y = bottom - quarter * Self.height / 4
            writer.shape(
                "path",
                [
                    "d": "M\(Self.left) \(y)H\(Self.left + Self.width)",
                    "stroke": quarter == 0 ? ChartFrame.ink : ChartFrame.grid,
                    "stroke-width": "1",
                ])
            ChartFrame.label(
                &writer, number(maximum * quarter / 4), x: Self.left - 8, y: y + 4, anchor: "end")
        }
        // About six days are named; all of them are in the table.
        let every = max(1, (points.count + 5) / 6)
        for (place, point) in points.enumerated() where place.isMultiple(of: every) {
            ChartFrame.label(&writer, point.label, x: x(place), y: bottom + 20, anchor: "middle")
        }
    }
}
