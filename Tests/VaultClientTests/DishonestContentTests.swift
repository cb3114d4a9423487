import CryptoPrimitives
import Records
import Synchronization
import Testing
import VaultClient

@Suite("A mediator or an author that lies about content") struct DishonestContentTests {
    /// Makes each opening say something else.
    private func answer(
        _ world: World, _ change: @escaping @Sendable (OpenSection.Answer) -> OpenSection.Answer
    ) {
        world.mediator.lie { $0.opening = change }
    }

    private func changed(
        _ answer: OpenSection.Answer, manifest: SignedManifest? = nil, wrap: SignedWrap? = nil,
        share: [UInt8]? = nil, content: [UInt8]? = nil, write: EntryProof? = nil,
        head: UInt64? = nil, evidence: [StatementReference]? = nil
    ) -> OpenSection.Answer {
        OpenSection.Answer(
            manifest: manifest ?? answer.manifest, wrap: wrap ?? answer.wrap,
            sealedShare: share ?? answer.sealedShare, content: content ?? answer.content,
            writeEntry: write ?? answer.writeEntry, headVersion: head ?? answer.headVersion,
            evidence: evidence ?? answer.evidence)
    }

    /// Expects that an opening fails because something does not open, and that it is reported.
    private func expectReport(_ world: World, _ section: SectionID) throws {
        let size = world.mediator.withMemory { UInt64($0.leaves.count) }
        // One entry for the access, one for the report.
        #expect(throws: ClientError.unopenable(reported: size + 1)) {
            try world.open(section, by: world.nurse)
        }
        let reports = world.mediator.withMemory { $0.reports }
        #expect(reports.map(\.section) == [section])
    }

    @Test("a share of another request does not open, and that is reported")
    func share() throws {
        let world = try World()
        let section = try world.write().manifest.section
        let kept = Mutex<[UInt8]?>(nil)
        answer(world) { answer in
            let share = kept.withLock { kept in
                defer { kept = kept ?? answer.sealedShare }
                return kept
            }
            return changed(answer, share: share)
        }
        _ = try world.open(section, by: world.nurse)
        try expectReport(world, section)
    }

    @Test("a changed chunk does not open, and that is reported")
    func chunk() throws {
        let world = try World()
        let section = try world.write().manifest.section
        answer(world) { answer in
            var content = answer.content
            content[content.count - 1] ^= 1
            return changed(answer, content: content)
        }
        try expectReport(world, section)
    }

    @Test("the content of another version does not open, and that is reported")
    func otherContent() throws {
        let world = try World()
        let first = try world.write()
        let section = first.manifest.section
        try world.write(
            .medicalAssessment, "unfit for running",
            after: .after(section, version: 1, manifest: first.manifest.hash))
        let content = world.mediator.withMemory { $0.versions[section]?[0].content }
        answer(world) { changed($0, content: content) }
        try expectReport(world, section)
    }

    @Test("a wrap for another role's key is not taken for the own one")
    func otherRolesWrap() throws {
        let world = try World()
        let section = try world.write().manifest.section
        let wraps = world.mediator.withMemory { $0.versions[section]?[0].wraps ?? [] }
        let wrap = wraps.first { $0.wrap.role == .worker }
        answer(world) { changed($0, wrap: wrap) }
        #expect(throws: ClientError.noRoleKey) { try world.open(section, by: world.nurse) }
    }

    @Test(
        "a wrap under another grant's name, or with other bytes, is not signed", arguments: [0, 1])
    func changedWrap(which: Int) throws {
        let world = try World()
        let section = try world.write().manifest.section
        let other: GrantID = try World.identifier()
        answer(world) { answer in
            let wrap = answer.wrap.wrap
            var sealedKey = wrap.sealedKey
            if which == 1 { sealedKey[40] ^= 1 }
            let changedWrap = WrapRecord(
                manifest: wrap.manifest, dossier: wrap.dossier, section: wrap.section,
                version: wrap.version, grant: which == 0 ? other : wrap.grant, role: wrap.role,
                epoch: wrap.epoch, recipientKey: wrap.recipientKey, policy: wrap.policy,
                wrapper: wrap.wrapper, sealedKey: sealedKey)
            return changed(
                answer, wrap: SignedWrap(changedWrap, signature: answer.wrap.signature))
        }
        #expect(throws: ClientError.unverified(.wrap)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("a wrap of another version is not one of this version")
    func otherVersionsWrap() throws {
        let world = try World()
        let first = try world.write()
        let section = first.manifest.section
        try world.write(after: .after(section, version: 1, manifest: first.manifest.hash))
        let wraps = world.mediator.withMemory { $0.versions[section]?[0].wraps ?? [] }
        let wrap = wraps.first { $0.wrap.role == .nurse }
        answer(world) { changed($0, wrap: wrap) }
        #expect(throws: ClientError.unverified(.wrap)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("a manifest other than the logged one is not believed")
    func otherManifest() throws {
        let world = try World()
        let section = try world.write().manifest.section
        answer(world) { answer in
            var signature = answer.manifest.signature.signature
            signature[0] ^= 1
            let signed = SignedManifest(
                answer.manifest.manifest,
                signature: MemberSignature(
                    member: answer.manifest.signature.member,
                    appointment: answer.manifest.signature.appointment, signature: signature))
            return changed(answer, manifest: signed)
        }
        #expect(throws: ClientError.unverified(.entry)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("a logged manifest that its author did not sign is not believed")
    func manifestSignature() throws {
        let world = try World()
        let keys = ScrawlingKeys(world.physician.keys, label: Manifest.label)
        let section = try world.write(keys: keys).manifest.section
        #expect(throws: ClientError.unverified(.manifest)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("a wrap that its maker did not sign is not believed")
    func wrapSignature() throws {
        let world = try World()
        let keys = ScrawlingKeys(world.physician.keys, label: WrapRecord.label)
        let section = try world.write(keys: keys).manifest.section
        #expect(throws: ClientError.unverified(.wrap)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("an author in a role that the author does not hold is not believed")
    func authorsRole() throws {
        let world = try World()
        // HR claims to be a nurse, for whom the floor allows the kind.
        let receipt = try world.write(.consultation, by: world.hr, role: .nurse)
        #expect(throws: ClientError.unverified(.author)) {
            try world.open(receipt.manifest.section, by: world.nurse)
        }
        // And a worker's statement that is not the worker's own.
        let other = try world.write(.workerStatement, by: world.founder, role: .worker)
        #expect(throws: ClientError.unverified(.author)) {
            try world.open(other.manifest.section, by: world.worker)
        }
    }

    @Test("an author whose appointment had ended before the write is not believed")
    func endedAppointment() throws {
        let world = try World()
        guard let appointment = world.physician.appointment else { throw Unexpected() }
        let before = try world.write()
        try world.session(world.overseer).append(
            [
                .appointmentEnd(
                    AppointmentEnd(appointment: appointment, at: World.now),
                    of: world.physician.id)
            ])
        // What was written before the end stays readable.
        _ = try world.open(before.manifest.section, by: world.worker, version: 1)
        let after = try world.write()
        #expect(throws: ClientError.unverified(.author)) {
            try world.open(after.manifest.section, by: world.worker)
        }
    }

    @Test("a write entry that is not in the log, or is not of a write, keeps the section closed")
    func writeEntry() throws {
        let world = try World()
        let section = try world.write().manifest.section
        answer(world) { answer in
            let write = answer.writeEntry
            return changed(
                answer,
                write: EntryProof(
                    index: write.index, leaf: write.leaf,
                    path: write.path.dropLast() + [Digest(hashing: [1])], detail: nil))
        }
        #expect(throws: ClientError.unverified(.inclusion)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("another section, version or kind than the one asked for is not believed")
    func otherSection() throws {
        let world = try World()
        let first = try world.write()
        let second = try world.write(.consultation, "talked")
        let versions = world.mediator.withMemory { $0.versions }
        guard let other = versions[second.manifest.section]?[0] else { throw Unexpected() }
        answer(world) { changed($0, manifest: other.manifest) }
        #expect(throws: ClientError.unverified(.manifest)) {
            try world.open(first.manifest.section, by: world.nurse)
        }
        answer(world) { changed($0, head: 2) }
        #expect(throws: ClientError.unverified(.manifest)) {
            try world.open(first.manifest.section, by: world.nurse)
        }
    }

    @Test("an older version is not taken for the head once a newer one was seen")
    func sectionWentBack() throws {
        let world = try World()
        let first = try world.write()
        let section = first.manifest.section
        try world.write(after: .after(section, version: 1, manifest: first.manifest.hash))
        _ = try world.open(section, by: world.nurse)
        world.mediator.withMemory { _ = $0.versions[section]?.removeLast() }
        let error = ClientError.sectionWentBack(seen: 2, shown: 1)
        #expect(throws: error) { try world.open(section, by: world.nurse) }
        #expect(throws: error) { try world.session(world.nurse).show(world.dossier) }
        #expect(throws: error) {
            try world.session(world.nurse).versions(
                of: section, in: world.dossier, purpose: .reintegration)
        }
    }

    @Test("evidence that was left out is asked for by nobody, and the author is not believed")
    func noEvidence() throws {
        let world = try World()
        let section = try world.write().manifest.section
        answer(world) { changed($0, evidence: []) }
        #expect(throws: ClientError.unverified(.manifest)) {
            try world.open(section, by: world.worker)
        }
    }
}

