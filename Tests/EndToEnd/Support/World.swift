import CryptoPrimitives
import Foundation
import TestSupport
import Testing

/// A vault with its people and one dossier, made by the built program: a copy for each test.
///
/// All persons are invented. Time is moved from outside, by `scripts/at-time.sh`; each command
/// starts half a minute after the one before, on the same day.
///
/// | who | what |
/// |---|---|
/// | anna, bert | founders; anna from oversight |
/// | hans | hr of Bakkerij Voorbeeld, the employer; rita is its registrar |
/// | otto | hr of Slagerij Voorbeeld, another employer |
/// | els, nina | occupational physician and nurse of Dienst Noord |
/// | adam | advising physician of Ziekenfonds Voorbeeld |
/// | tom | treating physician of Praktijk Voorbeeld |
/// | ines, paula | inspector and physician-inspector of Toezicht Voorbeeld |
/// | vera | auditor of Toezichtsraad Voorbeeld |
/// | wim | the worker |
final class World {
    let folder: TemporaryDirectory
    /// The dossier's number.
    let dossier: String
    /// The vault's id.
    let vaultID: String
    /// The moment, as `scripts/at-time.sh` takes it.
    private(set) var now: String

    /// Copies the vault that the first test of the process made.
    convenience init() throws {
        let template = try Template.made.get()
        try self.init(
            copying: template.folder, dossier: template.dossier, vaultID: template.vaultID,
            at: template.now)
    }

    /// Copies the folder of a world that others made.
    init(copying other: TemporaryDirectory, dossier: String, vaultID: String, at now: String) throws
    {
        folder = try TemporaryDirectory()
        self.dossier = dossier
        self.vaultID = vaultID
        self.now = now
        let copied = try Tool.run("cp", ["-a", other.path + "/.", folder.path])
        try #require(copied.status == 0)
    }

    /// Takes a folder as it is: the template's own way in.
    fileprivate init(making folder: TemporaryDirectory, at day: String) {
        self.folder = folder
        dossier = ""
        vaultID = ""
        now = "\(day) 09:00:00"
    }

    /// The files of the vault.
    var vault: String { folder.path("vault") }
    var keystore: String { folder.path("vault-keystore") }
    var kek: String { folder.path("vault-keystore.key") }
    var home: String { folder.path("home") }

    /// The variables that every command of this world has.
    var environment: [String: String] {
        var variables = [
            "KLUIS_HOME": home, "KLUIS_VAULT": vault, "KLUIS_LANGUAGE": "en", "HOME": folder.path,
        ]
        if !vaultID.isEmpty { variables["KLUIS_VAULT_ID"] = vaultID }
        return variables
    }

    /// Moves to a time of a day; on the same day never back.
    func at(_ day: String, _ time: String = "09:00:00") {
        let moment = "\(day) \(time)"
        now = now.hasPrefix(day) ? max(now, moment) : moment
    }

