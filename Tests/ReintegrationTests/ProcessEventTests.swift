internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("The encoding of an event") struct ProcessEventTests {
    private func event(full: Bool) throws -> ProcessEvent {
        var generator = SeededGenerator(seed: 5)
        let now = Story.noon("2024-05-06")
        let parameters: [StepParameter: ParameterValue] = [
            .receivedByWorker: .day("2024-05-06"), .receivedByEmployer: .day("2024-05-07"),
            .receivedByPhysician: .day("2024-05-08"), .certificateHandedOver: .day("2024-05-01"),
            .workAccident: .flag(true), .invitationNumber: .number(3),
            .deliveryProof: .digest(Digest(hashing: [1])),
            .letterToEmployer: .digest(Digest(hashing: [2])),
            .letterToInspector: .digest(Digest(hashing: [3])),
            .consent: .consent(ConsentID(at: now, randomness: generator.bytes(10))),
            .measures: .measures([.otherWork, .adaptedWork]), .validFrom: .day("2024-06-01"),
            .validUntil: .day("2024-12-31"), .reasonsGiven: .flag(false),
            .reportGround: .ground(.notReasonablyDemandable),
            .possibilitiesConsidered: .flag(true),
            .letterToWorker: .digest(Digest(hashing: [6])),
            .letterToPhysician: .digest(Digest(hashing: [7])),
            .reexaminationOn: .day("2024-09-01"), .nextContactOn: .day("2024-05-13"),
            .expectedReturnOn: .day("2024-07-01"),
            .headCount: .count(1_234), .mentionsAdaptedWork: .flag(true),
            .mentionsAssistance: .flag(false), .asksAdaptedWork: .flag(true),
            .workerWilling: .flag(true), .employerWilling: .flag(false),
            .yearTwoGoal: .goal(.otherEmployer),
        ]
        return ProcessEvent(
            id: EventID(at: now, randomness: generator.bytes(10)),
            dossier: DossierID(at: now, randomness: generator.bytes(10)), step: "deliver-plan",
            actor: .init(
                member: MemberID(at: now, randomness: generator.bytes(10)), role: .employer,
                organisation: full
                    ? OrganisationID(at: now, randomness: generator.bytes(10)) : nil),
            occurredOn: "2024-05-06", recordedAt: now,
            sections: full ? [Digest(hashing: [4]), Digest(hashing: [5])] : [],
            parameters: full ? try #require(StepParameters(parameters)) : .init())
    }

    @Test("an event with every parameter comes back as it was", arguments: [true, false])
    func roundTrip(full: Bool) throws {
        let event = try event(full: full)
        if full { #expect(event.parameters.given.count == StepParameter.allCases.count) }
        #expect(try ProcessEvent(decoding: event.encoded) == event)
    }

    @Test("the bytes begin with the label and are the same each time")
    func label() throws {
        let bytes = try event(full: true).encoded
        #expect(bytes.starts(with: Array("vault/v1/event".utf8) + [0]))
        #expect(try event(full: true).encoded == bytes)
    }

    @Test("changed bytes are refused, or are the one encoding of another event")
    func mutations() throws {
        for full in [true, false] {
            let bytes = try event(full: full).encoded
            var mutator = Mutator(seed: full ? 11 : 12)
            var refused = 0
            for _ in 0..<1500 {
                let mutation = mutator.mutation(of: bytes)
                do {
                    #expect(try ProcessEvent(decoding: mutation).encoded == mutation)
                } catch {
                    refused += 1
                }
            }
            #expect(refused > 700)
        }
    }

    @Test("every truncation is refused")
    func truncations() throws {
        let bytes = try event(full: true).encoded
        for length in 0..<bytes.count {
            #expect(throws: CanonicalEncodingError.self) {
                try ProcessEvent(decoding: Array(bytes[..<length]))
            }
        }
    }

    @Test("an event that is larger than 64 KiB is not read")
    func tooLarge() throws {
        let bytes = try event(full: true).encoded + [UInt8](repeating: 0, count: 64 << 10)
        #expect(throws: CanonicalEncodingError.tooLarge) { try ProcessEvent(decoding: bytes) }
    }

    @Test("a parameter has a value of its own type only")
    func types() {
        #expect(StepParameters([.workAccident: .day("2024-01-01")]) == nil)
        #expect(StepParameters([.workAccident: .flag(true)]) != nil)
    }
}
