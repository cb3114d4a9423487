import AccessAudit
import CryptoPrimitives
import Foundation
import Records
import TestSupport
import Testing
import TransparencyLog

/// Names and reasons that try to be something else in each format.
///
/// Every format is read back by a parser that was not written with it: Python's json, csv and xml,
/// and the strict readers of CEF and RFC 5424 in these tests.
@Suite("Hostile texts in exports") struct HostileTextTests {
    static let texts: [String] = [
        "Zoë Müller-Łukasz", "'s-Gravenhage", "''", "'=1", "''=1", "\"quoted\"", "\"", "a\"b,c;d",
        "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "％",
        "line\nfeed", "carriage\rreturn", "both\r\nof them", "tab\there", "\u{0}", "nul\u{0}in",
        "\u{1b}[2J\u{7}", "\u{7f}\u{9b}31m", "next\u{85}line", "line\u{2028}separator\u{2029}",
        "a\u{202e}txt.exe", "\u{2066}isolate\u{2069}", "\u{200b}\u{feff}hidden", "\u{e0041}tag",
        "pipe|pipe", "back\\slash", "\\", "\\n", "\\u{0}", "a=b suser=root", "x] [y", "]", "[",
        "<script>alert(1)</script>", "</AuditMessage>", "&amp;&lt;", "]]>", "<!--", "<?xml?>",
        "&#0;", "a' or '1'='1", "{\"resourceType\":\"AuditEvent\"}", "\u{fffe}\u{ffff}", "\u{fffd}",
        "😀👩🏽‍⚕️", "𝒁𐍈", "e\u{301}\u{301}\u{301}", "\u{feff}", " leading and trailing ",
        "a  b", String(repeating: "x", count: 10_000), String(repeating: "\"\\]|=\n", count: 2000),
        String(repeating: "é", count: 10_000), "CEF:0|a|b|c|d|e|1|", "<13>1 - - - - - -", "null",
        "true", "0", "#REF!", "%00", "${jndi:ldap://x}", "{{7*7}}",
    ]

    private static func rows() throws -> [NamedRow] {
        try texts.enumerated().map { index, text in
            var row = ExportFixture.row(
                try ExportFixture.entry(.sectionRead), index: UInt64(index))
            row.actorName = text
            row.organisationName = "o" + text
            row.subjectName = text + "s"
            row.reason = "r" + text + "r"
            return row
        }
    }

    /// What a reader gets of a text in a format; the same text wherever the format can carry it.
    private static func carried(_ text: String, _ format: ExportFormat) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            let isLost =
                switch (format, scalar.value) {
                case (.fhir, 0..<0x20), (.fhirBundle, 0..<0x20), (.dicom, 0..<0x20):
                    ![0x9, 0xa, 0xd].contains(scalar.value)
                case (.dicom, 0xfffe), (.dicom, 0xffff): true
                case (.cef, 0xa), (.cef, 0xd): false
                case (.cef, 0..<0x20), (.cef, 0x7f...0x9f), (.cef, 0x2028...0x2029): true
                case (.syslog, 0..<0x20), (.syslog, 0x7f...0x9f), (.syslog, 0x2028...0x2029): true
                default: false
                }
            switch scalar {
            case _ where !isLost: result.unicodeScalars.append(scalar)
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
    }

