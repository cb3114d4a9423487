import CommandSupport
import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog
import WitnessService

@Suite("The key of a witness") struct WitnessKeyTests {
    private let folder: TemporaryDirectory
    private let file: WitnessKeyFile

    init() throws {
        folder = try TemporaryDirectory()
        file = WitnessKeyFile(path: folder.path("w.key"))
    }

    private func passphrase(_ text: String = "a passphrase") -> SecretBytes {
        SecretBytes(copying: Array(text.utf8))
    }

    @Test("is two files, of which only its owner reads one, and opens under its passphrase")
    func create() throws {
        let vkey = try file.create(name: "witness.example/w1", passphrase: passphrase())
        #expect(vkey.type == .cosignature && vkey.name == "witness.example/w1")
        #expect(Files.status(folder.path("w.key"))?.mode == 0o600)
        #expect(try file.publicKey() == vkey)
        #expect(try file.open(passphrase: passphrase()).verifierKey == vkey)
        #expect(throws: CommandFailure.self) { try file.open(passphrase: passphrase("another")) }
        #expect(throws: FileFailure.self) {
            try file.create(name: "witness.example/w1", passphrase: passphrase())
        }
    }

    @Test("is a file that openssl reads")
    func openssl() throws {
        let vkey = try file.create(name: "witness.example/w1", passphrase: passphrase())
        let ended = try Tool.run(
            "openssl",
            [
                "pkey", "-in", folder.path("w.key"), "-passin", "pass:a passphrase", "-pubout",
                "-outform", "DER",
            ])
        #expect(ended.status == 0)
        #expect(Array(ended.output.suffix(32)) == vkey.publicKey)
    }

    @Test("is refused when it is another's, when others may read it, and when its name is none")
    func refused() throws {
        _ = try file.create(name: "witness.example/w1", passphrase: passphrase())
        for name in ["", "a b", "a+b"] {
            #expect(throws: CommandFailure.self) {
                try WitnessKeyFile(path: folder.path("x")).create(
                    name: name, passphrase: passphrase())
            }
        }
        let other = try TestKeys.cosigner("witness.example/w1", 3)
        try Data("\(other)\n".utf8).write(to: URL(filePath: file.publicPath))
        #expect(throws: CommandFailure.self) { try file.open(passphrase: passphrase()) }
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o640], ofItemAtPath: folder.path("w.key"))
        #expect(throws: CommandFailure.self) { try file.open(passphrase: passphrase()) }
    }
}
