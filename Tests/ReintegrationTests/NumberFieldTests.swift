import DataFiles
import Records
import Reintegration
import Testing

@Suite("Fields for official numbers") struct NumberFieldTests {
    private static let identity = """
        worker-name: Wim Voorbeeld
        birth-date: 1985-07-30
        national-number: 85.07.30-033 28
        citizen-service-number: "111222333"
        address: Voorbeeldstraat 1, 1000 Brussel
        language: nl
        employer-name: Bakkerij Voorbeeld
        employer-number: BE 0419.052.173
        """

    private func read(_ text: String, _ form: FormName = "identity") throws -> FormContent {
        try Shipped.form(form).validate(FormFile.parse(Array(text.utf8), file: "x.yaml"))
    }

    private func problem(_ old: String, _ new: String) throws -> FormProblem? {
        let form = try Shipped.form("identity")
        let text = Self.identity.replacing(old, with: new)
        try #require(text != Self.identity)
        let raw = try FormFile.parse(Array(text.utf8), file: "x.yaml")
        do throws(FormProblems) {
            _ = try form.validate(raw)
            return nil
        } catch {
            try #require(error.problems.count == 1)
            return error.problems.first
        }
    }

    @Test("a number is kept without separators, and its form takes what was kept")
    func compact() throws {
        let content = try read(Self.identity)
        #expect(content["national-number"] == .text("85073003328"))
        #expect(content["citizen-service-number"] == .text("111222333"))
        #expect(content["employer-number"] == .text("0419052173"))
        #expect(try Shipped.form("identity").accepts(content))
        #expect(try FormContent(decoding: content.encoded) == content)
    }

    @Test("a pseudonym is taken in the field of the social security number")
    func pseudonym() throws {
        let urn = "urn:be:fgov:pseudo:v2:BJh8XqP0"
        let content = try read(
            Self.identity.replacing("85.07.30-033 28", with: "\"\(urn)\""))
        #expect(content["national-number"] == .text(urn))
    }

    @Test(
        "what is wrong with a number is told with line and field, and without the number",
        arguments: [
            ("85.07.30-033 28", "85.07.30-033 29", FormProblem.Code.numberCheck, "national-number"),
            ("85.07.30-033 28", "85.07.30-033 2", .numberLength, "national-number"),
            ("85.07.30-033 28", "85.13.30-033 70", .numberDate, "national-number"),
            ("85.07.30-033 28", "\"**.**.**-***.28\"", .numberCharacter, "national-number"),
            ("0419.052.173", "2419.052.173", .numberStart, "employer-number"),
            ("111222333", "111222334", .numberCheck, "citizen-service-number"),
        ])
    func wrong(old: String, new: String, code: FormProblem.Code, path: String) throws {
        let problem = try #require(try problem(old, new))
        #expect(problem.code == code)
        #expect(problem.path == path)
        let lines = Self.identity.split(separator: "\n")
        #expect(lines[problem.line - 1].hasPrefix(path))
        for language in Language.allCases {
            for text in [problem.reason[language], problem.remedy[language]] {
                #expect(!text.isEmpty)
                #expect(!text.contains("85") && !text.contains("419") && !text.contains("111"))
            }
        }
    }

    @Test("a number is shown masked unless it is asked for, for people and for programs")
    func shown() throws {
        let form = try Shipped.form("identity")
        let content = try read(Self.identity)
        let masked = form.lines(of: content, in: .en).joined(separator: "\n")
        #expect(masked.contains("**.**.**-***.28") && masked.contains("****.***.173"))
        #expect(!masked.contains("85.07.30") && !masked.contains("85073003328"))
        let whole = form.lines(of: content, in: .en, numbers: .formatted).joined(separator: "\n")
        #expect(whole.contains("85.07.30-033.28") && whole.contains("0419.052.173"))
        let shown = form.shown(content, numbers: .masked)
        #expect(shown["national-number"] == .text("**.**.**-***.28"))
        #expect(shown["worker-name"] == content["worker-name"])
    }

    @Test("the number of a health professional that fits no formula is kept with a warning")
    func doubtful() throws {
        let text = """
            requester: treating-physician
            worker-name: Wim Voorbeeld
            birth-date: 1985-07-30
            worker-address: Voorbeeldstraat 1, 1000 Brussel
            employer-name: Bakkerij Voorbeeld
            employer-address: Voorbeeldplein 2, 1000 Brussel
            agreed-work: bakker
            incapacity-start: 2024-01-08
            ground: own-request
            fund-name: Ziekenfonds Voorbeeld
            fund-address: Voorbeeldlaan 3, 1000 Brussel
            fund-email: info@ziekenfonds.invalid
            physician-number: 1-90069-51-001
            worker-consents: true
            signed-on: 2024-01-15
            signed-by: Wim Voorbeeld
            """
        let form = try Shipped.form("request")
        #expect(form.warnings(about: try read(text, "request")).isEmpty)
        let content = try read(text.replacing("69-51-001", with: "69-52-001"), "request")
        #expect(content["physician-number"] == .text("19006952001"))
        let warnings = form.warnings(about: content)
        #expect(warnings.map(\.code) == [.numberUnlikely])
        #expect(warnings.map(\.path) == ["physician-number"])
    }

    @Test("the empty form says how a number is written, and takes it back as it was")
    func template() throws {
        let form = try Shipped.form("identity")
        #expect(form.template(in: .nl).contains("(INSZ, 00.00.00-000.00)"))
        let content = try read(Self.identity)
        let template = form.template(in: .nl, filledWith: content)
        #expect(try read(template) == content)
    }
}
