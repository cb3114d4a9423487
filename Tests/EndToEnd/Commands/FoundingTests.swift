import Foundation
import TestSupport
import Testing

@Suite("Keys, founding and the health of a vault") struct FoundingTests {
    private let world: World

    init() throws { world = try World() }

    @Test("openssl opens both keys of a key file with the passphrase, and not without")
    func keyFile() throws {
        let path = world.folder.path("pass-kim")
        try Data("a passphrase\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let made = try world.json(nil, "member", "keygen", "kim", "--passphrase-file", path)
        let file = try made.text("keyFile")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let end = "-----END ENCRYPTED PRIVATE KEY-----\n"
        let blocks = text.components(separatedBy: end).dropLast().map { $0 + end }
        #expect(blocks.count == 2)
        for (block, name) in zip(blocks, ["ED25519", "X25519"]) {
            let arguments = ["pkey", "-passin", "file:\(path)", "-noout", "-text"]
            let opened = try Tool.run("openssl", arguments, input: Array(block.utf8))
            #expect(opened.status == 0 && opened.text.contains(name), "\(opened.text)")
            let member = name == "ED25519" ? "signingKey" : "agreementKey"
            let bytes = opened.text.components(separatedBy: "pub:").last ?? ""
            #expect(try bytes.filter(\.isHexDigit) == made.text(member))
            let wrong = try Tool.run(
                "openssl", ["pkey", "-passin", "pass:wrong", "-noout"], input: Array(block.utf8))
            #expect(wrong.status != 0)
        }
        try world.refuse(
            73, nil, "member", "keygen", "kim", "--passphrase-file", path, saying: "already")
        try world.refuse(
            64, nil, "member", "keygen", "Kim!", "--passphrase-file", path, saying: "no handle")
    }

    @Test("a passphrase comes from a private file or a descriptor, and is never asked for here")
    func passphrases() throws {
        try world.refuse(78, nil, "status", "--as", "els", saying: "--passphrase-file")
        let wrong = try world.file("wrong", "wrong\n")
        try world.refuse(
            78, nil, "status", "--as", "els", "--passphrase-file", wrong, saying: "chmod 600")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: wrong)
        try world.refuse(
            65, nil, "status", "--as", "els", "--passphrase-file", wrong,
            saying: "not the passphrase of `els`")
        try world.refuse(
            66, nil, "status", "--as", "els", "--passphrase-file", wrong + "-missing",
            saying: "there is no")
        let given = try world.attempt(
            nil, ["status", "--as", "els", "--passphrase-fd", "0"], input: "passphrase of els\n")
        #expect(given.status == 0, "\(given)")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o640], ofItemAtPath: "\(world.home)/members/els.pem")
        try world.refuse(78, "els", "status", saying: "others may read the key file", "chmod 600")
    }

    @Test("a vault is founded once, by two founders or as a practice of one that says so")
    func founding() throws {
        func found(_ more: [String], vault: String) throws -> BuiltProgram.Ended {
            try world.attempt(
                nil, ["init", "--origin", "praktijk.invalid/log"] + more,
                environment: ["KLUIS_VAULT": vault, "KLUIS_VAULT_ID": ""])
        }
        let anna = ["--founder", "anna", "--founder-passphrase-file", world.passphraseFile("anna")]
        let there = try found(anna + ["--practice-of-one"], vault: world.vault)
        #expect(there.status == 73 && there.errors.contains("not empty"), "\(there)")
        let alone = try found(anna, vault: world.folder.path("practice"))
        #expect(alone.status == 64 && alone.errors.contains("two founders"), "\(alone)")
        let path = world.folder.path("practice")
        let made = try found(anna + ["--practice-of-one", "--json"], vault: path)
        #expect(made.status == 0 && made.errors.contains("proved against the floor"), "\(made)")
        let id = try JSONObject(made.output).text("vault")
        let status = try world.attempt(
            "anna", ["status", "--json"], environment: ["KLUIS_VAULT": path, "KLUIS_VAULT_ID": id])
        #expect(try JSONObject(status.output)["isPracticeOfOne"] as? Bool == true)
        let other = try world.attempt(
            "anna", ["status"], environment: ["KLUIS_VAULT": path])
        #expect(other.status == 20 && other.errors.contains("another vault answers"), "\(other)")
    }

    @Test(
        "status says the level, the notices and who acts; a mediator's own process changes nothing")
    func status() throws {
        let own = try world.json("wim", "status")
        #expect(try own.text("level") == "L0" && own.text("role") == "worker")
        #expect(try own.list("notices").count == 2)
        let mediator = "\(BuiltProgram.path) mediate --vault \(world.vault)"
        let apart = try world.json("wim", "status", "--mediator", mediator)
        #expect(try apart.text("vault") == own.text("vault"))
        try world.refuse(69, "wim", "status", "--mediator", "false", saying: "mediator")
        let shown = try world.run("anna", "status")
        #expect(shown.contains("acting: anna, founder"))
    }

    @Test("doctor looks quickly or deeply, and says what is wrong and how to mend it")
    func doctor() throws {
        #expect(try world.json(nil, "doctor")["isHealthy"] as? Bool == true)
        let deep = try world.json(nil, "doctor", "--deep")
        #expect(deep["isHealthy"] as? Bool == true && deep["findings"] as? [String] == [])
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: world.kek)
        let ended = try world.attempt(nil, ["doctor"])
        #expect(ended.status == 20 && ended.output.contains("fail  keystore"), "\(ended)")
        #expect(ended.output.contains("chmod 600 \(world.kek)"), "\(ended)")
        try world.refuse(
            64, nil, "doctor", "--deep", "--mediator", "false", saying: "the vault's files")
    }
}
