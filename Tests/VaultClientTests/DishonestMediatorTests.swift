import CryptoPrimitives
import Records
import Testing
import TransparencyLog
import VaultClient

@Suite("A mediator that lies about the log") struct DishonestLogTests {
    private func changed(_ reply: Reply, entries: [EntryProof]) -> Reply {
        Reply(
            request: reply.request, outcome: reply.outcome, level: reply.level,
            checkpoint: reply.checkpoint, consistency: reply.consistency, entries: entries)
    }

    @Test("a reply that the mediator did not sign is not believed")
    func replySignature() throws {
        let world = try World()
        world.mediator.lie { lies in
            lies.signed = { signed in
                var signature = signed.signature
                signature[0] ^= 1
                return SignedReply(reply: signed.reply, signature: signature)
            }
        }
        #expect(throws: ClientError.unverified(.replySignature)) {
            try world.session(world.worker).notices()
        }
    }

    @Test("a reply to another request is not believed")
    func otherRequest() throws {
        let world = try World()
        world.mediator.lie { lies in
            lies.reply = { reply in
                Reply(
                    request: Digest(hashing: [1]), outcome: reply.outcome, level: reply.level,
                    checkpoint: reply.checkpoint, consistency: reply.consistency,
                    entries: reply.entries)
            }
        }
        #expect(throws: ClientError.unverified(.otherRequest)) {
            try world.session(world.worker).notices()
        }
    }

    @Test("a checkpoint that another key signed is not believed")
    func checkpointSignature() throws {
        let world = try World()
        world.mediator.lie { lies in
            lies.reply = { reply in
                var checkpoint = reply.checkpoint
                let position = checkpoint.count - 10
                checkpoint[position] = checkpoint[position] == 0x41 ? 0x42 : 0x41
                return Reply(
                    request: reply.request, outcome: reply.outcome, level: reply.level,
                    checkpoint: checkpoint, consistency: reply.consistency,
                    entries: reply.entries)
            }
        }
        #expect(throws: ClientError.unverified(.checkpoint)) {
            try world.session(world.worker).notices()
        }
    }

    @Test(
        "a history that was changed is a fork, and both notes are kept", arguments: [false, true])
    func fork(isLarger: Bool) throws {
        let world = try World()
        let session = world.session(world.worker)
        _ = try session.notices()
        let seen = try session.lastCheckpoint()
        world.mediator.withMemory { memory in
            memory.leaves[3] = memory.leaves[4]
            if isLarger { memory.leaves.append(memory.leaves[5]) }
        }
        let size = world.mediator.withMemory { UInt64($0.leaves.count) }
        #expect(throws: ClientError.forked(seen: isLarger ? size - 1 : size, shown: size)) {
            try world.session(world.worker).notices()
        }
        let conflict = try conflict(in: world.worker.state)
        #expect(conflict.kind == .fork)
        #expect(conflict.seen == seen)
        let shown = try world.mediator.withMemory {
            try world.mediator.checkpoint(of: $0.leaves[...])
        }
        #expect(conflict.shown == shown)
        // What was seen stays what was seen.
        #expect(try session.lastCheckpoint() == seen)
    }

    @Test("a log that shrank is a rollback, and both notes are kept")
    func rollback() throws {
        let world = try World()
        _ = try world.session(world.worker).notices()
        let size = world.mediator.withMemory { memory in
            memory.leaves.removeLast(2)
            return UInt64(memory.leaves.count)
        }
        #expect(throws: ClientError.rolledBack(seen: size + 2, shown: size)) {
            try world.session(world.worker).notices()
        }
        #expect(try conflict(in: world.worker.state).kind == .rollback)
    }

    @Test("a log that ends before a verified statement is truncated, even without a checkpoint")
    func truncated() throws {
        let world = try World()
        _ = try world.session(world.nurse).learn([.member(world.worker.id)])
        world.nurse.state.forget("checkpoint")
        world.mediator.withMemory { $0.leaves = Array($0.leaves.prefix(4)) }
        do {
            _ = try world.session(world.nurse).notices()
            throw Unexpected()
        } catch ClientError.truncated(let entry, let shown) {
            #expect(shown == 4)
            #expect(entry >= 4)
        }
    }

    private func conflict(in store: MemoryStateStore) throws -> LogConflict {
        guard let name = store.names.first(where: { $0.contains("conflict") }),
            let bytes = try store.load(name)
        else { throw Unexpected() }
        return try LogConflict(canonical: bytes)
    }

    @Test("an access entry that is not in the log keeps the section closed")
    func inclusion() throws {
        let world = try World()
        let section = try world.write().manifest.section
        world.mediator.lie { lies in
            lies.reply = { reply in
                changed(
                    reply,
                    entries: reply.entries.map { entry in
                        EntryProof(
                            index: entry.index, leaf: entry.leaf,
                            path: entry.path.dropLast() + [Digest(hashing: [7])],
                            detail: entry.detail)
                    })
            }
        }
        #expect(throws: ClientError.unverified(.inclusion)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("an opening without its entry is not believed")
    func missingEntry() throws {
        let world = try World()
        let section = try world.write().manifest.section
        world.mediator.lie { lies in
            lies.reply = { reply in changed(reply, entries: []) }
        }
        #expect(throws: ClientError.unverified(.missingEntry)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("an entry that names somebody else is not believed")
    func otherActor() throws {
        let world = try World()
        let section = try world.write().manifest.section
        let other = try world.mediator.sealedActor(world.hr.id)
        world.mediator.lie { lies in lies.entry = { _, detail in detail.actor = other } }
        #expect(throws: ClientError.unverified(.entry)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("an entry about another section or another act is not believed", arguments: [0, 1, 2, 3])
    func otherSubject(which: Int) throws {
        let world = try World()
        let section = try world.write().manifest.section
        world.mediator.lie { lies in
            lies.entry = { entry, detail in
                switch which {
                case 0:
                    detail.record = detail.record.map {
                        LogDetail.Record(section: $0.section, version: $0.version + 1)
                    }
                case 1: entry.outcome = .denied
                case 2: entry.event = .searched
                default: entry.category = .administrative
                }
            }
        }
        #expect(throws: ClientError.unverified(.entry)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("an entry about another request is not the entry of the opening")
    func otherObject() throws {
        let world = try World()
        let section = try world.write().manifest.section
        world.mediator.lie { lies in
            lies.entry = { entry, _ in entry.object = Digest(hashing: [1]) }
        }
        #expect(throws: ClientError.unverified(.missingEntry)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("an emergency that was not declared, or not logged, is not believed")
    func emergency() throws {
        let world = try World()
        let section = try world.write().manifest.section
        world.mediator.lie { lies in lies.entry = { entry, _ in entry.isEmergency = true } }
        #expect(throws: ClientError.unverified(.entry)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("a detail of another entry is not believed")
    func otherDetail() throws {
        let world = try World()
        let section = try world.write().manifest.section
        let detail = world.mediator.withMemory { $0.details[0] }
        world.mediator.lie { lies in
            lies.reply = { reply in
                changed(
                    reply,
                    entries: reply.entries.map {
                        EntryProof(
                            index: $0.index, leaf: $0.leaf, path: $0.path, detail: detail)
                    })
            }
        }
        #expect(throws: ClientError.unverified(.detail)) {
            try world.open(section, by: world.nurse)
        }
    }

    @Test("a level below the founders' is refused, in the greeting and in each reply")
    func level() throws {
        let world = try World()
        world.mediator.lie { $0.level = .sameProcess }
        let error = ClientError.levelTooLow(.sameProcess, least: .ownUser)
        #expect(throws: error) { try world.session(world.nurse).notices() }
        #expect(throws: error) { try world.session(try World.Person()).level() }
    }

    @Test("a mediator of another vault is refused")
    func wrongVault() throws {
        let world = try World()
        let session = Session(
            vault: Digest(hashing: [1]), keys: world.nurse.keys,
            appointment: world.nurse.appointment, transport: world.mediator,
            state: MemoryStateStore(), now: { World.now }, today: World.today)
        #expect(throws: ClientError.wrongVault) { try session.notices() }
    }
}
