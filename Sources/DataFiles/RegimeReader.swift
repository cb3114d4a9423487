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
