import Foundation
import TestSupport
import Testing

/// No identifier, name or content in clear where it does not belong.
///
/// A story is played with values that occur nowhere else; then every place is searched for them.
@Suite("Values that were planted", .serialized) struct LeakTests {
    private static let planted = [
        PlantedValue("worker's name", "Zoë Wachtwoordenaar"),
        PlantedValue("national number", "85073003328"),
        PlantedValue("national number with dots", "85.07.30-033.28"),
        PlantedValue("diagnosis", "hernia discalis kérateuze"),
        PlantedValue("capacity", "draagt geen zandzakjes"),
        PlantedValue("reason of a reading", "gelezen voor het spreekuur"),
        PlantedValue("evidence of a consent", "formulier uit de blauwe map"),
        PlantedValue("source of a relation", "genoemd bij de koffietafel"),
        PlantedValue("reason of a case", "klacht van drie buren"),
        PlantedValue("search text", "Onvindbaar Gezochteling"),
        PlantedValue("address", "Doolhofkronkel 77, 9999 Nergenshuizen"),
        PlantedValue("passphrase of els", "passphrase of els"),
        PlantedValue("passphrase of wim", "passphrase of wim"),
    ]

    private static func value(_ name: String) -> String {
        planted.first { $0.name == name }?.text ?? ""
    }

