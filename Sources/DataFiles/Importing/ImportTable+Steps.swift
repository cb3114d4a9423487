internal import Reintegration

extension ImportTable {
    /// Reads the steps of a row of JSON: `[{"step", "date", "set", "forms"}]`.
    mutating func steps(_ node: YAMLNode) -> [Step] {
        guard case .list(let elements) = node.content else {
            report(node.line, Self.stepsMember, "a list of steps is expected")
            return []
        }
        guard elements.count <= ImportColumn.maximumSteps else {
            report(
                node.line, Self.stepsMember, "\(ImportColumn.maximumSteps) steps at most in a row")
            return []
        }
        return elements.enumerated().map { step($1, "\(Self.stepsMember)[\($0 + 1)]") }
    }

    private mutating func step(_ node: YAMLNode, _ place: String) -> Step {
        var step = Step(place: place, line: node.line)
        guard case .mapping(let entries) = node.content else {
            report(node.line, place, "the step is no object")
            return step
        }
        for entry in entries {
            switch (entry.key, entry.value.content) {
            case ("step", .text(let text)): step.name = cell(text, entry.line)
            case ("date", .text(let text)): step.day = cell(text, entry.line)
            case ("set", .mapping(let settings)):
                for setting in settings {
                    guard case .text(let text) = setting.value.content else {
                        report(setting.line, place + ".set", "a text is expected")
                        continue
                    }
                    guard let value = cell(text, setting.line) else { continue }
                    step.settings.append(Step.Setting(name: setting.key, value: value))
                }
            case ("forms", .mapping(let forms)):
                step.forms = forms.map {
                    Step.FilledForm(name: $0.key, value: FormFile.value($0.value))
                }
            case ("step", _), ("date", _): report(entry.line, place, "a text is expected")
            case ("set", _), ("forms", _): report(entry.line, place, "an object is expected")
            default: report(entry.line, place, "a step has no such member")
            }
        }
        return step
    }

    private func cell(_ text: String, _ line: Int) -> Cell? {
        text.isBlank ? nil : Cell(text: text.withoutSpaceAtEnds, line: line)
    }
}
