internal import Markup

/// Days of the week by hours, in bands of counts; each band has a pattern of its own.
struct HeatMap {
    /// What a square shows.
    enum Band: Int, CaseIterable {
        /// About too few workers to be shown.
        case hidden = 0
        case few, some, many, most
        case none

        /// The band of a count.
        init(_ count: Int, isSmall: Bool) {
            self =
                switch count {
                case 0: .none
                case _ where isSmall: .hidden
                case ..<10: .few
                case ..<50: .some
                case ..<200: .many
                default: .most
                }
        }

        /// The counts of the band, such as `10–49`.
        var range: String {
            switch self {
            case .hidden: ""
            case .none: "0"
            case .few: "1–9"
            case .some: "10–49"
            case .many: "50–199"
            case .most: "≥ 200"
            }
        }
    }

    let frame: ChartFrame
    /// The days' names, from Monday on.
    let days: [String]
    /// Seven rows of 24.
    let bands: [[Band]]

    private static let left = 60
    private static let side = 26

    func write(_ writer: inout HTMLWriter) {
        let bottom = 24 + days.count * Self.side
        frame.write(&writer, width: Self.left + 24 * Self.side + 8, height: bottom + 40) { writer in
            for hour in stride(from: 0, to: 24, by: 3) {
                ChartFrame.label(
                    &writer, "\(hour)", x: Self.left + hour * Self.side + Self.side / 2, y: 16,
                    anchor: "middle")
            }
            for (row, day) in days.enumerated() {
                let top = 24 + row * Self.side
                ChartFrame.label(&writer, day, x: Self.left - 8, y: top + 17, anchor: "end")
                for (hour, band) in bands[row].enumerated() {
                    square(&writer, Self.left + hour * Self.side, top, band)
                }
            }
            var left = Self.left
            for band in [Band.none, .few, .some, .many, .most, .hidden] {
                square(&writer, left, bottom + 10, band)
                ChartFrame.label(
                    &writer, band == .hidden ? frame.hiddenWord : band.range,
                    x: left + Self.side + 6, y: bottom + 27)
                left += 100
            }
        }
    }

    private func square(_ writer: inout HTMLWriter, _ left: Int, _ top: Int, _ band: Band) {
        writer.shape(
            "rect",
            [
                "x": "\(left)", "y": "\(top)", "width": "\(Self.side - 2)",
                "height": "\(Self.side - 2)",
                "fill": band == .none ? "#ffffff" : frame.fill(band.rawValue),
                "stroke": ChartFrame.grid, "stroke-width": "1",
            ])
    }
}
