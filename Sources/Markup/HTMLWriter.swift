/// Writes HTML and the SVG in it; text from outside cannot become markup.
///
/// The names of elements and attributes are literals of the program, and whatever is written as
/// text or as an attribute's value goes through one escaper. There is no way to write markup from
/// a value, nor an address that leaves the page.
package struct HTMLWriter {
    /// An attribute with its value.
    package typealias Attributes = KeyValuePairs<StaticString, String>

    /// What is written so far.
    package private(set) var html = ""

    /// Starts a page.
    package init() {}

    /// Writes an element with its content.
    package mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], _ body: (inout Self) -> Void
    ) {
        open(name, attributes)
        body(&self)
        html += "</\(name)>"
    }

    /// Writes an element with a text.
    package mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], text: String
    ) {
        element(name, attributes) { $0.text(text) }
    }

    /// Writes an element that has no content and, in HTML, no end.
    package mutating func void(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
    }

    /// Writes an element of SVG without content.
    package mutating func shape(_ name: StaticString, _ attributes: Attributes) {
        open(name, attributes)
        html += "</\(name)>"
    }

    /// Writes text.
    package mutating func text(_ text: String) { Self.escape(text, to: &html) }

    /// Writes what the program itself holds, such as its style sheet.
    package mutating func literal(_ literal: StaticString) { html += "\(literal)" }

    /// Writes lines of text, each on its own.
    package mutating func lines(_ text: String) {
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if place > 0 { void("br") }
            self.text(String(line))
        }
    }

    /// Writes terms with what they are; a description may have several lines.
    package mutating func definitions(_ terms: [(term: String, description: String)]) {
        element("dl") { writer in
            for (term, description) in terms {
                writer.element("dt", text: term)
                writer.element("dd") { $0.lines(description) }
            }
        }
    }

    /// Writes the head of a page that needs nothing else: nothing is loaded and nothing runs,
    /// whatever the page holds.
    ///
    /// - Parameters:
    ///   - title: What the page is called.
    ///   - keywords: What programs find the page by; it stands in a PDF of the page as well.
    package mutating func head(title: String, keywords: String? = nil) {
        void("meta", ["charset": "utf-8"])
        void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        void(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content": "default-src 'none'; style-src 'unsafe-inline'",
            ])
        void("meta", ["name": "robots", "content": "noindex"])
        if let keywords { void("meta", ["name": "keywords", "content": keywords]) }
        element("title", text: title)
        newLine()
        element("style") { $0.literal(PageStyle.sheet) }
    }

    /// Ends a line of the source, for people who read it.
    package mutating func newLine() { html += "\n" }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        html += "<\(name)"
        for (key, value) in attributes {
            // Whoever shows the page, a maker of PDF too, has nothing to fetch.
            precondition(
                !Self.isAddress(key) || value.hasPrefix("#"), "a page needs nothing else")
            html += " \(key)=\""
            Self.escape(value, to: &html)
            html += "\""
        }
        html += ">"
    }

    private static func isAddress(_ attribute: StaticString) -> Bool {
        ["href", "src", "srcset", "data", "action", "style", "xlink:href"]
            .contains("\(attribute)")
    }

    /// The one escaper: right in text and in quoted values.
    ///
    /// Control characters, and those that set the direction of writing, become U+FFFD: the first
    /// are errors in HTML, the second could make a name read as something else.
    private static func escape(_ text: String, to html: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            case "\n", "\t": html += " "
            default:
                html.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{fffd}")
            }
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f: false
        case 0x061c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: false
        case 0xfdd0...0xfdef: false
        default: scalar.value & 0xfffe != 0xfffe
        }
    }
}
