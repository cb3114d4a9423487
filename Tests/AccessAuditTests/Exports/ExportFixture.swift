import AccessAudit
import CryptoPrimitives
import Records
import TransparencyLog

/// Rows for the tests of exports: each event in each way of ending, each reason, and more.
enum ExportFixture {
    static let source = ExportSource(
        origin: "vault.example/access-log", version: "0.1.0", series: 41)

    /// Tags that stand for somebody or something; made up.
    static func tag(_ number: UInt8) throws -> LogTag {
        let text = [UInt8](repeating: number, count: 16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        guard let tag = LogTag(text) else { throw Failure.fixture }
        return tag
    }

    static func token(_ text: String) throws -> LogToken {
        guard let token = LogToken(text) else { throw Failure.fixture }
        return token
    }

    /// An entry with everything that an entry can have, session and hashes aside, which an auditor
    /// does not get.
    static func entry(
        _ event: LogEntry.Event, _ outcome: LogEntry.Outcome = .allowed,
        _ reason: LogEntry.Reason = .assigned, action: LogEntry.Action? = nil
    ) throws -> LogEntry {
        guard let time = LogTime("2026-11-23T03:17:50Z") else { throw Failure.fixture }
        var entry = LogEntry(
            time: time, event: event, action: action, outcome: outcome, reason: reason,
            source: try token("mediator-1"))
        entry.policy = .init(bundle: Digest(hashing: [1]), floor: Digest(hashing: [2]))
        entry.actor = try tag(0xa1)
        entry.role = try token("occupational-physician")
        entry.organisation = .masked(try tag(0xa2))
        entry.purpose = try token("reintegration")
        entry.subject = try tag(0xa3)
        entry.record = try tag(0xa4)
        entry.category = .medical
        return entry
    }

    /// An entry of the vault's own, with nothing that can be missing.
    static func bare(
        _ event: LogEntry.Event, _ outcome: LogEntry.Outcome, _ reason: LogEntry.Reason
    ) throws -> LogEntry {
        let full = try entry(event, outcome, reason)
        return LogEntry(
            time: full.time, event: event, outcome: outcome, reason: reason, source: full.source)
    }

    static func row(_ entry: LogEntry, index: UInt64 = 7) -> NamedRow {
        NamedRow(
            AuditRow(
                index: index, leafHash: Digest(hashing: [UInt8(truncatingIfNeeded: index)]),
                entry: entry,
                facts: AccessFacts(
                    explanations: [.task, .assignment], matches: [.coworker], daysSinceEnd: 3,
                    isShielded: true, isDetailMissing: false)))
    }

    /// Every event in every way of ending, with all that can be there and with nothing of it; every
    /// reason with every way of ending; every action, category, purpose and role.
    static func everything() throws -> [NamedRow] {
        var entries: [LogEntry] = []
        for event in LogEntry.Event.allCases {
            for (outcome, reason) in [
                (LogEntry.Outcome.allowed, LogEntry.Reason.assigned), (.denied, .noRelation),
                (.denied, .consentExpired), (.failed, .conflict),
            ] {
                entries.append(try entry(event, outcome, reason))
                if !(event.concernsRecord && outcome == .allowed) {
                    entries.append(try bare(event, outcome, reason))
                }
            }
        }
        for reason in LogEntry.Reason.allCases {
            for outcome in LogEntry.Outcome.allCases {
                entries.append(try entry(.sectionRead, outcome, reason))
            }
        }
        for action in LogEntry.Action.allCases {
            entries.append(try entry(.sectionWritten, action: action))
            entries.append(try entry(.processStep, action: action))
            entries.append(try entry(.policyAdopted, action: action))
        }
        for category in LogEntry.Category.allCases {
            var entry = try entry(.sectionRead)
            entry.category = category
            entries.append(entry)
        }
        for purpose in Purpose.allCases.map(\.rawValue) + ["something-else"] {
            var entry = try entry(.sectionRead)
            entry.purpose = try token(purpose)
            entries.append(entry)
        }
        for role in Role.allCases.map(\.rawValue) + ["somebody-else"] {
            var entry = try entry(.sectionRead)
            entry.role = try token(role)
            entries.append(entry)
        }
        var emergency = try entry(.sectionRead, .allowed, .emergency)
        emergency.isEmergency = true
        entries.append(emergency)
        var approved = try entry(.logUnmasked, .allowed, .authority)
        approved.approvals = [try tag(0xb1), try tag(0xb2)]
        approved.reference = LogEntry.maximumReference
        guard let organisation = LogIdentifier("0192f0c1-0000-7000-8000-000000000001") else {
            throw Failure.fixture
        }
        approved.organisation = .clear(organisation)
        entries.append(approved)
        return entries.enumerated().map { row($0.element, index: UInt64($0.offset)) }
    }

    /// A file of rows.
    static func file(_ format: ExportFormat, _ rows: [NamedRow]) -> [UInt8] {
        var encoder = format.encoder(for: source)
        var bytes = encoder.header()
        for row in rows { bytes += encoder.encode(row) }
        return bytes + encoder.footer()
    }

    /// The lines of a file, without their ends.
    static func lines(_ file: [UInt8]) -> [String] {
        file.split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
    }

    enum Failure: Error { case fixture }
}
