import CryptoPrimitives
import Foundation
import TestSupport
import Testing

@Suite("An export of the log by the built program") struct LogExportTests {
    private static let formats = [
        "fhir", "fhir-bundle", "dicom", "ocsf", "ecs", "cef", "syslog", "csv", "json",
    ]

    private let world: World

    init() throws {
        world = try World()
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        try world.run("wim", "read", world.dossier, "medical-notes")
        try world.refuse(77, "hans", "read", world.dossier, "medical-notes", saying: "floor/F1")
    }

    /// Exports as the auditor; the file and the summary.
    private func export(
        _ format: String, _ more: String..., to name: String
    ) throws -> (bytes: Data, summary: JSONObject) {
        let path = world.folder.path(name)
        let text = try world.run(
            "vera", ["log", "export", "--format", format, "--output", path, "--json"] + more)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        return (bytes, try JSONObject(text))
    }

    /// The rows of an export in the format `json`.
    private func rows(_ more: String..., to name: String) throws -> [[String: Any]] {
        let path = world.folder.path(name)
        try world.run(
            "vera", ["log", "export", "--format", "json", "--output", path] + more)
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try #require(
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test("is a private file with a summary, in every format, and replaces nothing")
    func formats() throws {
        for format in Self.formats {
            let (bytes, summary) = try export(format, to: "all.\(format)")
            let path = world.folder.path("all.\(format)")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            #expect(try summary.text("sha256") == Digest(hashing: Array(bytes)).hex)
            #expect(try summary.number("size") == bytes.count)
            #expect(try summary.number("first") == 0)
            let count = try summary.number("rows")
            #expect(try summary.number("last") == count - 1 && count > 30)
            let lines = bytes.count { $0 == 0x0a }
            switch format {
            case "csv": #expect(lines == count + 1)
            case "fhir-bundle": #expect(lines == count + 2)
            default: #expect(lines == count)
            }
            try world.refuse(
                73, "vera", "log", "export", "--format", format, "--output", path,
                saying: "is there already")
            #expect(FileManager.default.contents(atPath: path) == bytes)
            let leftovers = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
                .filter { $0.hasSuffix(".tmp") }
            #expect(leftovers.isEmpty)
        }
    }

    @Test("passes the validators of others", .enabled(if: PythonOracle.runs))
    func valid() throws {
        for format in ["fhir", "fhir-bundle", "ocsf", "ecs"] {
            let (bytes, _) = try export(format, to: format)
            let result = try PythonOracle.run(
                "validate-exports.py", [format], input: Array(bytes))
            #expect(result.status == 0, "\(result.text.prefix(2000))")
        }
    }

    @Test("goes to standard output as to a file, with the summary beside it")
    func standardOutput() throws {
        let arguments = ["log", "export", "--format", "cef", "--output", "-"]
        let ended = try world.attempt("vera", arguments)
        #expect(ended.status == 0 && ended.output.hasPrefix("CEF:0|kluis|"))
        #expect(ended.errors.hasPrefix("note: exported "))
        #expect(
            ended.output.split(separator: "\n").allSatisfy {
                $0.hasPrefix("CEF:0|kluis|") && $0.contains(" cs1Label=tlog-leaf")
            })
        try world.refuse(
            64, "vera", "log", "export", "--format", "cef", "--output", "-", "--json",
            saying: "--json prints a summary")
    }

