import CryptoPrimitives
import Foundation
import KluisCommands
import Testing

/// What a user sees of hostile files: one line that begins with `error: `, hints, and the exit status
/// of docs/commands.md; nothing that a terminal obeys, and nothing of what a file holds beyond a word.
@Suite("Hostile files on the command line")
struct HostileFileTests {
    private static let policies = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "policies").path()

    /// Runs a command in an empty home and checks the form of what it says.
    private func check(
        _ arguments: [String], status: CommandStatus, hides secret: String? = nil,
        environment: [String: String] = ["HOME": "/nonexistent"]
    ) {
        let run = Run(arguments, environment: environment)
        #expect(run.status == status.rawValue, "\(run.errors)")
        let lines = run.errors.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first?.hasPrefix("error: ") == true, "\(run.errors)")
        #expect(
            lines.dropFirst().dropLast().allSatisfy { $0.hasPrefix("hint: ") }, "\(run.errors)")
        #expect(lines.last?.isEmpty == true)
        #expect(run.output.isEmpty)
        #expect(run.errors.utf8.count < 8000)
        #expect(
            run.errors.unicodeScalars.allSatisfy {
                $0 == "\n"
                    || $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value)
                        && !(0x202a...0x202e).contains($0.value)
            }, "\(run.errors)")
        if let secret { #expect(!run.errors.contains(secret), "\(run.errors)") }
    }

    /// Texts that are no data file, each with the words of a person somewhere.
    private static let hostileTexts: [[UInt8]] = [
        [], [0], [0xff, 0xfe, 0x41], Array("Wim".utf8) + [0xc0, 0x80],
        Array("\u{1b}[2J\"Wim Voorbeeld is ziek\": &a [*a, *a]\n".utf8),
        Array("\"Wim Voorbeeld is ziek\": 1\n\"Wim Voorbeeld is ziek\": 2\n".utf8),
        Array("\"\\e[31mWim\\u202e\": 1\n".utf8), Array("<<: {a: b}\n".utf8),
        Array("!!python/object/apply:os.system [\"true\"]\n".utf8),
        Array("%YAML 1.1\n---\na: b\n".utf8), Array("a: b\n---\nc: d\n".utf8),
        Array(repeating: 0x5b, count: 200_000),
        Array("- ".utf8) + Array(repeating: 0x7b, count: 999),
        Array(String(repeating: "? ", count: 100_000).utf8),
        Array("a: \(String(repeating: "x", count: 300_000))\n".utf8),
        Array(repeating: 0x0a, count: 2 << 20),
        Array("worker-name: [Wim Voorbeeld is ziek]\n".utf8),
    ]

    @Test(
        "a form that is none is status 65, and nothing of it is repeated", arguments: hostileTexts)
    func forms(text: [UInt8]) throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/plan.yaml"
            try Files.write(text, to: path)
            check(
                ["form", "check", "plan", path, "--policies", Self.policies], status: .badData,
                hides: "ziek")
        }
    }

    @Test("a policy that is none is status 65", arguments: hostileTexts)
    func policies(text: [UInt8]) throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/mine.yaml"
            try Files.write(text, to: path)
            check(["policy", "check", path], status: .badData)
            try Files.write(try Files.read("\(Self.policies)/access/be-2022.yaml"), to: path)
            let cases = "\(directory)/other.yaml"
            try Files.write(text, to: cases)
            check(["policy", "check", path, "--cases", cases], status: .badData)
        }
    }

    @Test("a file that is not there is status 66, a directory in its place too")
    func missing() throws {
        try withTemporaryDirectory { directory in
            check(["policy", "check", "\(directory)/none"], status: .noInput)
            check(["policy", "check", directory], status: .noInput)
            check(["log", "verify", "\(directory)/none"], status: .noInput)
            check(["log", "verify", directory, "--vkey", "\(directory)/none"], status: .noInput)
        }
    }

    @Test(
        "a configuration that is none is status 78, whatever the command",
        arguments: [
            [0xff], Array("vault\n".utf8), Array("\u{1b}[2Jas = x\n".utf8),
            Array("as = a\nas = b\n".utf8), Array(repeating: 0x78, count: 70_000),
            Array("\(String(repeating: "k", count: 60_000)) = 1\n".utf8), [0, 0, 0],
            Array("language = klingon\n".utf8),
        ] as [[UInt8]])
    func configuration(text: [UInt8]) throws {
        try withTemporaryDirectory { directory in
            try Files.makeDirectory("\(directory)/kluis")
            try Files.write(text, to: "\(directory)/kluis/config")
            check(
                ["form", "list", "--policies", Self.policies], status: .configuration,
                environment: ["HOME": directory, "XDG_CONFIG_HOME": directory])
        }
    }

    private static let vkey =
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

    @Test(
        "a proof that is none, or not of this log, is status 20",
        arguments: [
            [], [0xff, 0x0a, 0x0a], Array("c2sp.org/tlog-proof@v1\nindex 1\n\nx\n".utf8),
            Array("c2sp.org/tlog-proof@v1\nindex 18446744073709551615\n\nx\n\n".utf8),
            Array("\u{1b}[2J\n\n".utf8), Array(repeating: 0x0a, count: 1 << 20),
            Array(
                "c2sp.org/tlog-proof@v1\nextra e30=\nindex 0\n\nexample.com/foo\n1\n\(String(repeating: "A", count: 43))=\n\n\u{2014} example.com/foo Uw2QOgAAAAA=\n"
                    .utf8),
        ] as [[UInt8]])
    func proofs(text: [UInt8]) throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/1.tlog-proof"
            try Files.write(text, to: path)
            check(["log", "verify", path, "--vkey", Self.vkey], status: .verificationFailed)
        }
    }

    @Test(
        "a directory whose checkpoint is none is status 20",
        arguments: [
            nil, [], [0xff], Array("example.com/foo\n1\nx\n\n\u{2014} a b\n".utf8),
            Array(repeating: 0x0a, count: 2 << 20), Array("\u{1b}]0;x\u{07}\n\n".utf8),
        ] as [[UInt8]?])
    func directories(checkpoint: [UInt8]?) throws {
        try withTemporaryDirectory { directory in
            if let checkpoint { try Files.write(checkpoint, to: "\(directory)/checkpoint") }
            check(["log", "verify", directory, "--vkey", Self.vkey], status: .verificationFailed)
        }
    }

    @Test(
        "a key of a log that is none is status 65",
        arguments: [
            [], [0xff],
            Array("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k".utf8),
            Array("\u{1b}[2J+0+x".utf8), Array(repeating: 0x2b, count: 4000),
        ] as [[UInt8]])
    func logKeys(text: [UInt8]) throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/log.vkey"
            try Files.write(text, to: path)
            check(["log", "verify", directory, "--vkey", path], status: .badData)
        }
    }

    @Test("a draft that is none is status 65, and is not changed", arguments: hostileTexts)
    func drafts(text: [UInt8]) throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/draft.txt"
            try Files.write(text, to: path)
            for command in ["sign", "submit"] {
                check([command, path], status: .badData, hides: "ziek")
            }
            let lines = ["-----BEGIN KLUIS DRAFT-----", "AAAA", "-----END KLUIS DRAFT-----", ""]
            try Files.write(Array(lines.joined(separator: "\n").utf8), to: path)
            check(["sign", path], status: .badData)
            #expect(try Files.read(path) == Array(lines.joined(separator: "\n").utf8))
        }
    }

    @Test("a key file that is none, or costs too much, is told in one line")
    func keyFiles() throws {
        try withTemporaryDirectory { directory in
            let passphrase = "\(directory)/passphrase"
            try Files.write(Array("a long passphrase\n".utf8), to: passphrase)
            let options = ["--home", "\(directory)/home", "--passphrase-file", passphrase]
            let made = Run(["member", "keygen", "els"] + options)
            try #require(made.status == 0, "\(made.errors)")
            let path = "\(directory)/home/members/els.pem"
            let text = String(decoding: try Files.read(path), as: UTF8.self)
            let block = text.split(separator: "\n").filter { !$0.hasPrefix("-") }
            // N = 2^14 stands in the first line of the base64; another cost is refused unread.
            var costly = try #require(Base64.decode(block.prefix(block.count / 2).joined()))
            let place = try #require(
                costly.indices.first { costly[$0...].starts(with: [0x02, 0x02, 0x40, 0x00]) })
            costly[place + 2] = 0x7f
            let dear =
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\(Base64.encode(costly).prefix(64))\n"
            let hostile: [[UInt8]] = [
                [], [0xff], Array(dear.utf8), Array(text.dropLast(3).utf8),
                Array((text + text).utf8), Array(repeating: 0x0a, count: 20_000),
                Array(text.replacing("KEY", with: "\u{212a}EY").utf8),
                Array("\u{1b}[2J\n".utf8) + Array(text.utf8),
            ]
            for bytes in hostile {
                try Files.write(bytes, to: path)
                let run = Run(["unlock", "--as", "els"] + options)
                #expect(run.status == CommandStatus.badData.rawValue, "\(run.errors)")
                #expect(run.errors.hasPrefix("error: "))
                #expect(!run.errors.contains("\u{1b}"))
                #expect(!run.errors.contains(".swift"), "\(run.errors)")
            }
        }
    }
}
