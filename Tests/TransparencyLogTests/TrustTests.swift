import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("Trust policies")
struct TrustPolicyTests {
    private static func key(_ seed: UInt8, _ type: VerifierKey.SignatureType) -> VerifierKey? {
        let name = type == .ed25519 ? PublishedLog.origin : "witness.example/\(seed)"
        return try? PublishedLog.signer(name, seed: seed, type: type).verifierKey
    }

    private static func vkey(_ seed: UInt8, _ type: VerifierKey.SignatureType) -> String {
        key(seed, type)?.description ?? ""
    }

    private static let log = "log \(vkey(1, .ed25519))\n"
    private static let witnesses = (10...15).map { seed in
        "witness W\(seed) \(vkey(UInt8(seed), .cosignature))\n"
    }.joined()

    private func policy(_ text: String) throws(TrustPolicyError) -> TrustPolicy {
        try TrustPolicy(Array(text.utf8))
    }

    private func refusal(_ text: String) -> TrustPolicyError? {
        do {
            _ = try policy(text)
            return nil
        } catch {
            return error
        }
    }

    @Test("the specification's two levels of groups decide for every set of witnesses as it says")
    func twoLevels() throws {
        let text =
            Self.log + Self.witnesses
            + "group X-witnesses 2 W10 W11 W12\ngroup Y-witnesses any W13 W14 W15\n"
            + "group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n"
        let policy = try policy(text)
        #expect(policy.logs.map(\.key) == [Self.key(1, .ed25519)])
        #expect(policy.witnesses.map(\.name) == ["W10", "W11", "W12", "W13", "W14", "W15"])
        for set in 0..<64 {
            let keys = (0..<6).filter { set >> $0 & 1 == 1 }.compactMap {
                Self.key(UInt8(10 + $0), .cosignature)
            }
            let expected = (set & 7).nonzeroBitCount >= 2 && set >> 3 != 0
            #expect(policy.isQuorum(keys) == expected)
            #expect(policy.isQuorum(keys + keys) == expected)
        }
    }

