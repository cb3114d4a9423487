import Mediation
import Records
import VaultClient
import VaultFixture

/// Those who oversee a vault of the tests.
struct Overseers {
    let vault: TestVault
    let auditor: (person: TestVault.Person, appointment: AppointmentID)
    let officer: (person: TestVault.Person, appointment: AppointmentID)

    init(_ vault: TestVault) throws {
        self.vault = vault
        let place = try vault.organisation(.oversight, "Toezicht Voorbeeld")
        auditor = try vault.colleague(.auditor, in: place, "Auditor Voorbeeld")
        officer = try vault.colleague(.dataProtectionOfficer, in: place, "Officer Voorbeeld")
    }

    var auditing: Session { vault.session(auditor.person, as: auditor.appointment) }
    var protecting: Session { vault.session(officer.person, as: officer.appointment) }

    /// All rows of a view, read as one series.
    func rows(
        _ use: ReadAudit.Use = .view, _ selection: ReadAudit.Selection = .all,
        from: Instant? = nil, until: Instant? = nil, reason: String = "",
        by session: Session? = nil
    ) throws -> [AuditEntry] {
        var rows: [AuditEntry] = []
        try (session ?? auditing).forEachAuditPage(
            use, selection, from: from, until: until, reason: reason
        ) { page in
            rows += page.entries
            return true
        }
        return rows
    }

    /// States a decision of both founders.
    @discardableResult
    func decide(
        _ measure: LogDecision.Measure, days: Int64 = 14, signers: Int = 2
    ) throws -> AppendReceipt {
        let founders = vault.founders
        let decision = LogDecision(
            measure, reason: "test", expires: vault.clock.now.adding(seconds: days * 86_400))
        return try vault.session(founders[0]).append(
            [.decision(decision)],
            cosigners: signers == 2 ? [Signer(founders[1].keys, appointment: nil)] : [])
    }

    /// A review of entries.
    func review(
        _ entries: [UInt64], _ kind: Review.Kind = .alert, rule: UInt64? = 1
    ) -> Review {
        Review(
            kind: kind, verdict: .justified, rule: rule, entries: entries, from: nil, until: nil,
            configuration: vault.vault, seed: nil, remark: "looked at")
    }
}

/// Runs something that should be refused, and gives the rules that refuse; none when it is done.
func refusingRules(_ body: () throws -> Void) -> [String] {
    do {
        try body()
        return []
    } catch ClientError.refused(let refusal, _) {
        return refusal.rules
    } catch {
        return ["\(error)"]
    }
}
