import CryptoPrimitives
import Foundation
import Keystore
import Mediation
import Records
import TestSupport
import Testing

@Suite("The file of the key-encryption key")
struct KeyFileTests {
    private typealias Fixture = KeystoreFixture
    private let fixture: KeystoreFixture

    init() throws { fixture = try KeystoreFixture() }

    private func code(_ body: () throws -> Void) -> SecretStoreError.Code? {
        do { try body() } catch { return (error as? SecretStoreError)?.code }
        return nil
    }

    @Test("it is text of three lines, and each keystore has another")
    func form() throws {
        _ = try fixture.create()
        let text = String(decoding: try fixture.read(fixture.keyPath), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 4 && lines[3].isEmpty)
        #expect(lines[0] == "kluis key-encryption key 1")
        #expect(lines[1].split(separator: " ").map(\.count) == [Int](repeating: 8, count: 8))
        #expect(lines[2].count == 16)
        let other = try KeystoreFixture()
        _ = try other.create()
        #expect(try other.read(other.keyPath) != fixture.read(fixture.keyPath))
    }

    @Test("a key that was typed in again opens, with capitals and other spaces")
    func typed() throws {
        let keystore = try fixture.create()
        try keystore.create(Fixture.vault)
        let text = String(decoding: try fixture.read(fixture.keyPath), as: UTF8.self)
        var lines = text.split(separator: "\n").map(String.init)
        lines[1] = lines[1].uppercased().replacingOccurrences(of: " ", with: "")
        for ending in ["\n", "\r\n", "\n\n"] {
            let typed = [lines[0], lines[1], lines[2]].joined(separator: "\n") + ending
            try fixture.write(Array(typed.utf8), to: fixture.keyPath)
            _ = try fixture.open().vaultSecrets()
        }
    }

    @Test("one wrong character anywhere is refused")
    func wrongCharacter() throws {
        _ = try fixture.create()
        let original = try fixture.read(fixture.keyPath)
        for index in original.indices {
            for character in Array("0x7 ".utf8) where original[index] != character {
                var changed = original
                changed[index] = character
                // A space too many between digits is how people type.
                if original[index] == 0x20 && character == 0x0d { continue }
                try fixture.write(changed, to: fixture.keyPath)
                let code = code { _ = try fixture.open() }
                #expect(code != nil && code != .inputOutput, "at \(index)")
            }
        }
    }

    @Test("a key file that is missing, empty, cut off or of another kind is named as such")
    func otherFiles() throws {
        _ = try fixture.create()
        let original = try fixture.read(fixture.keyPath)
        for count in 0..<original.count - 1 {
            try fixture.write(Array(original.prefix(count)), to: fixture.keyPath)
            #expect(throws: SecretStoreError(.truncated, .key), "\(count) bytes") {
                try fixture.open()
            }
        }
        try fixture.write(Array("-----BEGIN PRIVATE KEY-----\n\n\n".utf8), to: fixture.keyPath)
        #expect(throws: SecretStoreError(.foreign, .key)) { try fixture.open() }
        let later = String(decoding: original, as: UTF8.self).replacingOccurrences(
            of: "key 1", with: "key 12")
        try fixture.write(Array(later.utf8), to: fixture.keyPath)
        #expect(throws: SecretStoreError(.newerFormat, .key)) { try fixture.open() }
        try FileManager.default.removeItem(atPath: fixture.keyPath)
        #expect(throws: SecretStoreError(.missing, .key)) { try fixture.open() }
    }

    @Test("directory and files are the owner's alone, whatever the umask")
    func modes() async throws {
        let (path, keyPath) = (fixture.path, fixture.keyPath)
        await #expect(processExitsWith: .success) {
            [path = path as String, keyPath = keyPath as String] in
            umask(0)
            let keystore = try FileKeystore(creating: path, keyPath: keyPath)
            try keystore.create(KeystoreFixture.vault)
            try keystore.create(KeystoreFixture.chain, for: .vault)
            try keystore.replace(head: KeystoreFixture.head(1), durably: false)
            try keystore.rotateKey()
            var paths = [path, keyPath]
            for name in try #require(FileManager.default.enumerator(atPath: path)) {
                paths.append(path + "/" + (try #require(name as? String)))
            }
            #expect(paths.count == 8)
            for path in paths {
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                let isDirectory = attributes[.type] as? FileAttributeType == .typeDirectory
                #expect(attributes[.posixPermissions] as? Int == (isDirectory ? 0o700 : 0o600))
            }
        }
    }

    @Test("what others can reach is refused, and the error says how to mend it")
    func exposed() throws {
        let keystore = try fixture.create()
        try keystore.create(Fixture.vault)
        for mode in [0o640, 0o604, 0o620, 0o602] {
            try fixture.setMode(mode, of: fixture.keyPath)
            let error = #expect(throws: SecretStoreError.self) { try fixture.open() }
            #expect(error == SecretStoreError(.exposed, .key))
            #expect(error?.description.contains("`chmod 600`") == true)
        }
        try fixture.setMode(0o600, of: fixture.keyPath)
        try fixture.setMode(0o644, of: fixture.path + "/vault.sealed")
        #expect(throws: SecretStoreError(.exposed, .vault)) { try fixture.open().vaultSecrets() }
        try fixture.setMode(0o600, of: fixture.path + "/vault.sealed")
        for mode in [0o750, 0o705, 0o710] {
            try fixture.setMode(mode, of: fixture.path)
            let error = #expect(throws: SecretStoreError.self) { try fixture.open() }
            #expect(error == SecretStoreError(.exposed, .directory))
            #expect(error?.description.contains("`chmod 700`") == true)
        }
        try fixture.setMode(0o700, of: fixture.path)
        _ = try fixture.open().vaultSecrets()
    }

    @Test("a link in the place of a file is not followed")
    func links() throws {
        let keystore = try fixture.create()
        try keystore.create(Fixture.vault)
        let path = fixture.path + "/vault.sealed"
        try FileManager.default.moveItem(atPath: path, toPath: fixture.directory.path("moved"))
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: fixture.directory.path("moved"))
        #expect(throws: SecretStoreError(.foreign, .vault)) { try keystore.vaultSecrets() }
    }

    @Test("no description of an error holds a path or an identifier")
    func descriptions() throws {
        let codes: [SecretStoreError.Code] = [
            .missing, .alreadyExists, .truncated, .foreign, .olderFormat, .newerFormat,
            .misplaced, .otherKey, .damaged, .exposed, .notPermitted, .readOnly, .full, .conflict,
            .inputOutput, .cryptography,
        ]
        let descriptions = codes.map { SecretStoreError($0, .chain).description }
        #expect(Set(descriptions).count == codes.count)
        for description in descriptions {
            #expect(description.hasPrefix("keystore, secrets of a chain: "))
            #expect(!description.contains("/"))
        }
    }
}
