internal import Markup
internal import Records

/// Bars of counts, one below the other; a hidden count has an empty, hatched bar.
struct BarChart {
    let frame: ChartFrame
    let bars: [(label: String, count: SuppressedTable.Cell)]
    /// How a count is written.
    let number: (Int) -> String

    private static let left = 250
    private static let room = 400
    private static let step = 26

    func write(_ writer: inout HTMLWriter) {
        let counts = bars.compactMap { bar in
            if case .shown(let count) = bar.count { count } else { nil }
        }
        let maximum = max(counts.max() ?? 0, 1)
        let height = bars.count * Self.step + 12
        frame.write(&writer, width: Self.left + Self.room + 80, height: height) { writer in
            for (place, bar) in bars.enumerated() {
                let top = 6 + place * Self.step
                ChartFrame.label(
                    &writer, Self.short(bar.label), x: Self.left - 8, y: top + 15, anchor: "end")
                switch bar.count {
                case .shown(let count):
                    let width = max(count * Self.room / maximum, count > 0 ? 1 : 0)
                    rectangle(&writer, top, width, frame.fill(3))
                    ChartFrame.label(
                        &writer, number(count), x: Self.left + width + 6, y: top + 15)
                case .hidden:
                    rectangle(&writer, top, 24, frame.fill(0))
                    ChartFrame.label(
                        &writer, frame.hiddenWord, x: Self.left + 30, y: top + 15)
                }
            }
            writer.shape(
                "path",
                [
                    "d": "M\(Self.left) 2V\(height - 4)", "stroke": ChartFrame.ink,
                    "stroke-width": "1",
                ])
        }
    }

    private func rectangle(
        _ writer: inout HTMLWriter, _ top: Int, _ width: Int, _ fill: String
    ) {
        writer.shape(
            "rect",
            [
                "x": "\(Self.left)", "y": "\(top)", "width": "\(width)", "height": "20",
                "fill": fill, "stroke": ChartFrame.line, "stroke-width": "1",
            ])
    }

    /// A label that fits beside its bar; the table has it in full.
    private static func short(_ label: String) -> String {
        label.count <= 38 ? label : label.prefix(37) + "…"
    }
}
