import Foundation
import TestSupport
import Testing

/// The halves of a vault under different users, reached as docs/operations.md says.
@Suite("A mediator under its own user", .serialized, .enabled(if: Machine.canBecomeOthers))
struct SeparationTests {
    @Test("serves members who have no keystore, no database and no file of the vault: all at L1")
    func story() throws {
        let world = try SeparatedWorld()
        let dossier = try Self.openDossier(world)
        let status = try world.act("els", "status")
        #expect(status.contains("level L1 (accepted from L1)"), "\(status)")
        try world.act("hans", "absence", "start", dossier, "--date", "2024-01-08")
        try world.write("member/medical.yaml", Self.assessment)
        let written = try world.act(
            "els", "write", dossier, "medical-assessment", "--form",
            world.folder.path("member/medical.yaml"))
        #expect(written.contains(", L1)"), "\(written)")
        let step = try world.act("hans", "next", dossier, "--json")
        #expect(step.contains("schemaVersion"), "\(step)")
        let done = try world.act("hans", "do", dossier, "signal-four-weeks")
        #expect(done.contains("log entr"), "\(done)")
        try world.act(
            "wim", "relation", "add", dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "named by the worker")
        try world.act(
            "wim", "consent", "give", dossier, "--to", "tom", "--role", "treating-physician",
            "--section", "medical-assessment", "--for", "care", "--until", "2199-01-01")
        try world.act("els", "disclose", dossier, "medical-assessment", "--for", "care")
        let read = try world.attempt(
            .member, ["read", dossier, "medical-assessment"] + world.acting("tom"))
        #expect(read.status == 0 && read.output.contains(Self.words), "\(read)")
        #expect(read.errors.contains("(L1)"), "\(read)")
        let json = try world.act("els", "read", dossier, "medical-assessment", "--json")
        #expect(json.contains("\"level\": \"L1\""), "\(json)")
        let mine = try world.act("wim", "log", "mine", "--language", "en")
        #expect(mine.contains("treating physician") && !mine.contains("Tom"), "\(mine)")
        let refused = try world.attempt(
            .member, ["read", dossier, "medical-assessment"] + world.acting("hans"))
        #expect(refused.status == 77, "\(refused)")

        try lookAtFiles(world, dossier)
        try lookAtTraffic(world, dossier)
        try stayOut(world, dossier)
        let doctor = try world.attempt(.mediator, ["doctor", "--deep"])
        #expect(doctor.status == 0, "\(doctor)")
    }

