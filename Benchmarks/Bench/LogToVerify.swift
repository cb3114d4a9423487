import CryptoPrimitives
import Foundation
import KluisCommands
import RecordStore
import RecordStoreSQLite
import Records
import TransparencyLog
import VaultClient
import VaultFixture
import Yardstick

/// A log in a store and in a published directory.
struct LogToVerify {
    private let vault: TestVault
    private let key: VerifierKey
    private let directory: String
    let size: Int

    init(entries: Int, _ directory: String) throws {
        let vault = try TestVault()
        try Filling(vault).fill(versions: 0, entries: entries)
        let founding = try vault.session(vault.founders[0]).founding()
        key = try VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)
        size = Int(try vault.store.read { try $0.logState()?.size ?? 0 })
        self.directory = directory
        self.vault = vault
        _ = try LogPublisher(directory: directory).publish(
            vault.store, founding: founding, now: LogTime.latest, progress: { _, _ in })
    }

    func verifyStore() throws -> Double {
        try seconds {
            try vault.store.read { reading in
                guard let state = try reading.logState() else { throw RecordStoreError.damaged }
                let log = StoredLog(reading, state)
                try verify { try log.bytes(of: $0) }
            }
        }
    }

    func verifyDirectory() throws -> Double {
        try seconds { try verify { try Files.read("\(directory)/\($0.path)") } }
    }

    private func verify(_ read: @escaping (LogFile) throws -> [UInt8]) throws {
        let verified = try DirectoryVerifier(origin: key.name, logKeys: [key]).verify(read: read)
        precondition(verified.entriesRead == UInt64(size), "every entry was verified")
    }

    func scanStore() -> Double {
        let path = vault.directory.appending(path: "vault/records.sqlite").path
        return unsafe yardstick_scan_store(path, size)
    }

    func scanDirectory() -> Double { unsafe yardstick_scan_directory(directory, size) }
}