    /// Moves on by half a minute, so that a command that took long did not end after the next begins.
    private func tick() {
        let parts = now.suffix(8).split(separator: ":").compactMap { Int($0) }
        let seconds = min(parts.reduce(0) { $0 * 60 + $1 } + 30, 86_399)
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60]
            .map { String(format: "%02d", $0) }.joined(separator: ":")
        now = "\(now.prefix(10)) \(time)"
    }

    /// The file of someone's passphrase.
    func passphraseFile(_ who: String) -> String { folder.path("pass-\(who)") }

    /// The arguments that make someone act; `who` is `handle` or `handle/role@organisation`.
    func acting(_ who: String) -> [String] {
        let handle = who.split(separator: "/").first.map(String.init) ?? who
        return ["--as", who, "--passphrase-file", passphraseFile(handle)]
    }

    /// The options for a second signer of the same machine.
    func cosigned(by handle: String) -> [String] {
        ["--cosign", handle, "--cosign-passphrase-file", passphraseFile(handle)]
    }

    /// Runs a command, however it ends.
    func attempt(
        _ who: String?, _ arguments: [String], input: String = "", under wrapper: [String] = [],
        environment more: [String: String] = [:]
    ) throws -> BuiltProgram.Ended {
        defer { tick() }
        return try BuiltProgram.run(
            arguments + (who.map(acting) ?? []),
            under: [BuiltProgram.repository.path + "/scripts/at-time.sh", now] + wrapper,
            environment: environment.merging(more) { $1 }, input: input, scratch: folder)
    }

    /// Runs a command that must succeed.
    @discardableResult
    func run(
        _ who: String?, _ arguments: String..., input: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        try run(who, arguments, input: input, sourceLocation: sourceLocation)
    }

    /// Runs a command that must succeed.
    @discardableResult
    func run(
        _ who: String?, _ arguments: [String], input: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let ended = try attempt(who, arguments, input: input)
        try #require(ended.status == 0, "\(ended)", sourceLocation: sourceLocation)
        return ended.output
    }

    /// Runs a command that must be refused, with an exit status and words that say why.
    @discardableResult
    func refuse(
        _ status: Int32, _ who: String?, _ arguments: String..., saying words: String...,
        input: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> BuiltProgram.Ended {
        try refuse(
            status, who, arguments, saying: words, input: input, sourceLocation: sourceLocation)
    }

    /// Runs a command that must be refused, with an exit status and words that say why.
    @discardableResult
    func refuse(
        _ status: Int32, _ who: String?, _ arguments: [String], saying words: [String],
        input: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> BuiltProgram.Ended {
        let ended = try attempt(who, arguments, input: input)
        #expect(ended.status == status, "\(ended)", sourceLocation: sourceLocation)
        #expect(ended.output.isEmpty, "\(ended)", sourceLocation: sourceLocation)
        for word in words {
            #expect(ended.errors.contains(word), "\(ended)", sourceLocation: sourceLocation)
        }
        return ended
    }

    /// Writes a file of the world, such as a filled-in form, and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        let path = folder.path(name)
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    /// Makes the keys of a member, in a key file at the least cost.
    func makeKeys(_ handle: String) throws {
        let passphrase = "passphrase of \(handle)"
        let path = passphraseFile(handle)
        try Data(passphrase.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try run(nil, "member", "keygen", handle, "--passphrase-file", path)
        try CheapKeyFile.make(of: "\(home)/members/\(handle).pem", passphrase: passphrase)
    }
}

/// Key files at the least cost that the product reads.
///
/// The usual cost would make every command of every test take half a second longer.
enum CheapKeyFile {
    /// Seals the keys of a file again, in place.
    static func make(of path: String, passphrase: String) throws {
        let keyFile = URL(filePath: path)
        let secret = SecretBytes(copying: Array(passphrase.utf8))
        let keys = try MemberKeyFile.decode(
            String(decoding: Data(contentsOf: keyFile), as: UTF8.self), passphrase: secret)
        let text = try MemberKeyFile.encode(
            signing: keys.signing, agreement: keys.agreement, passphrase: secret, parallelism: 1)
        let handle = try FileHandle(forWritingTo: keyFile)
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}

/// The vault that every world is a copy of, made once for the process.
private struct Template {
    let folder: TemporaryDirectory
    let dossier: String
    let vaultID: String
    let now: String

    /// The template, or why it cannot be made.
    static let made = Result { try Template() }

    private init() throws {
        folder = try TemporaryDirectory()
        let world = World(making: folder, at: "2024-01-08")
        for handle in [
            "anna", "bert", "hans", "rita", "otto", "els", "nina", "adam", "tom", "ines", "paula",
            "vera", "wim",
        ] {
            try world.makeKeys(handle)
        }
        let founded = try world.run(
            nil, "init", "--founder", "anna", "--founder", "bert", "--founder-passphrase-file",
            world.passphraseFile("anna"), "--founder-passphrase-file", world.passphraseFile("bert"),
            "--origin", "test.invalid/access-log", "--json")
        vaultID = try Self.vaultID(in: founded)
        _ = try world.file("founding.json", founded)
        try Self.people(world)
        try world.run(
            "hans", "dossier", "open", "--worker", "wim", "--employer", "bakkerij-voorbeeld",
            "--service", "dienst-noord", "--fund", "ziekenfonds-voorbeeld", "--inspectorate",
            "toezicht-voorbeeld", "--find-by", "Wim Voorbeeld")
        dossier = String(try world.run("hans", "search", "Wim Voorbeeld").prefix(9))
        now = world.now
    }

    private static func vaultID(in json: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        return try #require((object as? [String: Any])?["vault"] as? String, "\(json)")
    }

    private static func people(_ world: World) throws {
        for (name, side) in [
            ("Bakkerij Voorbeeld", "employer"), ("Slagerij Voorbeeld", "employer"),
            ("Dienst Noord", "medical"), ("Ziekenfonds Voorbeeld", "insurance"),
            ("Praktijk Voorbeeld", "medical"), ("Toezicht Voorbeeld", "inspection"),
            ("Toezichtsraad Voorbeeld", "oversight"),
        ] {
            try world.run(
                "anna",
                ["organisation", "add", name, "--side", side] + world.cosigned(by: "bert"))
        }
        for (handle, place) in [
            ("hans", "hr@bakkerij-voorbeeld"), ("rita", "registrar@bakkerij-voorbeeld"),
            ("otto", "hr@slagerij-voorbeeld"), ("els", "occupational-physician@dienst-noord"),
            ("nina", "nurse@dienst-noord"), ("adam", "advising-physician@ziekenfonds-voorbeeld"),
            ("tom", "treating-physician@praktijk-voorbeeld"),
            ("ines", "inspector@toezicht-voorbeeld"),
            ("paula", "physician-inspector@toezicht-voorbeeld"),
            ("vera", "auditor@toezichtsraad-voorbeeld"),
        ] {
            try world.run(
                "anna",
                ["member", "add", handle, "--name", "\(handle.capitalized) Voorbeeld"]
                    + world.cosigned(by: handle))
            try world.run("anna", ["appoint", handle, place] + world.cosigned(by: "bert"))
        }
        for handle in ["hans", "otto", "els", "nina", "adam", "ines", "paula"] {
            try world.run(handle, ["role-key", "make"] + world.cosigned(by: "anna"))
        }
        try world.run(
            "els",
            ["member", "add", "wim", "--worker", "--name", "Wim Voorbeeld"]
                + world.cosigned(by: "adam") + world.cosigned(by: "wim"))
    }
}
