internal import CryptoPrimitives
internal import Records
internal import RecordStore

extension VaultAudit {
    /// Opens every chain, and then judges all statements again in the order of the log, as if they
    /// came now: signatures and authority by what stood before them.
    mutating func checkStatements() throws {
        var all: [StoredStatement] = []
        for chain in known.values {
            do {
                let stored = try chains.chain(chain)
                all += stored?.statements ?? []
                report.check(.table(.statement), count: stored?.statements.count ?? 0)
            } catch MediatorError.rolledBack {
                report.add(
                    AuditFinding(
                        .statement, chain.place, "it is older than the keystore has it"))
            } catch is MediatorError {
                report.add(
                    AuditFinding(
                        .statement, chain.place, "a statement does not open or does not link"))
            } catch is RecordStoreError {
                report.add(AuditFinding(.statement, chain.place, "a row cannot be read"))
            } catch is SecretStoreError {
                report.add(AuditFinding(.keystore, chain.place, "its keys cannot be read"))
            }
        }
        try guarding(.statement) { audit in
            try audit.reading.forEachRow(of: .statement) { row in
                guard case .statement(let row) = row, audit.known[row.chain] == nil else { return }
                audit.report.add(
                    AuditFinding(
                        .statement, "statement \(row.sequence) of a chain",
                        "the keystore has no such chain"))
            }
        }
        for statement in all.sorted(by: { $0.logIndex < $1.logIndex }) { judge(statement) }
    }

    private mutating func judge(_ stored: StoredStatement) {
        let signed = stored.signed
        let place = "\(signed.statement.chain.place), statement \(stored.sequence)"
        if claims.updateValue(stored.hash, forKey: stored.logIndex) != nil {
            report.add(AuditFinding(.statement, place, "another row claims its log entry"))
        }
        do throws(AuthorityError) {
            if case .founding = signed.statement.body {
                directory = try Directory(founding: signed)
                return
            }
            guard var directory else { throw .chain }
            if signed.statement.chain.kind != .dossier {
                try directory.apply(signed, logIndex: stored.logIndex)
                self.directory = directory
                return
            }
            guard let id = DossierID(signed.statement.chain.bytes) else { throw .chain }
            try DossierRecord.checkAuthority(
                of: signed, record: dossiers[id], directory: directory,
                day: day(signed.statement.time))
            if case .dossier = signed.statement.body {
                dossiers[id] = try DossierRecord(opening: signed)
            } else {
                try dossiers[id]?.apply(signed)
            }
        } catch {
            report.add(
                AuditFinding(
                    .statement, place, "those who signed may not state it: \(error.rawValue)"))
        }
    }
}