    @Test("what a quorum lacks is told by group, and nothing is lacking exactly when it is met")
    func shortfalls() throws {
        let policy = try policy(
            Self.log + Self.witnesses
                + "group X 2 W10 W11 W12\ngroup Y any W13 W14 W15\ngroup both all X Y\nquorum both\n"
        )
        func keys(_ seeds: [UInt8]) -> [VerifierKey] {
            seeds.compactMap { Self.key($0, .cosignature) }
        }
        #expect(
            policy.shortfalls(keys([11])) == [
                .init(group: "both", needed: 2, absent: ["X", "Y"]),
                .init(group: "X", needed: 1, absent: ["W10", "W12"]),
                .init(group: "Y", needed: 1, absent: ["W13", "W14", "W15"]),
            ])
        for set in 0..<64 {
            let keys = keys((0..<6).filter { set >> $0 & 1 == 1 }.map { UInt8(10 + $0) })
            #expect(policy.shortfalls(keys).isEmpty == policy.isQuorum(keys))
        }
        let single = try self.policy(Self.witnesses + "quorum W10\n")
        #expect(
            single.shortfalls(keys([11])) == [.init(group: nil, needed: 1, absent: ["W10"])])
        #expect(single.shortfalls(keys([10])).isEmpty)
        #expect(single.asksForWitnesses)
        let none = try self.policy("quorum none\n")
        #expect(none.shortfalls([]).isEmpty && !none.asksForWitnesses)
    }

    @Test("no quorum, and a single witness, are quorums")
    func simple() throws {
        #expect(try policy("quorum none\n").isQuorum([]))
        let single = try policy(Self.witnesses + "quorum W10\n")
        #expect(!single.isQuorum([]))
        #expect(single.isQuorum([try #require(Self.key(10, .cosignature))]))
        #expect(!single.isQuorum([try #require(Self.key(11, .cosignature))]))
    }

    @Test("comments, empty lines, tabs, spaces and URLs are read")
    func layout() throws {
        let text =
            "# comment\n\n \t \n\t# é comment\n  log \t\(Self.vkey(1, .ed25519))  https://log.example/ \n"
            + "witness é \(Self.vkey(10, .cosignature)) https://w.example/\nquorum é\n"
        let policy = try policy(text)
        #expect(policy.logs[0].url == "https://log.example/")
        #expect(policy.witnesses[0].url == "https://w.example/")
        #expect(policy.witnesses[0].name == "é")
    }

    @Test("names are bytes: what only looks alike is another name")
    func names() {
        let text = "witness K \(Self.vkey(10, .cosignature))\nquorum \u{212a}\n"
        #expect(refusal(text)?.reason == .unknownName)
        let accents = "witness \u{e9} \(Self.vkey(10, .cosignature))\nquorum e\u{301}\n"
        #expect(refusal(accents)?.reason == .unknownName)
    }

    @Test("each breach of the rules is refused with its reason and line")
    func breaches() {
        let w = Self.witnesses
        let cases: [(String, TrustPolicyError.Reason, Int)] = [
            ("", .noQuorum, 0), ("# only\n", .noQuorum, 1), ("quorum none", .malformedLine, 1),
            ("quorum none\nquorum none\n", .secondQuorum, 2), ("quorum\n", .malformedLine, 1),
            ("quorum none none\n", .malformedLine, 1), ("Quorum none\n", .malformedLine, 1),
            ("quorum x\n", .unknownName, 1), ("quorum none\r\n", .invalidCharacter, 1),
            ("quorum\u{b}none\n", .invalidCharacter, 1),
            ("quorum no\u{7f}ne\n", .invalidCharacter, 1),
            ("log\n", .malformedLine, 1), ("log x\n", .invalidKey, 1),
            ("log \(Self.vkey(10, .cosignature))\n", .invalidKey, 1),
            ("log \(Self.vkey(1, .ed25519)) a b\n", .malformedLine, 1),
            (Self.log + Self.log, .duplicateKey, 2),
            ("witness a\n", .malformedLine, 1),
            ("witness a \(Self.vkey(1, .ed25519))\n", .invalidKey, 1),
            (w + "witness W10 \(Self.vkey(20, .cosignature))\n", .duplicateName, 7),
            (w + "witness W20 \(Self.vkey(10, .cosignature))\n", .duplicateKey, 7),
            ("witness none \(Self.vkey(10, .cosignature))\n", .duplicateName, 1),
            (w + "group none any W10\n", .duplicateName, 7),
            (w + "group W10 any W11\n", .duplicateName, 7),
            (w + "group g any\n", .malformedLine, 7), (w + "group g some W10\n", .malformedLine, 7),
            (w + "group g 0 W10\n", .invalidThreshold, 7),
            (w + "group g 2 W10\n", .invalidThreshold, 7),
            (w + "group g 01 W10\n", .malformedLine, 7),
            (w + "group g any none\n", .unknownName, 7),
            (w + "group g any g\n", .unknownName, 7),
            (w + "group g any W10 W10\n", .groupedTwice, 7),
            (w + "group g any W10\ngroup h any W10\n", .groupedTwice, 8),
            (w + "quorum g\ngroup g any W10\n", .unknownName, 7),
        ]
        for (text, reason, line) in cases {
            let error = refusal(text)
            #expect(error?.reason == reason, "\(text.suffix(40))")
            #expect(error?.line == line, "\(text.suffix(40))")
        }
    }

    @Test("a checkpoint is believed when its log is listed and a quorum has cosigned")
    func checkpoints() throws {
        let policy = try policy(Self.log + Self.witnesses + "group g 2 W10 W11 W12\nquorum g\n")
        let tree = ReferenceTree(count: 4)
        let note = try PublishedLog.sign(tree.head(4))
        let signed = try SignedCheckpoint(
            verifying: note.bytes, origin: PublishedLog.origin,
            logKeys: [PublishedLog.logKey()])
        func cosigned(_ seeds: [UInt8]) throws -> SignedNote {
            var note = note
            for seed in seeds {
                let name = "witness.example/\(seed)"
                let witness = try PublishedLog.signer(name, seed: seed, type: .cosignature)
                note = try note.adding([witness.cosign(signed, time: 1_800_000_000)])
            }
            return note
        }
        let enough = try cosigned([10, 12])
        #expect(
            try SignedCheckpoint(verifying: enough.bytes, under: policy).cosignatures.count == 2)
        for seeds: [UInt8] in [[], [10], [10, 13, 14], [20, 21]] {
            let note = try cosigned(seeds)
            #expect(throws: NoteError.quorumNotMet) {
                try SignedCheckpoint(verifying: note.bytes, under: policy)
            }
        }
        let foreign = try PublishedLog.sign(tree.head(4), origin: "other.example/log")
        #expect(throws: NoteError.wrongOrigin) {
            try SignedCheckpoint(verifying: foreign.bytes, under: policy)
        }
    }

    @Test("a changed policy is read or refused, and never crashes")
    func mutations() throws {
        var generator = SeededGenerator(seed: 11)
        let text = Self.log + Self.witnesses + "group g 2 W10 W11 W12\nquorum g\n"
        for _ in 0..<2000 { _ = try? TrustPolicy(generator.mutation(of: Array(text.utf8))) }
        #expect(refusal(text) == nil)
    }
}

