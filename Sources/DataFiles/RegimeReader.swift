internal import Records
internal import Reintegration

/// Reads the parts of a regime.
struct RegimeReader {
    /// The documents that rules cite, by the short name that the file gives them.
    let sources: [String: String]

    /// Reads the sources that the file names.
    init(_ file: YAMLMapping) throws(DataFileError) {
        var sources: [String: String] = [:]
        for entry in try file.required("sources").entries() {
            sources[entry.key] = try entry.value.text()
        }
        self.sources = sources
    }

    /// How a role must stand to the worker.
    func relations(_ node: YAMLNode) throws(DataFileError) -> [Role: [Relation]] {
        var relations: [Role: [Relation]] = [:]
        for entry in try node.entries() {
            guard let role = Role(rawValue: entry.key) else {
                throw node.unknown("role", entry.key, among: Role.allCases.map(\.rawValue))
            }
            relations[role] = try entry.value.words(of: Relation.self, "relation")
        }
        return relations
    }

    /// Keys that every cited rule has.
    static let referenceKeys = ["rule", "article", "source", "standing"]

    /// The reference of a rule; what it leaves out it takes from the rule that it belongs to.
    func reference(
        _ mapping: YAMLMapping, inheriting parent: LegalReference? = nil
    ) throws(DataFileError) -> LegalReference {
        guard let rule = try mapping["rule"]?.rule() ?? parent?.rule else {
            throw mapping.node.error("the key `rule` is missing")
        }
        guard let article = try mapping["article"]?.text() ?? parent?.article else {
            throw mapping.node.error("the key `article` is missing", hint: "write `–` for none")
        }
        guard let source = try mapping["source"].map(source) ?? parent?.source else {
            throw mapping.node.error("the key `source` is missing")
        }
        let standing = try mapping["standing"]?.word(
            of: LegalReference.Standing.self, "standing")
        return LegalReference(
            rule: rule, article: article, source: source,
            standing: standing ?? parent?.standing ?? .sourced)
    }

    private func source(_ node: YAMLNode) throws(DataFileError) -> String {
        let key = try node.text()
        guard let source = sources[key] else {
            throw node.unknown("source", key, among: sources.keys.sorted())
        }
        return source
    }

    func applicability(_ node: YAMLNode) throws(DataFileError) -> RegimeApplicability {
        let mapping = try node.mapping(
            required: ["jurisdiction", "procedure", "requested-from"],
            optional: [
                "requested-before", "takes-over-undecided-on", "decided-before", "incapacity-from",
            ]
                + Self.referenceKeys)
        return RegimeApplicability(
            jurisdiction: try mapping.required("jurisdiction").word(
                of: Jurisdiction.self, "jurisdiction"),
            procedure: try mapping.required("procedure").word(of: Procedure.self, "procedure"),
            requestedFrom: try mapping.required("requested-from").date(),
            requestedBefore: try mapping["requested-before"]?.date(),
            takesOverUndecidedOn: try mapping["takes-over-undecided-on"]?.date(),
            decidedBefore: try mapping["decided-before"]?.date(),
            incapacityFrom: try mapping["incapacity-from"]?.date(),
            reference: try reference(mapping))
    }

    func options(_ node: YAMLNode) throws(DataFileError) -> [ProcessOption] {
        var options: [ProcessOption] = []
        for element in try node.list() {
            let mapping = try element.mapping(
                required: ["option", "label", "choices", "standard"])
            var choices: [ProcessOption.Choice] = []
            for choice in try mapping.required("choices").list() {
                let choice = try choice.mapping(required: ["choice", "label", "source"])
                choices.append(
                    ProcessOption.Choice(
                        name: try choice.required("choice").name(),
                        label: try choice.required("label").localizedText(),
                        source: try source(choice.required("source"))))
            }
            options.append(
                ProcessOption(
                    name: try mapping.required("option").name(),
                    label: try mapping.required("label").localizedText(), choices: choices,
                    standard: try mapping.required("standard").name()))
        }
        return options
    }

    func onlyWith(_ node: YAMLNode?) throws(DataFileError) -> OptionCondition? {
        guard let node else { return nil }
        let mapping = try node.mapping(required: ["option", "choice"])
        return OptionCondition(
            option: try mapping.required("option").name(),
            choice: try mapping.required("choice").name())
    }

    func states(_ node: YAMLNode) throws(DataFileError) -> [ProcessState] {
        var states: [ProcessState] = []
        for element in try node.list() {
            let mapping = try element.mapping(
                required: ["state", "kind", "phase", "label"], optional: ["track"])
            states.append(
                ProcessState(
                    name: try mapping.required("state").name(),
                    label: try mapping.required("label").localizedText(),
                    kind: try mapping.required("kind").word(
                        of: ProcessState.Kind.self, "kind of state"),
                    phase: try mapping.required("phase").word(of: Phase.self, "phase"),
                    track: try mapping["track"]?.name() ?? ProcessState.standardTrack))
        }
        return states
    }

