import AccessPolicy
import CryptoPrimitives
import Records
import TestSupport
import Testing
import TransparencyLog
import VaultClient

@Suite("Stating and learning") struct StatementTests {
    @Test("a new client learns a member with all that the member's keys rest on")
    func learning() throws {
        let world = try World()
        let stranger = world.session(world.founder)
        let directory = try stranger.learn([.member(world.worker.id)])
        #expect(directory.member(world.worker.id)?.name == "Worker")
        #expect(directory.member(world.physician.id)?.name == "Physician")
        #expect(directory.organisation(world.insurer)?.name == "Fund")
    }

    @Test("a draft goes from one signer to the next, and is submitted with both signatures")
    func drafts() throws {
        let world = try World()
        let organisation = Organisation(
            id: try World.identifier(), side: .support, name: "Coaches", number: "")
        let draft = try world.session(world.founder).draft([.organisation(organisation)])
        #expect(draft.signers == [world.founder.id])
        let carried = try StatementDraft(canonical: draft.canonicalBytes)
        let signed = try world.session(world.overseer).sign(carried)
        #expect(signed.signers == [world.founder.id, world.overseer.id])
        let receipt = try world.session(world.founder).submit(signed)
        #expect(receipt.entries.count == 1)
        let directory = try world.session(world.nurse).learn([.organisation(organisation.id)])
        #expect(directory.organisation(organisation.id) == organisation)
    }

    @Test("nobody signs a draft twice, or one of another vault")
    func draftRefusals() throws {
        let world = try World()
        let organisation = Organisation(
            id: try World.identifier(), side: .support, name: "Coaches", number: "")
        let session = world.session(world.founder)
        let draft = try session.draft([.organisation(organisation)])
        #expect(throws: ClientError.notADraft) { try session.sign(draft) }
        let other = StatementDraft(
            vault: Digest(hashing: [1]), statements: draft.statements)
        #expect(throws: ClientError.notADraft) { try session.submit(other) }
        #expect(throws: ClientError.notADraft) {
            try world.session(world.overseer).sign(other)
        }
    }

    @Test("a draft on a chain that grew is stale")
    func staleDraft() throws {
        let world = try World()
        let session = world.session(world.founder)
        let parts = [
            StatementPart.appointmentEnd(
                AppointmentEnd(
                    appointment: try #require(world.nurse.appointment), at: World.now),
                of: world.nurse.id)
        ]
        let draft = try session.draft(parts)
        try session.append(parts)
        #expect(throws: ClientError.failed(.stale)) { try session.submit(draft) }
    }

    @Test("a statement that too few signed is learned by nobody")
    func tooFewSigners() throws {
        let world = try World()
        let organisation = Organisation(
            id: try World.identifier(), side: .support, name: "Coaches", number: "")
        try world.session(world.founder).append([.organisation(organisation)])
        #expect(throws: ClientError.unverified(.statement(.twoFounders))) {
            try world.session(world.nurse).learn([.organisation(organisation.id)])
        }
    }

    @Test("two statements for one place in a chain are not believed, though both are logged")
    func twins() throws {
        let world = try World()
        let chain = ChainID.organisation(world.employer)
        try world.session(world.overseer).learn([chain])
        let twin = try World.sign(
            .organisation(
                Organisation(id: world.employer, side: .employer, name: "Other", number: "")),
            chain: chain, after: .empty, [world.founder, world.overseer])
        try world.mediator.withMemory { memory in
            let index = try world.mediator.log(
                .organisationAdmitted, by: world.founder.id, object: twin.hash, in: &memory)
            memory.chains[chain] = [HonestMediator.LoggedPlace(statement: twin, index: index)]
        }
        #expect(throws: ClientError.unverified(.chain)) {
            try world.session(world.overseer).learn([chain])
        }
    }

    @Test("a statement other than the logged one is not believed")
    func otherStatement() throws {
        let world = try World()
        let chain = ChainID.organisation(world.employer)
        world.mediator.withMemory { memory in
            let place = memory.chains[chain]?[0]
            guard let statement = place?.statement else { return }
            memory.chains[chain]?[0].statement = SignedStatement(
                statement.statement, signatures: statement.signatures.reversed())
        }
        #expect(throws: ClientError.unverified(.entry)) {
            try world.session(world.overseer).learn([chain])
        }
    }

    @Test("a chain that lost what was seen is not believed")
    func shorterChain() throws {
        let world = try World()
        let chain = ChainID.organisation(world.service)
        try world.session(world.overseer).learn([chain])
        world.mediator.withMemory { _ = $0.chains[chain]?.removeLast() }
        #expect(throws: ClientError.unverified(.chain)) {
            try world.session(world.overseer).learn([chain])
        }
    }

    @Test("the adopted policy is the one whose adoption the founders signed")
    func adoption() throws {
        let world = try World()
        let policy = try world.session(world.nurse).policy(for: "be-2022")
        #expect(policy.name == "be-2022")
        #expect(throws: ClientError.notAdopted(.regime)) {
            try world.session(world.nurse).adoption(.regime)
        }
        world.mediator.withMemory { memory in
            memory.objects = memory.objects.mapValues { $0 + [0] }
        }
        world.nurse.state.forget("object")
        #expect(throws: ClientError.unverified(.object)) {
            try world.session(world.nurse).policy(for: "be-2022")
        }
    }

    @Test("an adoption that was seen is not taken back")
    func adoptionWentBack() throws {
        let world = try World()
        _ = try world.session(world.nurse).adoption(.policy)
        world.mediator.withMemory { _ = $0.chains[.vault]?.removeLast() }
        #expect(throws: ClientError.unverified(.chain)) {
            try world.session(world.nurse).adoption(.policy)
        }
    }

    @Test("a second epoch of a role key is used for new versions, and old ones stay readable")
    func newEpoch() throws {
        let world = try World()
        let old = try world.write()
        let made = try world.session(world.nurse).makeRoleKey(
            .nurse, of: world.service, cosigners: [world.founder.signer])
        #expect(made.roleKey.epoch == 2)
        let new = try world.write(.consultation, "talked")
        for (receipt, text) in [(old, "unfit for lifting"), (new, "talked")] {
            let opened = try world.open(receipt.manifest.section, by: world.nurse)
            #expect(opened.content == Array(text.utf8))
        }
    }

    @Test("no mutation of a draft or of evidence is read as another value")
    func mutations() throws {
        let world = try World()
        let draft = try world.session(world.founder).draft(
            [
                .organisation(
                    Organisation(
                        id: try World.identifier(), side: .support, name: "C", number: ""))
            ])
        let conflict = LogConflict(
            kind: .fork, seen: [1, 2], shown: [3], proof: [Digest(hashing: [1])])
        var mutator = Mutator(seed: 7)
        for _ in 0..<500 {
            let first = mutator.mutation(of: draft.canonicalBytes)
            if let read = try? StatementDraft(canonical: first) {
                #expect(read.canonicalBytes == first)
            }
            let second = mutator.mutation(of: conflict.canonicalBytes)
            if let read = try? LogConflict(canonical: second) {
                #expect(read.canonicalBytes == second)
            }
        }
    }
}