@Suite("Requests to a witness")
struct WitnessRequestTests {
    let tree = ReferenceTree(count: 40)

    private func request(_ older: Int, _ newer: Int) throws -> WitnessRequest {
        WitnessRequest(
            oldSize: UInt64(older), proof: older > 0 ? tree.proof(older, newer) : [],
            checkpoint: try PublishedLog.sign(tree.head(newer)))
    }

    private func judge(
        _ request: WitnessRequest, latest: TreeHead?
    ) throws -> WitnessJudgement {
        let isServed = (try? request.origin()) == PublishedLog.origin
        return request.judge(
            logKeys: isServed ? [try PublishedLog.logKey()] : [], latest: latest)
    }

    private func refusal(_ request: WitnessRequest, latest: TreeHead?) throws -> WitnessRefusal? {
        guard case .refuse(let refusal, _) = try judge(request, latest: latest) else { return nil }
        return refusal
    }

    private func evidence(_ request: WitnessRequest, latest: TreeHead?) throws -> WitnessEvidence? {
        guard case .refuse(_, let evidence) = try judge(request, latest: latest) else { return nil }
        return evidence
    }

    @Test("a request has the form of the specification and is read back")
    func form() throws {
        let request = try request(7, 30)
        let text = String(decoding: request.bytes, as: UTF8.self)
        #expect(text.hasPrefix("old 7\n"))
        #expect(text.contains("=\n\nvault.example/access-log\n30\n"))
        #expect(try WitnessRequest(request.bytes) == request)
        let first = try self.request(0, 30)
        #expect(String(decoding: first.bytes, as: UTF8.self).hasPrefix("old 0\n\nvault"))
        #expect(try WitnessRequest(first.bytes) == first)
    }

    @Test("first sight, growth and the same head again are cosigned")
    func accepted() throws {
        #expect(try refusal(request(0, 7), latest: nil) == nil)
        #expect(try refusal(request(7, 30), latest: tree.head(7)) == nil)
        #expect(try refusal(request(30, 30), latest: tree.head(30)) == nil)
        #expect(try refusal(request(0, 0), latest: nil) == nil)
        guard case .cosign(let signed) = try judge(request(7, 30), latest: tree.head(7)) else {
            Issue.record("growth was not cosigned")
            return
        }
        #expect(signed.head == tree.head(30))
    }

    @Test("every refusal has the status of the specification")
    func refused() throws {
        let replay = try refusal(request(0, 30), latest: tree.head(7))
        #expect(replay == .conflict(size: 7) && replay?.status == 409)
        #expect(try refusal(request(7, 30), latest: nil) == .conflict(size: 0))
        let rollback = WitnessRequest(
            oldSize: 30, proof: [], checkpoint: try PublishedLog.sign(tree.head(7)))
        #expect(try refusal(rollback, latest: tree.head(30)) == .malformed)
        #expect(WitnessRefusal.malformed.status == 400)
        let foreign = WitnessRequest(
            oldSize: 0, proof: [],
            checkpoint: try PublishedLog.sign(tree.head(7), origin: "other.example/log"))
        #expect(try refusal(foreign, latest: nil) == .unknownOrigin)
        #expect(WitnessRefusal.unknownOrigin.status == 404)
        let unsigned = WitnessRequest(
            oldSize: 0, proof: [],
            checkpoint: try PublishedLog.signer(seed: 7).sign(
                Checkpoint(origin: PublishedLog.origin, head: tree.head(7))))
        #expect(try refusal(unsigned, latest: nil) == .notSigned)
        #expect(WitnessRefusal.notSigned.status == 403)
    }

