import Foundation
import GRDB
import Mediation
import Records
import Testing
import VaultClient
import VaultFixture

@Suite("Rows in each other's place") struct SwappedRowsTests {
    private let dossier: TestDossier
    private let other: TestDossier
    private let records: RawRecords
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        other = try TestDossier(dossier.vault)
        for dossier in [dossier, other] {
            let physician = dossier.physicianSession
            try dossier.write(
                .medicalAssessment, "een", by: physician, role: .occupationalPhysician)
            try dossier.writeNext(
                .medicalAssessment, "twee", after: dossier.view(.medicalAssessment, for: physician),
                by: physician, role: .occupationalPhysician)
            try dossier.write(.consultation, "drie", by: physician, role: .occupationalPhysician)
        }
        records = try RawRecords(dossier.vault)
    }

    private func version(_ kind: SectionKind, _ version: Int, of dossier: TestDossier) throws -> Row
    {
        let section = try dossier.view(kind, for: dossier.physicianSession).section
        return try #require(
            records.rows(
                "SELECT * FROM version WHERE section = ? AND version = ?",
                [Data(section.bytes), version]
            ).first)
    }

    /// Swaps columns of two rows, looks what happens, and swaps back.
    private func swapping(
        _ columns: [String], of one: Row, and two: Row, in table: String, _ body: () throws -> Void
    ) throws {
        func exchange(_ one: Row, _ two: Row) throws -> (Row, Row) {
            var (first, second) = (one, two)
            for column in columns {
                let (a, b): (DatabaseValue, DatabaseValue) = (one[column], two[column])
                #expect(try records.replace(column, of: first, in: table, with: b))
                first = first.replacing(column, with: b)
                #expect(try records.replace(column, of: second, in: table, with: a))
                second = second.replacing(column, with: a)
            }
            return (first, second)
        }
        let (first, second) = try exchange(one, two)
        try body()
        #expect(!vault.isFoundClean())
        _ = try exchange(first, second)
    }

    /// Neither the mediator nor the client opens a head or the version before it.
    private func expectClosed(
        _ what: String, _ kinds: [SectionKind] = [.medicalAssessment],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for kind in kinds {
            do {
                _ = try dossier.open(kind, by: dossier.physicianSession)
                Issue.record("\(what) opens", sourceLocation: sourceLocation)
            } catch ClientError.failed(.unavailable) {
            } catch ClientError.unopenable {
            }
        }
    }

    private func pairs() throws -> [(String, Row, Row)] {
        let head = try version(.medicalAssessment, 2, of: dossier)
        return [
            ("an older version", head, try version(.medicalAssessment, 1, of: dossier)),
            ("another section", head, try version(.consultation, 1, of: dossier)),
            ("another dossier", head, try version(.medicalAssessment, 2, of: other)),
        ]
    }

    @Test("manifest and content of another version, section or dossier do not open")
    func versions() throws {
        for (what, one, two) in try pairs() {
            for columns in [
                ["manifest"], ["content", "size"], ["manifest", "content", "size"], ["log_index"],
                ["manifest", "content", "size", "log_index"],
            ] {
                try swapping(columns, of: one, and: two, in: "version") {
                    try expectClosed("\(columns) of \(what)")
                }
            }
        }
        _ = try dossier.open(.medicalAssessment, by: dossier.physicianSession)
        #expect(vault.isFoundClean())
    }

    private func wrap(_ role: Role, of version: Row, in dossier: TestDossier) throws -> Row {
        let grants = try dossier.workerSession.show(dossier.id).parties.flatMap(\.grants)
        let grant = try #require(grants.first { $0.role == role })
        return try #require(
            records.rows(
                "SELECT * FROM wrap WHERE section = ? AND version = ? AND grant_id = ?",
                [
                    version["section"] as Data, version["version"] as Int64, Data(grant.id.bytes),
                ]
            ).first)
    }

    @Test("wraps of another version, section, dossier or grant do not open")
    func wraps() throws {
        let head = try version(.medicalAssessment, 2, of: dossier)
        let own = try wrap(.occupationalPhysician, of: head, in: dossier)
        var others: [(String, Row)] = try pairs().dropLast().map { what, _, row in
            (what, try wrap(.occupationalPhysician, of: row, in: dossier))
        }
        others.append(
            (
                "another dossier",
                try wrap(
                    .occupationalPhysician, of: version(.medicalAssessment, 2, of: other), in: other
                )
            ))
        others.append(("another grant", try wrap(.worker, of: head, in: dossier)))
        for (what, row) in others {
            try swapping(["sealed"], of: own, and: row, in: "wrap") {
                try expectClosed("a wrap of \(what)")
            }
        }
        _ = try dossier.open(.medicalAssessment, by: dossier.physicianSession)
        #expect(vault.isFoundClean())
    }

    @Test("a whole version under the identifiers of another section is not its head")
    func moved() throws {
        let head = try version(.consultation, 1, of: other)
        let section = try version(.medicalAssessment, 2, of: dossier)["section"] as DatabaseValue
        // As version 3 of a section of the first dossier.
        for (column, value) in [
            ("dossier", Data(dossier.id.bytes).databaseValue), ("version", 3.databaseValue),
            ("section", section),
        ] {
            try records.run(
                "UPDATE version SET \"\(column)\" = ? WHERE id = ?", [value, head["id"] as Int64])
        }
        try expectClosed("a version that was moved")
        #expect(!vault.isFoundClean())
    }
}
