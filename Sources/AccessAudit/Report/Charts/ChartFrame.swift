internal import Markup

/// What all charts share: the figure, the SVG with its title and description, and the patterns by
/// which areas differ without colour.
struct ChartFrame {
    /// A name for identifiers, unique in the page.
    let id: StaticString
    let title: String
    /// What the chart shows in one or two sentences, for those who do not see it.
    let description: String
    /// What stands for a hidden count.
    let hiddenWord: String

    static let ink = "#1b1b1b"
    static let line = "#1f4e79"
    static let grid = "#c9c9c9"
    static let fontSize = 12

    /// Writes a chart of a size in units of the drawing; `draw` writes the shapes.
    func write(
        _ writer: inout HTMLWriter, width: Int, height: Int, _ draw: (inout HTMLWriter) -> Void
    ) {
        writer.element("figure") { writer in
            writer.element(
                "svg",
                [
                    "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)",
                    "width": "\(width)", "height": "\(height)", "role": "img",
                    "aria-labelledby": "\(id)-title \(id)-desc",
                    "font-family": "sans-serif", "font-size": "\(Self.fontSize)",
                ]
            ) { writer in
                writer.element("title", ["id": "\(id)-title"], text: title)
                writer.element("desc", ["id": "\(id)-desc"], text: description)
                writer.element("defs") { patterns(&$0) }
                draw(&writer)
            }
        }
        writer.newLine()
    }

    /// The reference to a pattern, from 0 (hidden) to 4 (most).
    func fill(_ level: Int) -> String { level >= 4 ? Self.line : "url(#\(id)-\(level))" }

    /// Patterns that get denser: broken lines for what is hidden, dots, lines, crossed lines.
    private func patterns(_ writer: inout HTMLWriter) {
        pattern(&writer, 0) { writer in
            writer.shape("path", ["d": "M0 8L8 0", "stroke": "#8a8a8a", "stroke-width": "0.8"])
        }
        pattern(&writer, 1) { writer in
            writer.shape("circle", ["cx": "4", "cy": "4", "r": "1.2", "fill": Self.line])
        }
        pattern(&writer, 2) { writer in
            writer.shape("path", ["d": "M0 4H8", "stroke": Self.line, "stroke-width": "2"])
        }
        pattern(&writer, 3) { writer in
            writer.shape(
                "path", ["d": "M0 4H8M4 0V8", "stroke": Self.line, "stroke-width": "2.5"])
        }
    }

    private func pattern(
        _ writer: inout HTMLWriter, _ level: Int, _ draw: (inout HTMLWriter) -> Void
    ) {
        writer.element(
            "pattern",
            [
                "id": "\(id)-\(level)", "width": "8", "height": "8",
                "patternUnits": "userSpaceOnUse",
            ]
        ) { writer in
            writer.shape("rect", ["width": "8", "height": "8", "fill": "#ffffff"])
            draw(&writer)
        }
    }

    /// Writes a word of the drawing.
    static func label(
        _ writer: inout HTMLWriter, _ text: String, x: Int, y: Int, anchor: String = "start"
    ) {
        writer.element(
            "text", ["x": "\(x)", "y": "\(y)", "text-anchor": anchor, "fill": ink], text: text)
    }

    /// A round number not below a maximum, for the end of an axis.
    static func ceiling(_ maximum: Int) -> Int {
        var unit = 1
        while unit * 10 < maximum { unit *= 10 }
        return [1, 2, 4, 5, 8, 10].map { $0 * unit }.first { $0 >= maximum } ?? maximum
    }
}
