import CryptoPrimitives
import Records
import Testing
import VaultClient

@Suite("Writing and opening") struct OpeningTests {
    @Test("what the physician writes, nurse, worker and physician open, with their entries")
    func writtenIsRead() throws {
        let world = try World()
        let content = Array("unfit for lifting".utf8)
        let receipt = try world.session(world.physician).write(
            NewVersion(
                dossier: world.dossier, target: .new, kind: .medicalAssessment,
                content: content, purpose: .reintegration, role: .occupationalPhysician))
        #expect(receipt.manifest.version == 1)
        #expect(Set(receipt.recipients.map(\.role)) == [.worker, .occupationalPhysician, .nurse])
        for person in [world.worker, world.nurse, world.physician] {
            let opened = try world.session(person).open(
                dossier: world.dossier, section: .section(receipt.manifest.section),
                purpose: .reintegration)
            #expect(opened.content == content)
            #expect(opened.isHead)
            #expect(opened.manifest == receipt.manifest)
            #expect(opened.writeEntry.index == receipt.entry.index)
            #expect(opened.entry.index > receipt.entry.index)
            #expect(opened.level == .ownUser)
        }
    }
}
