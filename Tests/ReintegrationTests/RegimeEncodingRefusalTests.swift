internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("What is refused as a compiled regime")
struct RegimeEncodingRefusalTests {
    @Test("Another label, a missing field and an extra field are refused in every part")
    func frames() throws {
        let regime = try SampleRegime.make()
        try checkFrame(regime)
        try checkFrame(regime.applies)
        try checkFrame(SampleRegime.relapse)
        try checkFrame(SampleRegime.relapse.period)
        try checkFrame(SampleRegime.reading("early"))
        try checkFrame(SampleRegime.reference)
        for option in regime.options {
            try checkFrame(option)
            for choice in option.choices { try checkFrame(choice) }
        }
        for state in regime.states { try checkFrame(state) }
        for step in regime.steps {
            try checkFrame(step)
            try checkFrame(step.effect)
            for artefact in step.artefacts { try checkFrame(artefact) }
            for rule in step.guards {
                try checkFrame(rule)
                try checkFrame(rule.condition)
            }
        }
        for deadline in regime.deadlines {
            try checkFrame(deadline)
            try checkFrame(deadline.term)
            try checkFrame(deadline.anchor)
            if let pause = deadline.pause { try checkFrame(pause) }
        }
        for lapse in regime.lapses { try checkFrame(lapse) }
    }

