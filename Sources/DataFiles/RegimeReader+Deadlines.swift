internal import Records
internal import Reintegration

extension RegimeReader {
    func deadlines(_ node: YAMLNode) throws(DataFileError) -> [DeadlineRule] {
        var deadlines: [DeadlineRule] = []
        for element in try node.list() { deadlines.append(try deadline(element)) }
        return deadlines
    }

    /// Which deadlines name the steps that start them, beside those that a step itself names: so a
    /// part adds its deadlines to the steps of the file that includes it.
    func starts(_ node: YAMLNode) throws(DataFileError) -> [StepName: [DeadlineName]] {
        var starts: [StepName: [DeadlineName]] = [:]
        for element in try node.list() {
            let entries = try element.entries()
            guard let steps = entries.first(where: { $0.key == "started-by" })?.value,
                let name = entries.first(where: { $0.key == "deadline" })?.value
            else { continue }
            let deadline: DeadlineName = try name.name()
            for step in try steps.names(of: ProcessNaming.Step.self)
            where starts[step]?.contains(deadline) != true {
                starts[step, default: []].append(deadline)
            }
        }
        return starts
    }

    private func deadline(_ node: YAMLNode) throws(DataFileError) -> DeadlineRule {
        let mapping = try node.mapping(
            required: [
                "deadline", "label", "term", "counted-from", "runs-in", "met-by", "who",
                "consequence",
            ],
            optional: [
                "only-with", "nature", "first-day", "last-day", "receipt", "recorded-by",
                "from-incapacity",
                "pause", "while", "guards", "started-by",
            ] + Self.referenceKeys)
        let reference = try reference(mapping)
        let termNode = try mapping.required("term")
        let text = try termNode.text()
        let term: DeadlineRule.Term
        if text == "at-once" {
            term = .atOnce
        } else if let parameter = StepParameter(rawValue: text) {
            guard parameter.kind == .day else { throw termNode.error("`\(text)` is not a day") }
            term = .day(parameter)
        } else if let (period, parameter) = Self.countdown(text) {
            term = .before(period, parameter)
        } else {
            term = .period(try termNode.period())
        }
        var anchor = DeadlineRule.Anchor.step
        if try mapping["from-incapacity"]?.boolean() ?? false {
            anchor = .incapacityStart
        } else if let receipt = mapping["receipt"] {
            let parameter = try receipt.word(of: StepParameter.self, "parameter")
            guard parameter.kind == .day else { throw receipt.error("a receipt is a day") }
            anchor = .receipt(parameter, recordedBy: try mapping["recorded-by"]?.name())
        }
        return DeadlineRule(
            name: try mapping.required("deadline").name(),
            label: try mapping.required("label").localizedText(),
            reference: reference, onlyWith: try onlyWith(mapping["only-with"]),
            nature: try mapping["nature"]?.word(
                of: DeadlineRule.Nature.self, "nature") ?? .duty,
            term: term,
            firstDay: try mapping["first-day"]?.word(
                of: LegalPeriod.FirstDay.self, "first day") ?? .dayAfter,
            lastDay: try mapping["last-day"]?.word(
                of: DeadlineRule.LastDay.self, "last day") ?? .stays,
            anchor: anchor, anchorLabel: try mapping.required("counted-from").localizedText(),
            runsIn: Set(try mapping.required("runs-in").names(of: ProcessNaming.State.self)),
            metBy: try mapping.required("met-by").names(),
            who: try mapping.required("who").words(of: Role.self, "role"),
            consequence: try mapping.required("consequence").localizedText(),
            pause: try pause(mapping["pause"]),
            presence: try mapping["while"]?.word(
                of: DeadlineRule.Presence.self, "presence") ?? .absent,
            conditions: try guards(mapping["guards"], inheriting: reference))
    }

    /// A term that is counted back from a day, such as `1 months before expected-return-on`.
    private static func countdown(_ text: String) -> (LegalPeriod, StepParameter)? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 4, words[2] == "before",
            let period = LegalPeriod("\(words[0]) \(words[1])"), !period.unit.countsWorkingDays,
            let parameter = StepParameter(rawValue: String(words[3])), parameter.kind == .day
        else { return nil }
        return (period, parameter)
    }

    private func pause(_ node: YAMLNode?) throws(DataFileError) -> DeadlineRule.Pause? {
        guard let node else { return nil }
        let mapping = try node.mapping(required: ["from", "until"])
        return DeadlineRule.Pause(
            from: try mapping.required("from").name(),
            until: try mapping.required("until").names())
    }
}
