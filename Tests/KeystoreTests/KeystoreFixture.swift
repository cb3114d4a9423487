import CryptoPrimitives
import Foundation
import Keystore
import Mediation
import Records
import TestSupport

/// A keystore in a directory of its own.
struct KeystoreFixture {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    var path: String { directory.path("keys") }
    var keyPath: String { directory.path("key") }

    func create() throws -> FileKeystore {
        try FileKeystore(creating: path, keyPath: keyPath)
    }

    func open() throws -> FileKeystore { try FileKeystore(opening: path, keyPath: keyPath) }

    /// The path of a chain's file.
    func file(of chain: ChainID) -> String {
        path + "/chains/\(Array(chain.bytes.suffix(1)).hex)/\(chain.bytes.hex).sealed"
    }

    func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Writes a file with mode 0600.
    func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    func setMode(_ mode: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    static func identifier<Subject>(_ number: Int) -> Identifier<Subject> {
        let low = (0..<10).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        return Identifier(
            at: Instant(seconds: 1_700_000_000), randomness: Array(low.reversed()))
    }

    static func dossier(_ number: Int) -> ChainID { .dossier(identifier(number)) }

    static func box(_ byte: UInt8) -> SecretBox {
        SecretBox(SecretBytes(copying: [UInt8](repeating: byte, count: 32)))
    }

    static func bytes(of box: SecretBox?) -> [UInt8]? {
        box?.secret.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }

    static var vault: VaultSecrets {
        VaultSecrets(
            vault: Digest(hashing: [1]), mediatorSeed: box(2), logSeed: box(3), indexKey: box(4),
            storageKey: box(5))
    }

    static var chain: ChainSecrets { ChainSecrets(storageKey: box(0x10), tagKey: box(0x11)) }

    static func head(_ size: UInt64, root: UInt8 = 1) -> KeptHead {
        KeptHead(size: size, root: Digest(hashing: [root]), note: Array("\(size)\n".utf8))
    }
}

/// A failure that a test makes itself.
struct Refusal: Error, Hashable {}
