import CryptoPrimitives
import Keystore
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Sealing
import VaultFixture

extension TestVault {
    /// Every wrap of a dossier, opened with the mediator's key of its rows: more than any thief of
    /// the database has.
    func wraps(of dossier: DossierID) throws -> [WrapRecord] {
        let key = try keystore.chain(.dossier(dossier)).storageKey
        return try store.read { reading in
            var wraps: [WrapRecord] = []
            try reading.forEachRow(of: .wrap) { row in
                guard case .wrap(let row) = row else { return }
                let place = [
                    row.key.section.bytes, row.key.version.eightBytes, row.key.grant.bytes,
                    row.key.roleEpoch.eightBytes,
                ]
                let bytes = try RowSeal.open(
                    row.sealed, key: key.secret, table: "wrap", keyColumns: place)
                wraps.append(try SignedWrap(canonical: bytes).wrap)
            }
            return wraps
        }
    }
}

extension UInt64 {
    /// The 8 bytes, most significant first.
    var eightBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - $0 * 8)) } }
}