/// Keys that scrawl instead of signing what has a label.
struct ScrawlingKeys: MemberKeys {
    private let keys: UnlockedKeys
    private let label: String

    init(_ keys: UnlockedKeys, label: String) {
        self.keys = keys
        self.label = label
    }

    var member: MemberID { keys.member }
    var signingKey: Ed25519.PublicKey { keys.signingKey }
    var agreementKey: X25519.PublicKey { keys.agreementKey }

    func sign(_ bytes: [UInt8], appointment: AppointmentID?) throws -> MemberSignature {
        let signature = try keys.sign(bytes, appointment: appointment)
        guard CanonicalDecoder.label(of: bytes) == label else { return signature }
        return MemberSignature(
            member: member, appointment: appointment,
            signature: [UInt8](repeating: 7, count: 64))
    }

    func openSealed(
        _ sealed: [UInt8], info: [UInt8], authenticating data: [UInt8]
    ) throws -> SecretBytes {
        try keys.openSealed(sealed, info: info, authenticating: data)
    }

    func openWrap(
        _ sealedKey: [UInt8], contextHash: Digest, share: borrowing SecretBytes,
        roleKey: RoleKeySource
    ) throws -> SecretBytes {
        try keys.openWrap(sealedKey, contextHash: contextHash, share: share, roleKey: roleKey)
    }

    func indexTag(of value: [UInt8], roleKey: RoleKeySource) throws -> Digest {
        try keys.indexTag(of: value, roleKey: roleKey)
    }

    func stateKey(for vault: Digest) throws -> SecretBytes { try keys.stateKey(for: vault) }
}