    @Test("of the own entries has organisation and reason, the own name and no colleague's")
    func own() throws {
        try world.run("els", "read", world.dossier, "medical-notes", "--reason", "=1+1 spreekuur")
        for format in ["csv", "json", "fhir"] {
            let path = world.folder.path("mine.\(format)")
            let summary = try world.json(
                "wim", "log", "mine", "--format", format, "--output", path)
            let bytes = try #require(FileManager.default.contents(atPath: path))
            #expect(try summary.text("sha256") == Digest(hashing: Array(bytes)).hex)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("Wim Voorbeeld") && text.contains("Dienst Noord"))
            #expect(text.contains(format == "csv" ? "\"'=1+1 spreekuur\"" : "\"=1+1 spreekuur\""))
            #expect(!text.contains("Els Voorbeeld") && !text.contains("Hans Voorbeeld"))
            try world.refuse(
                73, "wim", "log", "mine", "--format", format, "--output", path,
                saying: "is there already")
            guard format == "fhir", PythonOracle.runs else { continue }
            let result = try PythonOracle.run(
                "validate-exports.py", [format], input: Array(bytes))
            #expect(result.status == 0, "\(result.text.prefix(2000))")
        }
        try world.refuse(
            64, "wim", "log", "mine", "--format", "csv",
            saying: "--output goes together with --format")
    }

    @Test("is for those who oversee the log, and for nobody else")
    func refused() throws {
        for who in ["els", "hans", "wim"] {
            let path = world.folder.path("stolen-\(who)")
            try world.refuse(
                77, who, "log", "export", "--format", "json", "--output", path, saying: "rule:")
            #expect(!FileManager.default.fileExists(atPath: path))
        }
        try world.refuse(
            64, "vera", "log", "export", "--format", "banana", "--output", "x", saying: "banana")
        try world.refuse(
            64, "vera", "log", "export", "--format", "csv", "--subject", "wim", "--output", "x",
            saying: "--reason")
        try world.refuse(
            73, "vera", "log", "export", "--format", "csv", "--output",
            world.folder.path("no/such/folder"), saying: "the directory is missing")
    }

    @Test("is one of the four views, and of a period")
    func views() throws {
        let all = try rows(to: "all")
        let worker = try rows("--subject", "wim", "--reason", "complaint 12", to: "worker")
        let member = try rows("--employee", "els", to: "member")
        #expect(worker.count < all.count && !worker.isEmpty)
        #expect(worker.contains { $0["event"] as? String == "section.read" })
        #expect(Set(worker.compactMap { $0["subject"] as? String }).count == 1)
        #expect(Set(member.compactMap { $0["actor"] as? String }).count == 1)
        #expect(member.contains { $0["event"] as? String == "section.write" })
        #expect(try rows("--from", "2024-01-09", to: "later").isEmpty)
        #expect(try rows("--until", "2024-01-07", to: "before").isEmpty)
        let exported = try rows("--day", "2024-01-08", to: "day")
        #expect(exported.count > all.count, "the exports before it are entries too")
        // The reason stands in the sealed detail, which the worker reads, and in no export.
        #expect(try world.run("wim", "log", "mine").contains("complaint 12"))
        #expect(!exported.contains { $0["reason"] != nil })
    }

    @Test("is an entry of the log, and its rows are what a stranger finds in the published log")
    func proof() throws {
        let path = world.folder.path("export")
        let summary = try world.json(
            "vera", "log", "export", "--format", "json", "--output", path)
        let series = try summary.number("series")
        #expect(try summary.number("rows") == series)
        let shown = try world.json("vera", "log", "show", String(series))
        let entry = try #require(shown["entry"] as? [String: Any])
        #expect(entry["event"] as? String == "log.export")

        let directory = world.folder.path("log")
        try world.run(nil, "log", "publish", directory)
        let key = try JSONObject(
            String(contentsOfFile: world.folder.path("founding.json"), encoding: .utf8)
        ).text("logKey")
        let size = try world.json(nil, "log", "verify", directory, "--vkey", key).number("size")
        let bundle = try #require(
            FileManager.default.contents(atPath: "\(directory)/tile/entries/000.p/\(size)"))
        var leaves: [String] = []
        var rest = Array(bundle)[...]
        while let high = rest.popFirst(), let low = rest.popFirst() {
            let length = Int(high) << 8 | Int(low)
            leaves.append(Digest(hashing: [0], Array(rest.prefix(length))).hex)
            rest = rest.dropFirst(length)
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for line in text.split(separator: "\n") {
            let row = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let index = try #require(row["index"] as? Int)
            #expect(row["leafHash"] as? String == leaves[index])
        }
    }
}