    @Test("a fork, a wrong proof and a wrong empty root are inconsistent")
    func inconsistent() throws {
        var entries = tree.entries
        entries[3] = Array("other".utf8)
        let forged = ReferenceTree(entries)
        let fork = WitnessRequest(
            oldSize: 7, proof: forged.proof(7, 30),
            checkpoint: try PublishedLog.sign(forged.head(30)))
        #expect(try refusal(fork, latest: tree.head(7)) == .inconsistent)
        let same = WitnessRequest(
            oldSize: 30, proof: [], checkpoint: try PublishedLog.sign(forged.head(30)))
        #expect(try refusal(same, latest: tree.head(30)) == .inconsistent)
        #expect(try evidence(fork, latest: tree.head(7)) == .unproved)
        #expect(try evidence(same, latest: tree.head(30)) == .fork)
        // The same fork, sent so that another check refuses it first.
        let late = WitnessRequest(oldSize: 7, proof: [], checkpoint: same.checkpoint)
        #expect(try refusal(late, latest: tree.head(30)) == .conflict(size: 30))
        #expect(try evidence(late, latest: tree.head(30)) == .fork)
        let early = WitnessRequest(oldSize: 31, proof: [], checkpoint: same.checkpoint)
        #expect(try refusal(early, latest: tree.head(30)) == .malformed)
        #expect(try evidence(early, latest: tree.head(30)) == .fork)
        let unproved = WitnessRequest(
            oldSize: 7, proof: [], checkpoint: try PublishedLog.sign(tree.head(30)))
        #expect(try refusal(unproved, latest: tree.head(7)) == .inconsistent)
        let needless = WitnessRequest(
            oldSize: 0, proof: [tree.head(1).root], checkpoint: try PublishedLog.sign(tree.head(30))
        )
        #expect(try refusal(needless, latest: nil) == .inconsistent)
        let empty = WitnessRequest(
            oldSize: 0, proof: [],
            checkpoint: try PublishedLog.sign(TreeHead(size: 0, root: tree.head(1).root)))
        #expect(try refusal(empty, latest: nil) == .inconsistent)
        #expect(WitnessRefusal.inconsistent.status == 422)
    }

    @Test("what nobody trusted has signed, and an older head, are no evidence")
    func noEvidence() throws {
        let unsigned = WitnessRequest(
            oldSize: 30, proof: [],
            checkpoint: try PublishedLog.signer(seed: 7).sign(
                Checkpoint(origin: PublishedLog.origin, head: tree.head(7))))
        #expect(try evidence(unsigned, latest: tree.head(30)) == nil)
        #expect(try evidence(request(0, 7), latest: tree.head(30)) == nil)
        #expect(try evidence(request(7, 30), latest: nil) == nil)
    }

    @Test("a text of another form is malformed")
    func malformed() throws {
        let checkpoint = String(decoding: try PublishedLog.sign(tree.head(7)).bytes, as: UTF8.self)
        let hash = Base64.encode(tree.head(1).root.bytes)
        for text in [
            "", "\n\n", checkpoint, "old\n\n\(checkpoint)", "old 07\n\n\(checkpoint)",
            "old -1\n\n\(checkpoint)", "Old 0\n\n\(checkpoint)", "old 0 \n\n\(checkpoint)",
            "old 0\nAAAA\n\n\(checkpoint)", "old 0\n\(hash)\n\(checkpoint)", "old 0\n\n",
            "old 0\n" + String(repeating: "\(hash)\n", count: 64) + "\n\(checkpoint)",
        ] {
            #expect(throws: WitnessRefusal.malformed) { try WitnessRequest(Array(text.utf8)) }
        }
        #expect(throws: WitnessRefusal.malformed) {
            try WitnessRequest([UInt8](repeating: 0x41, count: WitnessRequest.maximumSize + 1))
        }
        #expect(throws: Never.self) { try WitnessRequest(Array("old 0\n\n\(checkpoint)".utf8)) }
    }

    @Test("a changed request is refused when read or when checked, and never crashes")
    func mutations() throws {
        var generator = SeededGenerator(seed: 12)
        let original = try request(7, 30)
        for _ in 0..<1500 {
            let bytes = generator.mutation(of: original.bytes)
            guard bytes != original.bytes, let read = try? WitnessRequest(bytes) else { continue }
            #expect(read.bytes == bytes)
            // Signature lines of unknown keys may change freely; everything else is checked.
            if read.checkpoint.text != original.checkpoint.text || read.proof != original.proof
                || read.oldSize != original.oldSize
            {
                #expect(try refusal(read, latest: tree.head(7)) != nil)
            }
        }
    }
}
