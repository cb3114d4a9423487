import Foundation
import TestSupport
import Testing

/// No identifier and no name in what an auditor carries away, and nothing to join two exports by.
@Suite("An auditor's exports") struct ExportLeakTests {
    private static let formats = [
        "fhir", "fhir-bundle", "dicom", "ocsf", "ecs", "cef", "syslog", "csv", "json",
    ]

    private let world: World

    init() throws {
        world = try World()
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        try world.run(
            "els", "dossier", "index", world.dossier, "85.07.30-033.28")
        try world.run(
            "wim", "read", world.dossier, "medical-notes", "--reason", "nieuwsgierig gelezen")
        try world.refuse(77, "hans", "read", world.dossier, "medical-notes", saying: "floor/F1")
        try world.run("otto", "organisation", "list")
    }

    /// The identifiers in what a command prints with `--json`.
    private func identifiers(_ who: String, _ arguments: String...) throws -> [String] {
        let text = try world.run(who, arguments + ["--json"])
        let form = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
        return Array(Set(text.matches(of: form).map { String($0.output) }))
    }

    /// What may not be found: who and what the vault is about.
    private func planted() throws -> [PlantedValue] {
        var values = [
            PlantedValue("worker's name", "Wim Voorbeeld"),
            PlantedValue("physician's name", "Els Voorbeeld"),
            PlantedValue("employer's name", "Bakkerij Voorbeeld"),
            PlantedValue("national number", "85.07.30-033.28"),
            PlantedValue("national number without dots", "85073003328"),
            PlantedValue("reason", "nieuwsgierig gelezen"),
            PlantedValue("dossier's number", world.dossier),
        ]
        let members = try identifiers("anna", "member", "list")
        #expect(members.count >= 13)
        let employers = try ["bakkerij-voorbeeld", "slagerij-voorbeeld"].flatMap {
            try identifiers("anna", "organisation", "show", $0).prefix(1)
        }
        let dossiers = try identifiers("wim", "dossier", "list")
        let sections = try identifiers("wim", "history", world.dossier, "medical-notes")
        #expect(employers.count == 2 && !dossiers.isEmpty && !sections.isEmpty)
        for (name, list) in [
            ("member", members), ("employer", employers), ("dossier", dossiers),
            ("section", sections),
        ] {
            values += try list.map { try #require(PlantedValue(name, identifier: $0)) }
        }
        return values
    }

    @Test("hold no identifier, name or reason in any common encoding")
    func leaks() throws {
        let planted = try planted()
        let services = try identifiers("anna", "organisation", "show", "dienst-noord")
        let service = try #require(services.first)
        for format in Self.formats {
            let path = world.folder.path("export-\(format)")
            try world.run("vera", "log", "export", "--format", format, "--output", path)
            let data = try #require(FileManager.default.contents(atPath: path))
            for value in planted {
                let found = value.found(in: data)
                #expect(found.isEmpty, "\(value.name) \(value.text) as \(found) in \(format)")
            }
            // The same search finds what is there on purpose: a service, which tells of no worker.
            let clear = try #require(PlantedValue("service", identifier: service))
            #expect(clear.found(in: data).contains("text"), "\(format)")
            // And what somebody would add, in each encoding.
            for value in planted.suffix(3) {
                for encoding in value.encodings {
                    let found = value.found(in: data + [0x20] + encoding.bytes)
                    #expect(found.contains(encoding.name), "\(value.name), \(encoding.name)")
                }
            }
        }
    }

    @Test("of one period have no tag in common, and each has one tag for one person")
    func tags() throws {
        var exports: [[[String: Any]]] = []
        for name in ["first", "second"] {
            let path = world.folder.path(name)
            try world.run("vera", "log", "export", "--format", "json", "--output", path)
            exports.append(
                try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
                    try #require(
                        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
                })
        }
        func tags(_ rows: [[String: Any]]) -> Set<String> {
            var tags: Set<String> = []
            for row in rows {
                for name in ["actor", "subject", "record", "organisation"] {
                    // An organisation in clear has hyphens.
                    if let text = row[name] as? String, text.count == 32 { tags.insert(text) }
                }
                tags.formUnion(row["approvals"] as? [String] ?? [])
            }
            return tags
        }
        let (first, second) = (tags(exports[0]), tags(exports[1]))
        #expect(first.count > 15 && second.count >= first.count)
        #expect(first.isDisjoint(with: second))
        // Row by row they say the same, and whoever is the same in one is so in the other.
        var same: [String: String] = [:]
        for (left, right) in zip(exports[0], exports[1]) {
            #expect(left["leafHash"] as? String == right["leafHash"] as? String)
            for name in ["actor", "subject", "record"] {
                guard let tag = left[name] as? String else { continue }
                let other = try #require(right[name] as? String)
                #expect(same.updateValue(other, forKey: tag).map { $0 == other } ?? true)
            }
        }
        #expect(Set(same.values).count == same.count)
        // Nor do they have a tag in common with the log itself.
        let directory = world.folder.path("log")
        try world.run(nil, "log", "publish", directory)
        let files = try #require(
            FileManager.default.enumerator(atPath: directory + "/tile/entries"))
        var published = ""
        for case let file as String in files {
            let data = FileManager.default.contents(atPath: "\(directory)/tile/entries/\(file)")
            published += String(decoding: data ?? Data(), as: UTF8.self)
        }
        #expect(published.contains("\"who\":\""))
        #expect(!first.contains { published.contains($0) })
    }
}