    /// States by name; `any-open` stands for every open state.
    private func from(
        _ node: YAMLNode, states: [ProcessState]
    ) throws(DataFileError) -> Set<StateName> {
        if case .text("any-open") = node.content {
            return Set(
                states.filter { $0.kind == .open && $0.track == ProcessState.standardTrack }
                    .map(\.name))
        }
        return Set(try node.names(of: ProcessNaming.State.self))
    }

    func steps(
        _ node: YAMLNode, states: [ProcessState]
    ) throws(DataFileError) -> [ProcessStep] {
        var steps: [ProcessStep] = []
        for element in try node.list() { steps.append(try step(element, states: states)) }
        return steps
    }

    private func step(
        _ node: YAMLNode, states: [ProcessState]
    ) throws(DataFileError) -> ProcessStep {
        let mapping = try node.mapping(
            required: ["step", "label", "by"],
            optional: [
                "from", "to", "absence", "decision", "overtakes", "confidential",
                "needs-parameters",
                "takes-parameters", "writes", "may-write", "guards", "starts", "notifies",
            ] + Self.referenceKeys)
        let reference = try reference(mapping)
        let effect: ProcessStep.Effect
        var origins: Set<StateName> = []
        if let absence = mapping["absence"] {
            for key in ["from", "to"] {
                guard mapping[key] == nil else {
                    throw node.error("an absence is recorded in every state: no `\(key)`")
                }
            }
            effect = .absence(try absence.word(of: AbsenceEffect.self, "absence"))
        } else {
            origins = try from(mapping.required("from"), states: states)
            effect = .moves(to: try mapping["to"]?.name())
        }
        return ProcessStep(
            name: try mapping.required("step").name(),
            label: try mapping.required("label").localizedText(), reference: reference,
            from: origins, effect: effect,
            by: try mapping.required("by").words(of: Role.self, "role"),
            communicatesDecision: try mapping["decision"]?.boolean() ?? false,
            overtakes: try mapping["overtakes"]?.boolean() ?? false,
            isConfidential: try mapping["confidential"]?.boolean() ?? false,
            required: try mapping["needs-parameters"]?.words(
                of: StepParameter.self, "parameter") ?? [],
            optional: try mapping["takes-parameters"]?.words(
                of: StepParameter.self, "parameter") ?? [],
            artefacts: try artefacts(mapping["writes"], isRequired: true)
                + artefacts(mapping["may-write"], isRequired: false),
            guards: try guards(mapping["guards"], inheriting: reference),
            starts: try mapping["starts"]?.names(of: ProcessNaming.Deadline.self) ?? [],
            notifies: try mapping["notifies"]?.words(of: Role.self, "role") ?? [])
    }

    /// Section kinds; the form of a kind has the kind's name unless `kind: form` says another.
    private func artefacts(
        _ node: YAMLNode?, isRequired: Bool
    ) throws(DataFileError) -> [Artefact] {
        guard let node else { return [] }
        var artefacts: [Artefact] = []
        for element in try node.list() {
            if case .mapping = element.content {
                let mapping = try element.mapping(required: ["kind", "form"])
                artefacts.append(
                    Artefact(
                        kind: try mapping.required("kind").word(of: SectionKind.self, "kind"),
                        form: try mapping.required("form").name(), isRequired: isRequired))
            } else {
                artefacts.append(
                    Artefact(
                        kind: try element.word(of: SectionKind.self, "kind of section"),
                        form: try element.name(), isRequired: isRequired))
            }
        }
        return artefacts
    }

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
                "only-with", "nature", "first-day", "receipt", "recorded-by", "from-incapacity",
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

    func lapses(_ node: YAMLNode) throws(DataFileError) -> [Lapse] {
        var lapses: [Lapse] = []
        for element in try node.list() {
            let mapping = try element.mapping(
                required: ["lapse", "label", "from", "deadline", "to"],
                optional: ["guards", "notifies"] + Self.referenceKeys)
            let reference = try reference(mapping)
            lapses.append(
                Lapse(
                    name: try mapping.required("lapse").name(),
                    label: try mapping.required("label").localizedText(), reference: reference,
                    from: try mapping.required("from").name(),
                    deadline: try mapping.required("deadline").name(),
                    target: try mapping.required("to").name(),
                    guards: try guards(mapping["guards"], inheriting: reference),
                    notifies: try mapping["notifies"]?.words(of: Role.self, "role") ?? []))
        }
        return lapses
    }
}
