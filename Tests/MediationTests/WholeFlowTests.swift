import AccessPolicy
import CryptoPrimitives
import Foundation
import Mediation
import RecordStore
import Records
import Reintegration
import Testing
import VaultFixture
import VaultClient

@Suite("A vault from end to end, in process") struct WholeFlowTests {
    @Test("a physician writes, the worker reads the same bytes, and the employer is refused")
    func writeAndRead() throws {
        let dossier = try TestDossier(TestVault())
        try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician)
        let own = try dossier.workerSession.open(
            dossier: dossier.id, section: .latest(.medicalAssessment), purpose: .ownFile)
        #expect(own.content == Array("geheim".utf8))
        #expect(throws: ClientError.self) {
            try dossier.hrSession.open(
                dossier: dossier.id, section: .latest(.medicalAssessment), purpose: .reintegration)
        }
        let entries = try dossier.workerSession.ownEntries()
        #expect(entries.entries.count > 3)
    }
}
