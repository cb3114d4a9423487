import Foundation
import TestSupport
import Testing

/// A world in which everything can go wrong: a section, a consent, a disclosure.
///
/// els wrote two versions of a medical assessment; wim consents that tom, his treating physician,
/// reads it, and els disclosed the second one to him.
struct FaultWorld {
    let world: World
    /// The code of the consent.
    let consent: String

    /// What stands in it.
    static let text = "planted words of an assessment"

    /// A copy of the one that the first test of the process made.
    init() throws {
        let made = try Made.once.get()
        world = try World(
            copying: made.folder, dossier: made.dossier, vaultID: made.vaultID, at: made.now)
        consent = made.consent
    }

    /// What is made once for the process.
    private struct Made: Sendable {
        let folder: TemporaryDirectory
        let dossier: String
        let vaultID: String
        let now: String
        let consent: String

        static let once = Result { try Made(FaultWorld(making: World())) }

        private init(_ fault: FaultWorld) {
            folder = fault.world.folder
            dossier = fault.world.dossier
            vaultID = fault.world.vaultID
            now = fault.world.now
            consent = fault.consent
        }
    }

    private init(making world: World) throws {
        self.world = world
        world.at("2024-01-15")
        let dossier = world.dossier
        try world.run("hans", "absence", "start", dossier, "--date", "2024-01-08")
        let form = try world.file("medical.yaml", Self.assessment)
        let write = ["write", dossier, "medical-assessment", "--form", form]
        try world.run("els", write)
        try world.run("els", write + ["--revise", "latest"])
        try world.run(
            "wim", "relation", "add", dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "named by the worker")
        try world.run(
            "wim", "consent", "give", dossier, "--to", "tom", "--role", "treating-physician",
            "--section", "medical-assessment", "--for", "care", "--until", "2024-07-01")
        let list = try world.run("wim", "consent", "list", dossier)
        consent = try #require(
            list.split(separator: "\n").dropFirst().first?.split(separator: " ").first.map(
                String.init))
        try world.run("els", "disclose", dossier, "medical-assessment", "--for", "care")
        _ = try world.file("request.yaml", Self.request)
    }

    private static let assessment = """
        examined-on: 2024-01-15
        findings: |-
          \(text)
        capacities: |-
          niet tillen boven 5 kg
        decision: a

        """

    private static let request = """
        requester: worker
        worker-name: Wim Voorbeeld
        birth-date: 1980-05-17
        worker-address: Voorbeeldstraat 1, 1000 Brussel
        employer-name: Bakkerij Voorbeeld
        employer-address: Voorbeeldplein 2, 1000 Brussel
        agreed-work: bakker
        incapacity-start: 2024-01-08
        ground: own-request
        fund-name: Ziekenfonds Voorbeeld
        fund-address: Voorbeeldlaan 3, 1000 Brussel
        fund-email: info@ziekenfonds.invalid
        signed-on: 2024-01-15
        signed-by: Wim Voorbeeld

        """
}

/// A command that changes a vault, and what must be true of it.
enum Act: String, CaseIterable, CustomStringConvertible {
    case read
    case write
    case step = "do"
    case disclose
    case withdraw = "consent withdraw"

    var description: String { rawValue }

    /// Who does it.
    var actor: String {
        switch self {
        case .read, .write, .disclose: "els"
        case .step, .withdraw: "wim"
        }
    }

    /// The command.
    func arguments(in fault: FaultWorld) -> [String] {
        let world = fault.world
        let dossier = world.dossier
        let form = world.folder.path("medical.yaml")
        switch self {
        case .read: return ["read", dossier, "medical-assessment"]
        case .write:
            return ["write", dossier, "medical-assessment", "--revise", "latest", "--form", form]
        case .step:
            return [
                "do", dossier, "request-by-worker", "--form", world.folder.path("request.yaml"),
            ]
        case .disclose:
            return ["disclose", dossier, "medical-assessment", "--version", "1", "--for", "care"]
        case .withdraw: return ["consent", "withdraw", dossier, fault.consent]
        }
    }
}

extension World {
    /// What a query says of the record store, whose last user closed it.
    func query(_ sql: String) throws -> [String] {
        let result = try Tool.run(
            "sqlite3",
            [
                "file:\(vault)/records.sqlite?immutable=1",
                sql.replacingOccurrences(of: "\n", with: " "),
            ])
        try #require(result.status == 0, "\(sql)")
        return result.text.split(separator: "\n").map(String.init)
    }

    /// The leaves of the open bundle, which is the whole log here.
    func leaves() throws -> [String] {
        try query("SELECT CAST(leaf AS TEXT) FROM log_tail ORDER BY idx")
    }

    /// The event, act and result of leaves.
    static func events(_ leaves: some Sequence<String>) throws -> [String] {
        try leaves.map { leaf in
            let object = try JSONSerialization.jsonObject(with: Data(leaf.utf8)) as? [String: Any]
            return ["ev", "act", "res"].map { object?[$0] as? String ?? "" }.joined(separator: " ")
        }
    }

    /// The number of section versions in the store.
    func versionCount() throws -> Int {
        try #require(try query("SELECT count(*) FROM version").first.flatMap { Int($0) })
    }

    /// The files of vault, keystore and home, each with its bytes.
    func storedFiles() throws -> [(path: String, bytes: [UInt8])] {
        var files: [(String, [UInt8])] = []
        for root in ["vault", "vault-keystore", "home"] {
            let walk = FileManager.default.enumerator(atPath: folder.path(root))
            for case let name as String in try #require(walk) {
                let path = "\(root)/\(name)"
                guard let data = FileManager.default.contents(atPath: folder.path(path)) else {
                    continue
                }
                files.append((path, Array(data)))
            }
        }
        return files
    }
}
