internal import CryptoPrimitives
package import Records
package import RecordStore
internal import Sealing

/// Recomputes all that a vault holds: every row opens at its place under the key of its chain, every
/// signature, link and authority, every manifest, wrap and content, the log from its leaves to its
/// signed head, every sealed detail, every index that can be computed.
///
/// It reads one state of the store and changes nothing.
package struct VaultAudit {
    let secrets: any SecretStore
    let day: @Sendable (Instant) -> CivilDate
    let reading: any RecordReading
    let chains: ChainReader
    /// The chains that the keystore has, by the 16 bytes that rows name them by.
    var known: [[UInt8]: ChainID] = [:]
    var report = AuditReport()
    /// The directory, folded in the order of the log.
    var directory: Directory?
    /// The dossiers, folded in the order of the log.
    var dossiers: [DossierID: DossierRecord] = [:]
    /// The log entry that each statement and manifest claims, with the hash it must hold.
    var claims: [UInt64: Digest] = [:]
    /// The dossier of each section, with the manifest hash of each version.
    var sections: [SectionID: AuditedSection] = [:]

    /// A section that was gone through.
    struct AuditedSection {
        let dossier: DossierID
        var manifests: [UInt64: Manifest] = [:]
        /// The grants under which each version has a wrap.
        var wrapped: [UInt64: Set<GrantID>] = [:]
    }

    private init(
        reading: any RecordReading, secrets: any SecretStore,
        day: @escaping @Sendable (Instant) -> CivilDate
    ) {
        self.reading = reading
        self.secrets = secrets
        chains = ChainReader(reading, secrets: secrets)
        self.day = day
    }

    /// Goes through a vault.
    ///
    /// - Parameters:
    ///   - store: The record store.
    ///   - secrets: The keystore.
    ///   - day: The civil day of a moment in the vault's jurisdiction.
    ///   - progress: Is told how many of the steps are done, and of how many.
    /// - Returns: What was checked and what differs.
    /// - Throws: What keeps the store from being read at all.
    package static func run(
        store: any RecordStore, secrets: any SecretStore,
        day: @escaping @Sendable (Instant) -> CivilDate,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> AuditReport {
        try store.read { reading in
            var audit = Self(reading: reading, secrets: secrets, day: day)
            let steps: [(inout Self) throws -> Void] = [
                { try $0.checkKeystore() }, { try $0.checkStatements() },
                { try $0.checkVersions() }, { try $0.checkWraps() }, { try $0.checkLog() },
                { try $0.checkRest() },
            ]
            for (done, step) in steps.enumerated() {
                progress(done, steps.count)
                try step(&audit)
            }
            return audit.report
        }
    }

    /// Runs a check whose failure to read a row is itself what was looked for.
    mutating func guarding(
        _ table: RecordTable, _ body: (inout Self) throws -> Void
    ) throws {
        do {
            try body(&self)
        } catch RecordStoreError.damaged {
            report.add(AuditFinding(table, "a row", "the engine cannot read it"))
        }
    }

    private mutating func checkKeystore() throws {
        let founding = try reading.meta(.founding)
        do throws(SecretStoreError) {
            let own = try secrets.vaultSecrets()
            report.check(.keystore)
            if founding.map({ Digest(hashing: $0) }) != own.vault {
                report.add(
                    AuditFinding(.meta, "founding", "it is not the vault of the keystore"))
            }
            for chain in try secrets.chains() {
                report.check(.keystore)
                known[chain.bytes] = chain
                do throws(SecretStoreError) {
                    _ = try chains.secrets(of: chain)
                } catch {
                    report.add(AuditFinding(.keystore, chain.place, "\(error)"))
                }
            }
        } catch {
            report.add(AuditFinding(.keystore, error.file.rawValue, "\(error)"))
        }
    }

    /// The secrets of a chain; `nil`, with a finding, when they cannot be read.
    mutating func secrets(of chain: ChainID, for table: RecordTable) -> ChainSecrets? {
        do throws(SecretStoreError) {
            return try chains.existingSecrets(of: chain)
        } catch {
            report.add(AuditFinding(table, chain.place, "the keystore refuses its keys"))
            return nil
        }
    }
}

extension ChainID {
    /// The chain by kind and short code.
    var place: String {
        let code = Identifier<Named.Dossier>(bytes)?.short ?? ""
        return kind == .vault ? "chain of the vault" : "chain of \(kind.rawValue) \(code)"
    }
}
