internal import Records
package import Reintegration

/// Reads a regime: states, steps, guards, deadlines and their sources (docs/formats/regime-file.md).
package enum RegimeFile {
    /// Reads and checks a regime.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    ///   - parts: The files from which it can take parts, by name.
    /// - Returns: The regime, which every check has passed.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package static func parse(
        _ bytes: [UInt8], file: String, parts: [String: [UInt8]] = [:]
    ) throws(DataFileError) -> Regime {
        let document = try YAMLDocument(bytes, file: file)
        try document.root.checkSizes(list: 256)
        let root = try document.root.mapping(
            required: ["regime", "revision", "title", "applies", "sources"],
            optional: ["parts"] + RegimeContent.keys)
        let reader = try RegimeReader(root)
        var content = try RegimeContent(root)
        var documents = [(file, document)]
        for node in try root["parts"]?.list() ?? [] {
            let name = try partName(node)
            guard let bytes = parts[name] else {
                throw node.error(
                    "the part `\(name)` is not there", hint: "it lies beside, in `parts`")
            }
            let included = try YAMLDocument(bytes, file: name)
            try included.root.checkSizes(list: 256)
            let mapping = try included.root.mapping(
                required: ["part", "sources"], optional: RegimeContent.keys)
            content.append(try RegimeContent(mapping))
            documents.append((name, included))
        }
        if let step = content.undeclaredStart {
            let line = documents.lazy.compactMap { $1.root.line(ofName: step.text) }.first
            throw DataFileError(
                file: file, line: line ?? document.root.line,
                message: "`started-by` names the step `\(step)`, which no file declares")
        }
        let regime = Regime.Parts(
            name: try root.required("regime").name(),
            revision: try root.required("revision").integer(in: 1...1_000_000),
            title: try root.required("title").localizedText(),
            applies: try reader.applicability(root.required("applies")),
            relations: content.relations, options: content.options, holidays: content.holidays,
            states: content.states,
            steps: content.stepsWithDeadlines, deadlines: content.deadlines,
            lapses: content.lapses)
        do throws(RegimeError) {
            return try Regime(regime)
        } catch {
            for (name, document) in documents {
                if let line = document.root.line(ofName: error.part) {
                    throw DataFileError(
                        file: name, line: line, message: error.description)
                }
            }
            throw DataFileError(file: file, line: document.root.line, message: error.description)
        }
    }

    /// A part is a file beside: its name holds no path.
    private static func partName(_ node: YAMLNode) throws(DataFileError) -> String {
        let name = try node.text()
        guard name.hasSuffix(".yaml"), Name<Never>(String(name.dropLast(".yaml".count))) != nil
        else {
            throw node.error("a part is the name of a file in `parts`, such as `coaching.yaml`")
        }
        return name
    }
}

extension YAMLNode {
    /// The line on which a mapping names itself `name`, anywhere below.
    fileprivate func line(ofName name: String) -> Int? {
        switch content {
        case .text: return nil
        case .list(let elements):
            for element in elements {
                if let line = element.line(ofName: name) { return line }
            }
        case .mapping(let entries):
            if let first = entries.first, case .text(name) = first.value.content {
                return first.line
            }
            for entry in entries {
                if let line = entry.value.line(ofName: name) { return line }
            }
        }
        return nil
    }
}
