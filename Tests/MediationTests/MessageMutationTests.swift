import CryptoPrimitives
import Mediation
import Records
import TestSupport
import Testing
import VaultClient
import VaultFixture

@Suite("Hostile messages") struct MessageMutationTests {
    private let dossier: TestDossier
    private let exchanges: [(message: [UInt8], answer: [UInt8])]
    private var vault: TestVault { dossier.vault }
    private var keys: UnlockedKeys { dossier.physician.person.keys }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        let transport = RecordingTransport(dossier.vault.mediator)
        let (person, appointment) = dossier.physician
        let session = dossier.vault.session(person, as: appointment, through: transport)
        _ = try session.level()
        let section = try dossier.write(
            .medicalAssessment, "geheim", by: session, role: .occupationalPhysician
        ).manifest.section
        _ = try dossier.open(.medicalAssessment, by: session)
        let consent = try dossier.consent()
        try session.disclose(
            dossier: dossier.id, section: section, to: [consent.grant], purpose: .care)
        _ = try session.versions(of: section, in: dossier.id, purpose: .reintegration)
        _ = try session.dossiers()
        _ = try session.show(dossier.id)
        try session.index(dossier.id, by: ["Werknemer"])
        _ = try session.search("Werknemer", purpose: .reintegration)
        _ = try session.notices()
        _ = try session.ownEntries()
        _ = try session.append([
            .withdrawal(of: consent.id, evidence: "brief", in: dossier.id)
        ])
        exchanges = transport.exchanges
    }

    /// A mediator that has counted no strangers yet.
    private func mediator() throws -> Mediator {
        try Mediator(
            store: vault.store, secrets: vault.keystore, clock: vault.clock.mediatorClock,
            level: .sameProcess)
    }

    /// Whether bytes are an answer: a signed reply, or the welcome to a greeting.
    private func isAnswer(_ bytes: [UInt8]) -> Bool {
        bytes.reply != nil || (try? Hello.Answer(canonical: bytes)) != nil
    }

    @Test("whatever is done to the bytes of a message, an answer comes and no entry is made")
    func bytes() throws {
        var mutator = Mutator(seed: 11)
        let size = try vault.logSize
        var mediator = try mediator()
        for round in 0..<Rounds.scaled(3000) {
            if round.isMultiple(of: 50) { mediator = try self.mediator() }
            let original = exchanges[round % exchanges.count].message
            let answer = mediator.handle(mutator.mutation(of: original))
            #expect(isAnswer(answer))
        }
        // Each had been handled: what still verifies is asked again and gets its entries.
        #expect(try vault.logSize == size)
        #expect(vault.isFoundClean())
    }

    @Test("whatever is done to a call, signed as it is, what is malformed makes no entry")
    func calls() throws {
        var mutator = Mutator(seed: 12)
        let requests = exchanges.compactMap(\.message.request)
        var malformed = 0
        let count = Rounds.scaled(2500)
        for round in 0..<count {
            let request = requests[round % requests.count]
            let call = mutator.mutation(of: request.call.encoded)
            let kinds = Call.Kind.allCases
            // Every third is a call of another kind.
            let kind = round % 3 == 0 ? kinds[round % kinds.count] : request.call.kind
            let message = try request.encoded(kind: kind.rawValue, call: call)
                .signed(by: keys, appointment: request.appointment)
            let size = try vault.logSize
            let answer = vault.mediator.handle(message)
            let reply = try #require(answer.reply)
            if reply.outcome == .failed(.malformed) { malformed += 1 }
            if case .failed = reply.outcome {
                #expect(reply.entries.isEmpty)
                #expect(try vault.logSize == size, "a failure of \(kind) makes no entry")
            }
        }
        #expect(malformed > count / 2)
        #expect(vault.isFoundClean())
    }

    @Test("crossed types, huge lengths and deep lists are malformed")
    func shapes() throws {
        let request = try #require(
            exchanges.last { $0.message.callKind == .append }?.message.request)
        let size = try vault.logSize
        let huge: [[UInt8]] = [
            [0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff],
            [0, 0, 0, 4, 0xff, 0xff, 0xff, 0xff],
            [0, 0, 0, 8, 0, 0xff, 0xff, 0xff, 0, 0, 0, 0],
        ]
        var encodings: [[UInt8]] = []
        for kind in Call.Kind.allCases {
            encodings.append(Array("vault/v1/\(kind.rawValue)\0".utf8))
        }
        for label in encodings { for tail in huge { encodings.append(label + tail) } }
        // A list in a list in a list, until there is room for no more.
        var deep: [UInt8] = []
        for _ in 0..<2000 {
            var encoder = CanonicalEncoder("vault/v1/append-statements")
            encoder.append(list: [deep])
            deep = encoder.bytes
        }
        encodings.append(deep)
        for encoding in encodings {
            // A call without fields is its label.
            for kind in Call.Kind.allCases
            where kind != .fetchNotices || encoding != FetchNotices().canonicalBytes {
                let message = try request.encoded(kind: kind.rawValue, call: encoding)
                    .signed(by: keys, appointment: request.appointment)
                #expect(vault.mediator.handle(message).outcome == .failed(.malformed))
            }
        }
        for word in ["", "append ", "APPEND", String(repeating: "a", count: 65), "\u{0}"] {
            let message = try request.encoded(kind: word, call: request.call.encoded)
                .signed(by: keys, appointment: request.appointment)
            #expect(vault.mediator.handle(message).outcome == .failed(.malformed))
        }
        for message in [[], [0], Array("vault/v1/hello".utf8), deep] {
            #expect(vault.mediator.handle(message).outcome == .failed(.malformed))
        }
        #expect(try vault.logSize == size)
    }

    @Test("a moment outside the years 1 to 9999 is malformed, in a request and in a statement")
    func moments() throws {
        let append = try #require(
            exchanges.last { $0.message.callKind == .append }?.message.request)
        let size = try vault.logSize
        let far = [
            .min, Instant.earliest.seconds - 1, Instant.latest.seconds + 1, Int64.max,
        ]
        for time in far.map(Instant.init(seconds:)) {
            let request = Request(
                vault: append.vault, member: append.member, appointment: append.appointment,
                time: time, nonce: append.nonce, ephemeralKey: append.ephemeralKey,
                seenSize: append.seenSize, call: append.call)
            #expect(
                try vault.mediator.handle(request.signed(by: keys)).outcome == .failed(.malformed))
            guard case .append(let call) = append.call, let signed = call.statements.first else {
                Issue.record("there is no statement")
                return
            }
            let statement = Statement(
                signed.statement.body, chain: signed.statement.chain,
                previous: signed.statement.previous, time: time, nonce: signed.statement.nonce)
            let appended = append.replacing(
                call: .append(
                    AppendStatements(
                        statements: [SignedStatement(statement, signatures: signed.signatures)])))
            #expect(
                try vault.mediator.handle(appended.signed(by: keys)).outcome == .failed(.malformed))
        }
        #expect(try vault.logSize == size)
    }

    @Test("who asks for entries from beyond any log gets none")
    func farEntries() throws {
        let founder = vault.founders[1]
        let transport = RecordingTransport(vault.mediator)
        _ = try vault.session(founder, through: transport).leaves(from: 0, count: 1)
        let request = try #require(transport.exchanges.last?.message.request)
        for from in [UInt64(Int64.max), 1 << 62, try vault.logSize + 100] {
            let call = Call.readLog(ReadLog(selection: .range, from: from, count: 4096))
            let reply = try vault.mediator.handle(
                request.replacing(call: call).signed(by: founder.keys)
            ).reply
            #expect(reply?.answer(ReadLog.Answer.self) == ReadLog.Answer(entries: [], next: nil))
        }
    }

    @Test("a field that is left out, doubled, or too much is malformed")
    func fields() throws {
        let size = try vault.logSize
        for (message, _) in exchanges {
            guard let request = message.request else { continue }
            let fields = try request.fields()
            for index in fields.indices {
                let (before, own, after) = (
                    Array(fields[..<index]), fields[index], Array(fields[(index + 1)...])
                )
                for changed in [
                    before + after, before + [own, own] + after, before + [[], own] + after,
                ] {
                    let bytes = Request.encoded(fields: changed)
                    let signed = try bytes.signed(by: keys, appointment: request.appointment)
                    let outcome = vault.mediator.handle(signed).outcome
                    guard case .failed? = outcome else {
                        Issue.record("field \(index) of \(request.call.kind) can be changed")
                        continue
                    }
                }
            }
        }
        #expect(try vault.logSize == size)
    }
}

extension Request {
    /// The encoding with another kind and other bytes of the call, whatever they are.
    func encoded(kind: String, call: [UInt8]) throws -> [UInt8] {
        var fields = try fields()
        fields[fields.count - 2] = Array(kind.utf8)
        fields[fields.count - 1] = call
        return Self.encoded(fields: fields)
    }

    /// The fields of the encoding.
    func fields() throws -> [[UInt8]] {
        var decoder = try CanonicalDecoder(canonicalBytes, label: Self.label)
        var fields: [[UInt8]] = []
        while !decoder.isAtEnd { fields.append(try decoder.bytes()) }
        return fields
    }

    /// An encoding of fields, whatever they are.
    static func encoded(fields: [[UInt8]]) -> [UInt8] {
        var encoder = CanonicalEncoder(label)
        for field in fields { encoder.append(field) }
        return encoder.bytes
    }
}