    @Test("would be found in each encoding, wherever they begin")
    func control() {
        for value in Self.planted {
            let utf8 = Array(value.text.utf8)
            for offset in 0..<4 {
                let before = [UInt8](repeating: 0x41, count: offset)
                func finds(_ bytes: [UInt8], _ name: String) {
                    let data = Data(before + bytes + [0x42, 0x42])
                    #expect(value.found(in: data).contains(name), "\(value.name), \(name)")
                }
                finds(utf8, "UTF-8")
                finds(Array(value.text.data(using: .utf16LittleEndian) ?? Data()), "UTF-16LE")
                finds(Array(value.text.data(using: .utf16BigEndian) ?? Data()), "UTF-16BE")
                finds(Array(value.text.data(using: .isoLatin1) ?? Data()), "Latin-1")
                finds(Array(value.text.uppercased().utf8), "upper case")
                finds(Array(value.text.lowercased().utf8), "lower case")
                finds(utf8.reversed(), "reversed")
                finds(Array(utf8.map { String(format: "%02x", $0) }.joined().utf8), "hexadecimal")
                finds(
                    Array(utf8.map { String(format: "%02X", $0) }.joined().utf8),
                    "capital hexadecimal")
                let escaped = value.text.addingPercentEncoding(
                    withAllowedCharacters: .alphanumerics)
                finds(
                    Array(
                        (escaped ?? "").replacing("%2E", with: ".").replacing("%2D", with: "-").utf8
                    ),
                    "percent")
                // Base64 of something that holds the value.
                let whole = Data(before + utf8 + [0x42, 0x42]).base64EncodedString()
                let names = value.found(in: Data(whole.utf8))
                #expect(names.contains("base64 at \(offset % 3)"), "\(value.name): \(names)")
            }
        }
        #expect(
            PlantedValue("", "Zoë").found(in: Data(#"{"name":"Zo\u00eb"}"#.utf8)) == ["JSON"])
    }

    @Test("are in no file of vault, keystore, log, state and temporary folders, and in no error")
    func story() throws {
        let world = try World()
        var said: [String] = []
        let temporary = world.folder.path("temporary")
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: false)

        /// Runs a command; what it says on standard error is kept.
        @discardableResult
        func run(_ status: Int32, _ who: String?, _ arguments: String...) throws -> String {
            for more in status == 0 ? [[]] : [[], ["--json"]] {
                let ended = try world.attempt(
                    who, arguments + more, environment: ["TMPDIR": temporary])
                try #require(ended.status == status, "\(ended)")
                said.append(ended.errors)
                if more.isEmpty && status == 0 { return ended.output }
            }
            return ""
        }

        try world.makeKeys("zoe")
        world.at("2024-01-15")
        try world.run(
            "els",
            ["member", "add", "zoe", "--worker", "--name", Self.value("worker's name")]
                + world.cosigned(by: "adam") + world.cosigned(by: "zoe"))
        try run(
            0, "hans", "dossier", "open", "--worker", "zoe", "--employer", "bakkerij-voorbeeld",
            "--service", "dienst-noord", "--find-by", Self.value("worker's name"))
        let found = try run(0, "hans", "search", Self.value("worker's name"))
        let dossier = String(found.prefix(9))
        try run(
            0, "els", "dossier", "index", dossier, Self.value("national number with dots"))
        try run(0, "els", "search", Self.value("national number"))
        try run(66, "els", "search", Self.value("search text"))
        let medical = try world.file("medical.yaml", Self.assessment)
        try run(0, "els", "write", dossier, "medical-assessment", "--form", medical)
        let request = try world.file("request.yaml", Self.request)
        try run(0, "hans", "absence", "start", dossier, "--date", "2024-01-08")
        try run(0, "zoe", "do", dossier, "request-by-worker", "--form", request)
        try run(
            0, "els", "relation", "add", dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", Self.value("source of a relation"))
        try run(
            0, "els", "consent", "record", dossier, "--to", "tom", "--role", "treating-physician",
            "--section", "medical-assessment", "--for", "care", "--until", "2024-07-01",
            "--evidence", Self.value("evidence of a consent"))
        try run(0, "els", "disclose", dossier, "medical-assessment", "--for", "care")
        let read = try run(
            0, "tom", "read", dossier, "medical-assessment", "--reason",
            Self.value("reason of a reading"))
        #expect(read.contains(Self.value("diagnosis")))
        try run(
            0, "ines", "inspect", "open", "bakkerij-voorbeeld", "--reason",
            Self.value("reason of a case"))
        let mine = try run(0, "zoe", "log", "mine")
        #expect(!mine.isEmpty)
        try run(0, "zoe", "status")

        // What goes wrong speaks of it no more than what goes well.
        try run(77, "hans", "read", dossier, "medical-assessment")
        try run(66, "otto", "search", Self.value("worker's name"))
        let wrong = try world.file(
            "wrong.yaml", Self.assessment + "\(Self.value("capacity")): [unended\n")
        try run(65, "els", "write", dossier, "medical-assessment", "--form", wrong)
        let unknown = try world.file(
            "unknown.yaml",
            Self.assessment.replacing("decision: a", with: "decision: \(Self.value("capacity"))"))
        try run(65, "els", "write", dossier, "medical-assessment", "--form", unknown)
        try world.run(nil, "log", "publish", world.folder.path("log"))

        for (number, text) in said.enumerated() {
            for value in Self.planted {
                let names = value.found(in: Data(text.utf8))
                #expect(names.isEmpty, "\(value.name) in message \(number): \(text)")
            }
        }
        try search(world, said: said)
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
    }

    /// Looks through every file but the key files.
    private func search(_ world: World, said: [String]) throws {
        var files = try world.storedFiles().filter { !$0.path.hasSuffix(".pem") }
        let walk = try #require(
            FileManager.default.enumerator(atPath: world.folder.path("log")))
        for case let name as String in walk {
            if let data = FileManager.default.contents(atPath: world.folder.path("log/\(name)")) {
                files.append((path: "log/\(name)", bytes: Array(data)))
            }
        }
        #expect(files.contains { $0.path == "log/checkpoint" })
        #expect(files.contains { $0.path == "vault/records.sqlite" && $0.bytes.count > 100_000 })
        for (path, bytes) in files {
            let data = Data(bytes)
            for value in Self.planted {
                let names = value.found(in: data)
                #expect(names.isEmpty, "\(value.name) as \(names) in \(path)")
            }
        }
        // The same search finds what is there in clear on purpose: a policy and a role.
        let database = try #require(files.first { $0.path == "vault/records.sqlite" })
        let clear = PlantedValue("role", "occupational-physician")
        #expect(clear.found(in: Data(database.bytes)).contains("UTF-8"))
    }

    @Test(
        "are written to no file that a command makes outside of vault and home",
        .enabled(if: Machine.canTrace))
    func made() throws {
        let fault = try FaultWorld()
        let world = fault.world
        for act in Act.allCases {
            let trace = try world.traced(
                act.actor, act.arguments(in: fault),
                watching: ["openat", "open", "creat", "memfd_create", "mkdir", "mknod"])
            #expect(trace.ended.status == 0, "\(trace.ended)")
            let made = trace.text.split(separator: "\n").filter {
                $0.contains("O_CREAT") || $0.contains("memfd_create") || $0.contains("mkdir(")
                    || $0.contains("O_TMPFILE")
            }
            #expect(made.count > 3)
            let places = [world.vault, world.keystore, world.home].map { "\"\($0)/" }
            let elsewhere = made.filter { line in
                // faketime's own shared memory holds a clock.
                !places.contains { line.contains($0) } && !line.contains("/dev/shm/faketime")
                    && !line.contains("/dev/shm/sem.") && !line.contains(world.home + "\"")
            }
            #expect(elsewhere.isEmpty, "\(act): \(elsewhere)")
        }
    }

    private static let assessment = """
        examined-on: 2024-01-15
        findings: |-
          \(value("diagnosis"))
        capacities: |-
          \(value("capacity"))
        decision: a

        """

    private static let request = """
        requester: worker
        worker-name: \(value("worker's name"))
        birth-date: 1980-05-17
        worker-address: \(value("address"))
        employer-name: Bakkerij Voorbeeld
        employer-address: Voorbeeldplein 2, 1000 Brussel
        agreed-work: bakker
        incapacity-start: 2024-01-08
        ground: own-request
        fund-name: Ziekenfonds Voorbeeld
        fund-address: Voorbeeldlaan 3, 1000 Brussel
        fund-email: info@ziekenfonds.invalid
        signed-on: 2024-01-15
        signed-by: \(value("worker's name"))

        """
}
