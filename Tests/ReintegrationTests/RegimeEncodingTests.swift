internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import Testing

@Suite("The compiled form of a regime")
struct RegimeEncodingTests {
    @Test("A regime that uses every kind of part comes back as it was")
    func roundTrip() throws {
        let regime = try SampleRegime.make()
        let bytes = regime.canonicalBytes
        #expect(try Regime(canonical: bytes) == regime)
        #expect(try Regime(canonical: bytes).canonicalBytes == bytes)
    }

    @Test("The regime that is shipped comes back as it was")
    func shippedRegime() throws {
        let regime = try Shipped.be2022()
        let compiled = regime.canonicalBytes
        #expect(try Regime(canonical: compiled) == regime)
        #expect(try Regime(canonical: compiled).canonicalBytes == compiled)
    }

    @Test("Encodings are what the format says, byte for byte")
    func vectors() {
        // A label and a zero byte, then each field after its length in 4 bytes; 49 is `1`.
        let period =
            "vault/v1/regime-period\0"
            + "\0\0\0\u{8}\0\0\0\0\0\0\0\u{31}" + "\0\0\0\u{d}calendar-days"
        #expect(LegalPeriod(49, .calendarDays)?.canonicalBytes == Array(period.utf8))
        let condition =
            "vault/v1/regime-guard\0" + "\0\0\0\u{a}step-taken"
            + "\0\0\0\u{c}\0\0\0\u{1}\0\0\0\u{4}plan"
            + "\0\0\0\u{17}\0\0\0\u{2}\0\0\0\u{8}decide-b\0\0\0\u{3}ask"
        let stepTaken = StepGuard.stepTaken(["plan"], after: ["decide-b", "ask"])
        #expect(stepTaken.canonicalBytes == Array(condition.utf8))
        let closed =
            "vault/v1/regime-state\0" + "\0\0\0\u{6}closed"
            + "\0\0\0\u{1}n\0\0\0\u{1}f\0\0\0\u{1}d\0\0\0\u{1}e"
            + "\0\0\0\u{8}terminal" + "\0\0\0\u{6}closed" + "\0\0\0\u{a}trajectory"
        let state = ProcessState(
            name: "closed", label: LocalizedText(nl: "n", fr: "f", de: "d", en: "e"),
            kind: .terminal, phase: .closed)
        #expect(state.canonicalBytes == Array(closed.utf8))
    }

    @Test("Every guard has an encoding of its own and comes back", arguments: SampleRegime.guards)
    func guardRoundTrip(condition: StepGuard) throws {
        let bytes = condition.canonicalBytes
        #expect(try StepGuard(canonical: bytes) == condition)
        #expect(SampleRegime.guards.filter { $0.canonicalBytes == bytes }.count == 1)
    }

    @Test("A set has one encoding, whatever the order in which it was filled")
    func setsAreSorted() throws {
        let names: [StateName] = ["none", "open", "paused", "ready", "done"]
        let encodings = [names, names.reversed()].map { names in
            SampleRegime.step("any", from: Set(names), effect: .moves(to: nil)).canonicalBytes
        }
        #expect(encodings[0] == encodings[1])
        let from = try EncodingFields.fields(of: encodings[0], label: ProcessStep.label)[6]
        let sorted = ["done", "none", "open", "paused", "ready"]
        #expect(from == EncodingFields.list(sorted.map { Array($0.utf8) }))
    }

    @Test("The encoding holds every stored property of every part")
    func storedProperties() throws {
        // A new property has to be encoded, and then named here.
        let regime = try SampleRegime.make()
        #expect(
            properties(regime) == [
                "name", "revision", "title", "applies", "relations", "options", "holidays",
                "states",
                "steps", "deadlines", "lapses", "tracks",
            ])
        #expect(
            properties(regime.applies) == [
                "jurisdiction", "procedure", "requestedFrom", "requestedBefore",
                "takesOverUndecidedOn",
                "decidedBefore", "incapacityFrom",
                "reference",
            ])
        let option = try #require(regime.options.first)
        #expect(properties(option) == ["name", "label", "choices", "standard"])
        #expect(properties(try #require(option.choices.first)) == ["name", "label", "source"])
        let state = try #require(regime.states.first)
        #expect(properties(state) == ["name", "label", "kind", "phase", "track"])
        let step = try #require(regime.steps.first { !$0.artefacts.isEmpty })
        #expect(
            properties(step) == [
                "name", "label", "reference", "from", "effect", "by", "communicatesDecision",
                "overtakes", "isConfidential", "required", "optional", "artefacts", "guards",
                "starts", "notifies",
            ])
        #expect(properties(step.reference) == ["rule", "article", "source", "standing"])
        #expect(
            properties(try #require(step.artefacts.first)) == ["kind", "form", "isRequired"])
        #expect(
            properties(try #require(step.guards.first)) == [
                "condition", "reference", "onlyWith", "during",
            ])
        let deadline = try #require(regime.deadlines.first { $0.pause != nil })
        #expect(
            properties(deadline) == [
                "name", "label", "reference", "onlyWith", "nature", "term", "firstDay", "lastDay",
                "anchor",
                "anchorLabel", "runsIn", "metBy", "who", "consequence", "pause",
                "presence", "conditions",
            ])
        #expect(properties(try #require(deadline.pause)) == ["from", "until"])
        let lapse = try #require(regime.lapses.first)
        #expect(
            properties(lapse) == [
                "name", "label", "reference", "from", "deadline", "target", "guards", "notifies",
            ])
        #expect(properties(SampleRegime.relapse) == ["period", "firstDay"])
        #expect(properties(SampleRegime.relapse.period) == ["count", "unit"])
        #expect(properties(SampleRegime.reading("early")) == ["option", "choice"])
    }

    private func properties(_ value: some Any) -> [String] {
        Mirror(reflecting: value).children.compactMap(\.label)
    }
}
