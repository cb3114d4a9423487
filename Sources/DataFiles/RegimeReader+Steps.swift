internal import Records
internal import Reintegration

extension RegimeReader {
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
}