    /// The member's process opens no file of the vault, and could open none.
    private func lookAtFiles(_ world: SeparatedWorld, _ dossier: String) throws {
        let output = world.folder.path("member/trace")
        let traced = try world.traced(
            ["read", dossier, "medical-assessment"] + world.acting("els"),
            ["-e", "trace=%file", "-o", output])
        #expect(traced.status == 0, "\(traced)")
        let text = String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self)
        #expect(text.contains("member/home/state"), "strace saw nothing")
        let vault = world.folder.path("mediator")
        let touching = text.split(separator: "\n").filter { $0.contains(vault) }
        #expect(touching.isEmpty, "\(touching)")
        for path in ["vault/records.sqlite", "keystore/vault.sealed", "keystore.key", "vault"] {
            let cat = try world.tool(.member, "cat", "\(vault)/\(path)")
            #expect(cat.status != 0 && cat.output.isEmpty, "\(path) can be read")
            #expect(try world.tool(.mediator, "ls", "\(vault)/\(path)").status == 0, "\(path)")
        }
    }

    /// What crosses between the halves is ciphertext.
    private func lookAtTraffic(_ world: SeparatedWorld, _ dossier: String) throws {
        for arguments in [
            ["read", dossier, "medical-assessment"],
            [
                "write", dossier, "medical-assessment", "--revise", "latest", "--form",
                world.folder.path("member/medical.yaml"),
            ],
        ] {
            let output = world.folder.path("member/traffic")
            let traced = try world.traced(
                arguments + world.acting("els"),
                ["-xx", "-s", "1000000", "-e", "trace=sendto,read", "-o", output])
            #expect(traced.status == 0, "\(traced)")
            let text = String(
                decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self)
            let bytes = try Self.traffic(in: text)
            // The search would find words: those of the protocol's own labels.
            #expect(bytes.firstRange(of: Array("vault/v1/signed-request".utf8)) != nil)
            #expect(bytes.firstRange(of: Array("vault/v1/signed-reply".utf8)) != nil)
            for planted in [Self.words, "niet tillen", "passphrase of"] {
                #expect(bytes.firstRange(of: Array(planted.utf8)) == nil, "\(planted) crossed")
            }
        }
    }

    /// The bytes that a trace shows on the descriptor of the socket.
    private static func traffic(in text: String) throws -> [UInt8] {
        let lines = text.split(separator: "\n")
        let sent = try #require(lines.first { $0.hasPrefix("sendto(") })
        let descriptor = sent.dropFirst("sendto(".count).prefix(while: \.isNumber)
        var bytes: [UInt8] = []
        for line in lines
        where line.hasPrefix("sendto(\(descriptor),") || line.hasPrefix("read(\(descriptor),") {
            let quoted = line.split(separator: "\"").dropFirst().first ?? ""
            bytes += quoted.split(separator: "\\x").compactMap { UInt8($0, radix: 16) }
        }
        return bytes
    }

    /// The ways around: other arguments, other commands, the own process, root.
    private func stayOut(_ world: SeparatedWorld, _ dossier: String) throws {
        for more in [["mediate", "--vault", "/tmp"], ["doctor"], ["log", "publish", "/tmp/x"]] {
            let ended = try world.tool(
                .member, "sudo", "--non-interactive", "--user", "kluis-mediator", world.program,
                more[0], more.count > 1 ? more[1] : "--json")
            #expect(ended.status != 0 && ended.output.isEmpty, "\(more)")
        }
        let read = ["read", dossier, "medical-assessment"] + world.acting("els")
        let vault = world.folder.path("mediator/vault")
        let direct = try world.attempt(
            .member, read + ["--vault", vault], ["KLUIS_MEDIATOR": ""])
        #expect([66, 69].contains(direct.status) && direct.output.isEmpty, "\(direct)")
        // The environment does not lead the mediator elsewhere.
        let led = try world.attempt(
            .member, read, ["KLUIS_KEYSTORE": "/tmp", "KLUIS_VAULT_ID": world.vaultID])
        #expect(led.status == 0, "\(led)")
        // Root could read the keystore: no level is claimed, and this vault refuses.
        try world.shell("cp -r member/home root-home")
        let root = try world.attempt(.root, read)
        #expect(root.status == 78 && root.output.isEmpty, "\(root)")
        #expect(root.errors.contains("the mediator stands at L0, the vault accepts L1"), "\(root)")
    }

    @Test("claims L1 only for another user than its own and root's, and refuses an open keystore")
    func levels() throws {
        let world = try SeparatedWorld()
        // A second vault, which accepts L0, shows which level is claimed.
        let places = [
            "--vault", world.folder.path("mediator/second"), "--keystore",
            world.folder.path("mediator/second-keystore"), "--kek",
            world.folder.path("mediator/second.key"),
        ]
        let founding = world.folder.path("mediator/founding")
        try world.shell("mkdir mediator/founding && cp -r member/home/members mediator/founding/")
        try world.shell("cp member/pass-anna mediator/ && chown -R 61101:61101 mediator")
        let passphrase = world.folder.path("mediator/pass-anna")
        let json = try world.run(
            .mediator,
            [
                "init", "--practice-of-one", "--founder", "anna", "--founder-passphrase-file",
                passphrase, "--policies", world.folder.path("policies"),
                "--json",
            ] + places, ["KLUIS_HOME": founding])
        try world.shell(
            "sed -i 's/vault$/second/; s/keystore$/second-keystore/; s/keystore.key$/second.key/' mediator/.config/kluis/config"
        )
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let second = ["KLUIS_VAULT_ID": try #require(object?["vault"] as? String)]
        let status = ["status", "--json"]
        let member = try world.run(.member, status + world.acting("anna"), second)
        #expect(member.contains("\"level\": \"L1\""), "\(member)")
        try world.shell("cp -r member/home root-home")
        let root = try world.run(.root, status + world.acting("anna"), second)
        #expect(root.contains("\"level\": \"L0\""), "\(root)")
        let acting = ["--as", "anna", "--passphrase-file", passphrase]
        // The first vault refuses its mediator's own user as a member.
        let first = try world.attempt(
            .mediator,
            status + acting + [
                "--vault", world.folder.path("mediator/vault"), "--keystore",
                world.folder.path("mediator/keystore"), "--kek",
                world.folder.path("mediator/keystore.key"),
            ], ["KLUIS_HOME": founding])
        #expect(first.status == 78 && first.output.isEmpty, "\(first)")
        #expect(first.errors.contains("the vault accepts L1 at least"), "\(first)")
        for command in ["", "\(world.program) mediate"] {
            let own = try world.run(
                .mediator, status + acting, ["KLUIS_HOME": founding, "KLUIS_MEDIATOR": command])
            #expect(own.contains("\"level\": \"L0\""), "\(own)")
        }
        // Through a pipe the mediator does not know who is at the other end.
        let piped = try world.run(
            .member, status + world.acting("anna"),
            second.merging(["KLUIS_MEDIATOR": "cat | \(world.mediator) | cat"]) { $1 })
        #expect(piped.contains("\"level\": \"L0\""), "\(piped)")
        for (path, mode) in [("mediator/second-keystore", 750), ("mediator/second.key", 640)] {
            try world.shell("chmod \(mode) \(path)")
            let exposed = try world.attempt(.member, status + world.acting("anna"), second)
            #expect(exposed.status == 69 && exposed.output.isEmpty, "\(exposed)")
            #expect(exposed.errors.contains("other users can reach it"), "\(exposed)")
            try world.shell("chmod go-rwx \(path)")
        }
        try world.run(.member, status + world.acting("anna"), second)
    }

    /// Admits organisations and people, and opens a dossier, all through the mediator.
    private static func openDossier(_ world: SeparatedWorld) throws -> String {
        for (name, side) in [
            ("Bakkerij Voorbeeld", "employer"), ("Dienst Noord", "medical"),
            ("Praktijk Voorbeeld", "medical"), ("Ziekenfonds Voorbeeld", "insurance"),
        ] {
            try world.run(
                .member,
                ["organisation", "add", name, "--side", side] + world.acting("anna")
                    + world.cosigned(by: "bert"))
        }
        for (handle, place) in [
            ("hans", "hr@bakkerij-voorbeeld"), ("els", "occupational-physician@dienst-noord"),
            ("tom", "treating-physician@praktijk-voorbeeld"),
            ("adam", "advising-physician@ziekenfonds-voorbeeld"),
        ] {
            try world.makeKeys(handle)
            try world.run(
                .member,
                ["member", "add", handle, "--name", "\(handle.capitalized) Voorbeeld"]
                    + world.acting("anna") + world.cosigned(by: handle))
            try world.run(
                .member,
                ["appoint", handle, place] + world.acting("anna") + world.cosigned(by: "bert"))
        }
        for handle in ["hans", "els", "adam"] {
            try world.run(
                .member, ["role-key", "make"] + world.acting(handle) + world.cosigned(by: "anna"))
        }
        try world.makeKeys("wim")
        try world.run(
            .member,
            ["member", "add", "wim", "--worker", "--name", "Wim Voorbeeld"] + world.acting("els")
                + world.cosigned(by: "adam") + world.cosigned(by: "wim"))
        try world.act(
            "hans", "dossier", "open", "--worker", "wim", "--employer", "bakkerij-voorbeeld",
            "--service", "dienst-noord", "--regime", "be-2022", "--find-by", "Wim Voorbeeld")
        return String(try world.act("hans", "search", "Wim Voorbeeld").prefix(9))
    }

    private static let words = "words that only physicians read"
    private static let assessment = """
        examined-on: 2024-01-15
        findings: |-
          \(words)
        capacities: |-
          niet tillen boven 5 kg
        decision: a

        """
}