    private func checkFrame<Record: CanonicalRecord>(_ record: Record) throws {
        let bytes = record.canonicalBytes
        #expect(try Record(canonical: bytes) == record)
        let fields = try EncodingFields.fields(of: bytes, label: Record.label)
        #expect(throws: CanonicalEncodingError.truncated) {
            try Record(canonical: EncodingFields.join(Record.label, fields.dropLast()))
        }
        #expect(throws: CanonicalEncodingError.trailingBytes) {
            try Record(canonical: EncodingFields.join(Record.label, fields + [[]]))
        }
        #expect(throws: CanonicalEncodingError.wrongLabel) {
            try Record(canonical: EncodingFields.join(Record.label + "x", fields))
        }
    }

    @Test("A word that no list knows is refused")
    func unknownWords() throws {
        let word = Array("sometimes".utf8)
        expectInvalid(StepGuard.self, [word])
        expectInvalid(ProcessStep.Effect.self, [word])
        expectInvalid(ProcessStep.Effect.self, [Array("absence".utf8), word])
        expectInvalid(DeadlineRule.Term.self, [word])
        expectInvalid(DeadlineRule.Anchor.self, [word])
        expectInvalid(LegalPeriod.self, [EncodingFields.number(3), word])
        let label = ProcessStep.label
        var fields = try EncodingFields.fields(of: try decide().canonicalBytes, label: label)
        let roles = fields[8]
        fields[8] = [0, 0, 0, 1, 0, 0, 0, 9] + word
        expectInvalid(ProcessStep.self, fields)
        fields[8] = roles
        #expect(throws: Never.self) {
            try ProcessStep(canonical: EncodingFields.join(label, fields))
        }
    }

    @Test("A name, a rule or a text that breaks its rules is refused")
    func malformedTexts() throws {
        expectInvalid(OptionCondition.self, [Array("Counting".utf8), Array("early".utf8)])
        expectInvalid(OptionCondition.self, [[], Array("early".utf8)])
        expectInvalid(OptionCondition.self, [Array("counting".utf8), [0x61, 0xff]])
        let word = Array("sourced".utf8)
        expectInvalid(LegalReference.self, [Array("r22".utf8), [0x31], [0x31], word])
        // Not UTF-8: a lone lead byte, a surrogate, and the start of a character of four bytes,
        // which is as long as the character that would replace it.
        for bytes: [UInt8] in [[0xc3], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98]] {
            expectInvalid(LegalReference.self, [Array("R22".utf8), bytes, [0x31], word])
        }
    }

    @Test("A condition that asks for one of no steps is refused")
    func noSteps() {
        expectInvalid(
            StepGuard.self, [Array("step-taken".utf8), [0, 0, 0, 0], [0, 0, 0, 0]])
    }

    @Test("A number out of range is refused", arguments: [0, 101, UInt64.max])
    func numbers(count: UInt64) throws {
        let step = Array("decide".utf8)
        expectInvalid(StepGuard.self, [Array("at-most".utf8), step, EncodingFields.number(count)])
        expectInvalid(
            StepGuard.self, [Array("delivery-proven".utf8), step, EncodingFields.number(count)])
        expectInvalid(
            LegalPeriod.self, [EncodingFields.number(count > 100 ? 1201 : 0), Array("weeks".utf8)])
        try expectInvalidRegime { $0[1] = EncodingFields.number(count > 100 ? 1_000_001 : 0) }
    }

    @Test("A set out of order, or with a name twice, is refused")
    func setOrder() throws {
        for names in [["open", "none"], ["none", "none"]] {
            var fields = try EncodingFields.fields(
                of: try decide().canonicalBytes, label: ProcessStep.label)
            fields[6] = EncodingFields.list(names.map { Array($0.utf8) })
            expectInvalid(ProcessStep.self, fields)
        }
    }

    @Test("Roles out of order, or twice, are refused")
    func roleOrder() throws {
        try expectInvalidRegime {
            $0[7] = EncodingFields.list(try EncodingFields.elements(of: $0[7]).reversed())
        }
        try expectInvalidRegime { fields in
            let elements = try EncodingFields.elements(of: fields[7])
            fields[7] = EncodingFields.list(elements + elements.suffix(1))
        }
    }

    @Test("Parts that make no regime are refused")
    func brokenRegimes() throws {
        // No state at all, and the same state twice.
        try expectInvalidRegime { $0[10] = EncodingFields.list([]) }
        try expectInvalidRegime { fields in
            let elements = try EncodingFields.elements(of: fields[10])
            fields[10] = EncodingFields.list(elements + elements.suffix(1))
        }
        // A title that has nothing to read in German.
        try expectInvalidRegime { $0[4] = [0x20] }
        // Nobody stands in a relation; a step, a reading, a deadline is missing.
        try expectInvalidRegime { $0[7] = EncodingFields.list([]) }
        try expectInvalidRegime { $0[8] = EncodingFields.list([]) }
        try expectInvalidRegime {
            $0[11] = EncodingFields.list(try EncodingFields.elements(of: $0[11]).dropLast())
        }
        try expectInvalidRegime {
            $0[12] = EncodingFields.list(try EncodingFields.elements(of: $0[12]).dropFirst())
        }
    }

    @Test("A list that is too long is refused before it is read")
    func longLists() throws {
        let names = (0..<257).map { Array("s\($0)".utf8) }
        for (count, isRefused) in [(256, false), (257, true)] {
            let bytes = EncodingFields.join(
                DeadlineRule.Pause.label,
                [Array("ask".utf8), EncodingFields.list(names.prefix(count))])
            if isRefused {
                #expect(throws: CanonicalEncodingError.tooManyElements) {
                    try DeadlineRule.Pause(canonical: bytes)
                }
            } else {
                #expect(try DeadlineRule.Pause(canonical: bytes).until.count == count)
            }
        }
    }

    @Test("A regime cut off anywhere is refused")
    func truncations() throws {
        let bytes = try SampleRegime.make().canonicalBytes
        var generator = SeededGenerator(seed: 7)
        let lengths =
            (0..<200) + (0..<300).map { _ in Int.random(in: 0..<bytes.count, using: &generator) }
        for length in lengths {
            #expect(throws: CanonicalEncodingError.self) {
                try Regime(canonical: Array(bytes[..<length]))
            }
        }
    }

    @Test(
        "A changed encoding is refused, or is exactly that of another regime",
        arguments: UInt64(0)..<4)
    func mutations(seed: UInt64) throws {
        let regime = try SampleRegime.make()
        let bytes = regime.canonicalBytes
        var mutator = Mutator(seed: seed)
        var refused = 0
        for _ in 0..<500 {
            let mutation = mutator.mutation(of: bytes)
            do {
                let other = try Regime(canonical: mutation)
                #expect(other.canonicalBytes == mutation)
                #expect(other != regime)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 250)
    }

    @Test("One flipped bit is refused, or makes exactly another regime")
    func bitFlips() throws {
        let regime = try SampleRegime.make()
        let bytes = regime.canonicalBytes
        var generator = SeededGenerator(seed: 2022)
        for _ in 0..<1500 {
            var mutation = bytes
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            mutation[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            guard let other = try? Regime(canonical: mutation) else { continue }
            #expect(other.canonicalBytes == mutation)
            #expect(other != regime)
        }
    }

    private func decide() throws -> ProcessStep {
        try #require(SampleRegime.make().steps.first { $0.name == "decide" })
    }

    private func expectInvalid<Record: CanonicalRecord>(_: Record.Type, _ fields: [[UInt8]]) {
        #expect(throws: CanonicalEncodingError.invalidField) {
            try Record(canonical: EncodingFields.join(Record.label, fields))
        }
    }

    private func expectInvalidRegime(_ change: (inout [[UInt8]]) throws -> Void) throws {
        let bytes = try SampleRegime.make().canonicalBytes
        var fields = try EncodingFields.fields(of: bytes, label: Regime.label)
        try change(&fields)
        expectInvalid(Regime.self, fields)
    }
}