    @Test(
        "are read back as they were by Python's parsers", .enabled(if: PythonOracle.runs),
        arguments: [ExportFormat.fhir, .fhirBundle, .ocsf, .ecs, .json, .csv, .dicom])
    func python(format: ExportFormat) throws {
        let rows = try Self.rows()
        let result = try PythonOracle.run(
            "read-exports.py", [format.rawValue], input: ExportFixture.file(format, rows))
        let read = try ExportFixture.lines(result.output).map { line in
            try JSONDecoder().decode([String: String?].self, from: Data(line.utf8))
        }
        try #require(result.status == 0 && read.count == rows.count)
        for (row, found) in zip(rows, read) {
            #expect(found["index"] == String(row.row.index))
            #expect(found["leaf"] == row.row.leafHash.hex)
            for (name, text) in [
                ("actor", row.actorName), ("organisation", row.organisationName),
                ("subject", row.subjectName), ("reason", row.reason),
            ] {
                let text = try #require(text)
                // DICOM carries these two in base64, which holds every text.
                let isBinary = format == .dicom && (name == "reason" || name == "organisation")
                let wanted = isBinary ? text : Self.carried(text, format)
                // FHIR has no strings of white space only, and no empty ones.
                let isBlank =
                    (format == .fhir || format == .fhirBundle)
                    && text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
                let got = found[name] ?? nil
                #expect(isBlank || Self.isSame(got, wanted), "\(name) of row \(row.row.index)")
            }
        }
    }

    /// Scalar by scalar: Swift takes texts for equal that Unicode calls equivalent.
    private static func isSame(_ left: String?, _ right: String) -> Bool {
        left.map { Array($0.unicodeScalars) == Array(right.unicodeScalars) } ?? false
    }

    @Test("are read back by a strict reader of CEF, one event a line")
    func cef() throws {
        let rows = try Self.rows()
        let lines = ExportFixture.lines(ExportFixture.file(.cef, rows))
        try #require(lines.count == rows.count)
        for (row, line) in zip(rows, lines) {
            let event = try CEFLine(line)
            #expect(event.header[4] == "section.read" && event.header[6] == "1")
            #expect(event.fields["externalId"] == String(row.row.index))
            #expect(event.fields["cn1"] == String(row.row.index))
            #expect(event.fields["cn1Label"] == "tlog-index")
            #expect(event.fields["cs1"] == row.row.leafHash.hex)
            for (key, text) in [
                ("suser", row.actorName), ("cs4", row.organisationName),
                ("duser", row.subjectName), ("msg", row.reason),
            ] {
                let text = try #require(text)
                #expect(
                    Self.isSame(event.fields[key], Self.carried(text, .cef)),
                    "\(key) of row \(row.row.index)")
            }
        }
    }

    @Test("are read back by a strict reader of RFC 5424, one message a line")
    func syslog() throws {
        let rows = try Self.rows()
        let lines = ExportFixture.lines(ExportFixture.file(.syslog, rows))
        try #require(lines.count == rows.count)
        for (row, line) in zip(rows, lines) {
            let message = try SyslogLine(line)
            #expect(message.priority == 110 && message.identifier == "section.read")
            #expect(message.hostname == "vault.example")
            let data = try #require(message.data["kluis@32473"])
            #expect(Set(data.map(\.name)).count == data.count, "no approvals here")
            func value(_ name: String) -> String? { data.first { $0.name == name }?.value }
            #expect(value("index") == String(row.row.index))
            #expect(value("leaf") == row.row.leafHash.hex)
            for (name, text) in [
                ("actorName", row.actorName), ("organisationName", row.organisationName),
                ("subjectName", row.subjectName), ("reason", row.reason),
            ] {
                let text = try #require(text)
                #expect(
                    Self.isSame(value(name), Self.carried(text, .syslog)),
                    "\(name) of row \(row.row.index)")
            }
        }
    }

    @Test("leave the files valid", .enabled(if: PythonOracle.runs))
    func valid() throws {
        for format in [ExportFormat.fhir, .fhirBundle, .ocsf, .ecs] {
            let result = try PythonOracle.run(
                "validate-exports.py", [format.rawValue],
                input: ExportFixture.file(format, try Self.rows()))
            #expect(result.status == 0, "\(format): \(result.text.prefix(2000))")
        }
    }

    @Test("start no formula in a spreadsheet, and the guard comes off again")
    func formulas() {
        for text in Self.texts {
            let guarded = CSVLine.guarded(text)
            let first = guarded.unicodeScalars.first
            #expect(!"=+-@\t\r\n＝＋－＠".unicodeScalars.contains { $0 == first }, "\(text.prefix(20))")
            let rest = guarded.unicodeScalars.drop { $0 == "'" }.first
            let isGuarded =
                first == "'"
                && rest.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } == true
            #expect(
                Self.isSame(isGuarded ? String(guarded.unicodeScalars.dropFirst()) : guarded, text))
        }
        #expect(CSVLine.guarded("'s-Gravenhage") == "'s-Gravenhage")
        #expect(CSVLine.guarded("=1") == "'=1")
        #expect(
            CSVLine.encode(["a,b", "say \"x\"", nil, "=1"])
                == Array("\"a,b\",\"say \"\"x\"\"\",,\"'=1\"\r\n".utf8))
    }
}

