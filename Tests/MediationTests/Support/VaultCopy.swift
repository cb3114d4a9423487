import Foundation
import RecordStoreSQLite
import TestSupport
import VaultFixture

/// Copies of the record store and of the keystore, as a backup or a thief has them.
struct VaultCopy {
    /// What is copied.
    enum Part: String {
        case records = "vault"
        case keystore
    }

    private let folder: TemporaryDirectory

    /// Copies both parts of a vault, after moving the journal into the database.
    init(of vault: TestVault) throws {
        folder = try TemporaryDirectory()
        try vault.store.scrub()
        for part in [Part.records, .keystore] {
            try FileManager.default.copyItem(
                atPath: vault.directory.appending(path: part.rawValue).path,
                toPath: folder.path(part.rawValue))
        }
    }

    /// Where a copy lies.
    func path(of part: Part) -> String { folder.path(part.rawValue) }

    /// Puts a copy in the place of what is there, while nobody uses the vault.
    func restore(_ part: Part, to vault: TestVault) throws {
        try vault.store.close()
        let target = vault.directory.appending(path: part.rawValue).path
        try FileManager.default.removeItem(atPath: target)
        try FileManager.default.copyItem(atPath: path(of: part), toPath: target)
    }
}
