import CryptoPrimitives
import Foundation
import GRDB
import Keystore
import Mediation
import Records
import Testing
import VaultClient
import VaultFixture

/// What the employer's administrator can do, who writes the whole database and has no keystore.
@Suite("Forged rows") struct ForgedRowsTests {
    private let dossier: TestDossier
    private let records: RawRecords
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        try dossier.startAbsence(by: dossier.hrSession)
        try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician)
        records = try RawRecords(dossier.vault)
    }

    /// A chain, with an operation of someone who relies on it.
    private struct Chain {
        let name: String
        let id: ChainID
        let use: () throws -> Void
    }

    private var chains: [Chain] {
        let worker = dossier.workerSession
        let read: () throws -> Void = { [dossier] in
            _ = try dossier.open(.medicalAssessment, by: dossier.physicianSession)
        }
        return [
            Chain(name: "relations, consents, events", id: .dossier(dossier.id), use: read),
            Chain(name: "keys of the worker", id: .member(worker.member), use: read),
            Chain(
                name: "appointments of the physician", id: .member(dossier.physician.person.id),
                use: read),
            Chain(
                name: "role keys of the service", id: .organisation(dossier.service.id), use: read),
            Chain(name: "adoptions", id: .vault, use: read),
        ]
    }

    private func rows(of chain: ChainID) throws -> [Row] {
        try records.rows(
            "SELECT * FROM statement WHERE chain = ? ORDER BY sequence", [Data(chain.bytes)])
    }

    private func put(_ row: Row) throws {
        try records.run(
            """
            INSERT INTO statement (chain, sequence, log_index, link, sealed)
            VALUES (?, ?, ?, ?, ?)
            """,
            StatementArguments(
                ["chain", "sequence", "log_index", "link", "sealed"].map {
                    row[$0] as DatabaseValue
                }))
    }

    private func remove(_ row: Row) throws {
        #expect(
            try records.run(
                "DELETE FROM statement WHERE chain = ? AND sequence = ?",
                [row["chain"] as Data, row["sequence"] as Int64]) == 1)
    }

    /// Whoever relies on the chain is refused, nothing is logged, and the audit finds it.
    private func expectNoticed(
        _ chain: Chain, _ failures: Set<Failure>, _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let size = try vault.logSize
        let failure = try failure({ try chain.use() }, sourceLocation: sourceLocation)
        #expect(
            failures.contains(failure), "\(chain.name): \(what)", sourceLocation: sourceLocation)
        #expect(try vault.logSize == size, "nothing is logged", sourceLocation: sourceLocation)
        #expect(
            !vault.isFoundClean(), "\(chain.name): \(what) escapes the audit",
            sourceLocation: sourceLocation)
    }

    @Test("without its newest statement a chain is refused as rolled back")
    func newestRemoved() throws {
        for chain in chains {
            try chain.use()
            let newest = try #require(rows(of: chain.id).last)
            try remove(newest)
            try expectNoticed(chain, [.rolledBack], "the newest is removed")
            try put(newest)
            try chain.use()
        }
        #expect(vault.isFoundClean())
    }

    @Test("an older statement in the place of a newer one does not open")
    func olderReplayed() throws {
        for chain in chains {
            let all = try rows(of: chain.id)
            let (first, newest) = (try #require(all.first), try #require(all.last))
            guard all.count > 1 else { continue }
            for column in ["sealed", "link", "log_index"] {
                let old: DatabaseValue = newest[column]
                #expect(
                    try records.replace(column, of: newest, in: "statement", with: first[column]))
                try expectNoticed(chain, [.unavailable, .rolledBack], "an older \(column)")
                let changed = newest.replacing(column, with: first[column])
                #expect(try records.replace(column, of: changed, in: "statement", with: old))
            }
            // All of the older one, sealed for its own place.
            let sealed: DatabaseValue = newest["sealed"]
            let whole = newest.replacing("sealed", with: first["sealed"])
                .replacing("link", with: first["link"])
                .replacing("log_index", with: first["log_index"])
            try remove(newest)
            try put(whole)
            try expectNoticed(chain, [.unavailable, .rolledBack], "an older row")
            try remove(whole)
            try put(newest)
            #expect(sealed == newest["sealed"] as DatabaseValue)
        }
        #expect(vault.isFoundClean())
    }

    @Test("statements of two chains in each other's place do not open")
    func swappedBetweenChains() throws {
        let other = try TestDossier(vault)
        for (chain, twin) in [
            (chains[0], ChainID.dossier(other.id)),
            (chains[2], ChainID.member(other.physician.person.id)),
            (chains[3], ChainID.organisation(other.service.id)),
        ] {
            let one = try #require(rows(of: chain.id).first)
            let two = try #require(rows(of: twin).first)
            for (row, content) in [(one, two), (two, one)] {
                #expect(
                    try records.replace(
                        "sealed", of: row, in: "statement", with: content["sealed"]))
            }
            try expectNoticed(chain, [.unavailable], "a statement of another chain")
            for (row, content) in [(one, two), (two, one)] {
                let changed = row.replacing("sealed", with: content["sealed"])
                #expect(
                    try records.replace(
                        "sealed", of: changed, in: "statement", with: row["sealed"]))
            }
            try chain.use()
        }
    }

    @Test("the log indices of two statements cannot be swapped")
    func swappedIndices() throws {
        for chain in chains {
            let all = try rows(of: chain.id)
            guard all.count > 1 else { continue }
            let (one, two) = (all[all.count - 2], all[all.count - 1])
            let swapped = [
                (one, two["log_index"] as DatabaseValue), (two, one["log_index"] as DatabaseValue),
            ]
            for (row, index) in swapped {
                #expect(try records.replace("log_index", of: row, in: "statement", with: index))
            }
            try expectNoticed(chain, [.unavailable], "two log indices swapped")
            for (row, index) in swapped {
                #expect(
                    try records.replace(
                        "log_index", of: row.replacing("log_index", with: index), in: "statement",
                        with: row["log_index"]))
            }
            try chain.use()
        }
    }

    @Test("a whole chain cannot be taken away, nor put under another identifier")
    func chainTakenAway() throws {
        let chain = chains[0]
        let all = try rows(of: chain.id)
        for row in all { try remove(row) }
        try expectNoticed(chain, [.rolledBack], "the chain is gone")
        let stranger = DossierID(at: vault.clock.now, randomness: [UInt8](repeating: 7, count: 10))
        for row in all { try put(row.replacing("chain", with: Data(stranger.bytes).databaseValue)) }
        #expect(
            try failure {
                try dossier.physicianSession.open(
                    dossier: stranger, section: .latest(.medicalAssessment),
                    purpose: .reintegration)
            } == .unavailable)
        #expect(!vault.isFoundClean())
    }

    @Test("an ended appointment stays ended when its end is removed")
    func appointmentEndRemoved() throws {
        let (person, appointment) = dossier.physician
        _ = try dossier.open(.medicalAssessment, by: dossier.physicianSession)
        vault.clock.advance(seconds: 60)
        _ = try vault.session(vault.founders[1]).append([
            .appointmentEnd(
                AppointmentEnd(appointment: appointment, at: vault.clock.now), of: person.id)
        ])
        vault.clock.advance(seconds: 60)
        let rule = try refusal {
            try dossier.open(.medicalAssessment, by: dossier.physicianSession)
        }
        #expect(rule == "authority/appointment")
        try remove(try #require(rows(of: .member(person.id)).last))
        #expect(
            try failure { try dossier.open(.medicalAssessment, by: dossier.physicianSession) }
                == .rolledBack)
    }

    @Test("a removed statement is missed even where the keystore lags behind it")
    func removedAheadOfKeystore() throws {
        let chain = ChainID.dossier(dossier.id)
        let before = try vault.keystore.chain(chain).head
        let consent = try dossier.consent()
        try dossier.withdraw(consent.id)
        // A power cut lost what the keystore was told last: the store is ahead of it.
        try vault.keystore.withChain(chain, durably: true) { $0.head = before }
        #expect(vault.isFoundClean())
        let all = try rows(of: chain)
        for row in all.suffix(2) { try remove(row) }
        let problems = try vault.audit().findings.map(\.problem)
        #expect(problems.filter { $0 == "the row that was stored with it is missing" }.count == 2)
    }
    @Test("a dossier that a holder is kept from finding is found by the audit")
    func removedFinding() throws {
        let rows = try records.rows(
            "SELECT tag FROM finding WHERE dossier = ?", [Data(dossier.id.bytes)])
        try #require(rows.count > 1)
        for row in rows {
            let tag: Data = row["tag"]
            try records.run("DELETE FROM finding WHERE tag = ?", [tag])
        }
        let problems = try vault.audit().findings.map(\.problem)
        #expect(problems.count == rows.count)
        #expect(problems.allSatisfy { $0.hasSuffix("does not find it") })
    }
}