@Suite("The strict readers of the tests") struct LineParserTests {
    @Test("refuse lines of CEF that the format does not have")
    func cef() throws {
        let right = "CEF:0|v|p|1|s|n|1|a=1 b=x y c=\\=\\\\\\n"
        #expect(try CEFLine(right).fields == ["a": "1", "b": "x y", "c": "=\\\n"])
        for (line, fault) in [
            ("LEEF:0|v|p|1|s|n|1|", CEFLine.Fault.prefix), ("CEF:0|v|p|1|s|n|11|", .header),
            ("CEF:0|v|p|1|s|n|", .header), ("CEF:0|v|p|1||n|1|", .header),
            ("CEF:0|v|p|1|s|n|1|a=\\q", .escape), ("CEF:0|v|p|1|s|n|1|a=1 a=2", .repeated),
            ("CEF:0|v|p|1|s|n|1|a=b=c", .pair), ("CEF:0|v|p|1|s|n|1|ä=1", .key),
            ("CEF:0|v|p|1|s|n|1|a=1\nb", .line), ("CEF:0|v|p|1|s|n|1|loose", .pair),
        ] {
            #expect(throws: fault) { try CEFLine(line) }
        }
    }

    @Test("refuse messages that RFC 5424 does not have")
    func syslog() throws {
        let right = #"<110>1 2026-11-23T03:17:50Z h a - m [x@1 a="1\"\]"][y@2] text"#
        let read = try SyslogLine(right)
        #expect(read.data == ["x@1": [.init(name: "a", value: "1\"]")], "y@2": []])
        #expect(read.message == "text")
        #expect(try SyslogLine("<0>1 2026-11-23T03:17:50Z h a - m -").data.isEmpty)
        for (line, fault) in [
            ("<192>1 2026-11-23T03:17:50Z h a - m -", SyslogLine.Fault.priority),
            ("<0110>1 2026-11-23T03:17:50Z h a - m -", .priority),
            ("<110>2 2026-11-23T03:17:50Z h a - m -", .version),
            ("<110>1 2026-11-23 h a - m -", .timestamp),
            ("<110>1 2026-11-23T03:17:50Z  a - m -", .header),
            ("<110>1 2026-11-23T03:17:50Z h é - m -", .header),
            (#"<110>1 2026-11-23T03:17:50Z h a - m [x a="1"]"#, .element),
            (#"<110>1 2026-11-23T03:17:50Z h a - m [x@1 a="1"#, .value),
            (#"<110>1 2026-11-23T03:17:50Z h a - m [x@1 a="]"]"#, .value),
            (#"<110>1 2026-11-23T03:17:50Z h a - m [x@1 a='1']"#, .parameter),
            (#"<110>1 2026-11-23T03:17:50Z h a - m [x@1]text"#, .end),
        ] {
            #expect(throws: fault) { try SyslogLine(line) }
        }
    }

    @Test("take every event, outcome and reason of the product")
    func everything() throws {
        let rows = try ExportFixture.everything()
        for line in ExportFixture.lines(ExportFixture.file(.cef, rows)) { _ = try CEFLine(line) }
        var priorities: Set<Int> = []
        for line in ExportFixture.lines(ExportFixture.file(.syslog, rows)) {
            priorities.insert(try SyslogLine(line).priority)
        }
        #expect(priorities == [110, 108, 107])
    }
}
