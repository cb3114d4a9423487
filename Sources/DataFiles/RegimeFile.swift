internal import Records
package import Reintegration

/// Reads a regime: states, steps, guards, deadlines and their sources (docs/formats/regime-file.md).
package enum RegimeFile {
    /// Reads and checks a regime.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Returns: The regime, which every check has passed.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package static func parse(_ bytes: [UInt8], file: String) throws(DataFileError) -> Regime {
        let document = try YAMLDocument(bytes, file: file)
        try document.root.checkSizes(list: 256)
        let root = try document.root.mapping(required: [
            "regime", "revision", "title", "sources", "applies", "relations", "options", "states",
            "steps", "deadlines", "lapses",
        ])
        let reader = RegimeReader(sources: try sources(root.required("sources")))
        let states = try reader.states(root.required("states"))
        let parts = Regime.Parts(
            name: try root.required("regime").name(),
            revision: try root.required("revision").integer(in: 1...1_000_000),
            title: try root.required("title").localizedText(),
            applies: try reader.applicability(root.required("applies")),
            relations: try relations(root.required("relations")),
            options: try reader.options(root.required("options")), states: states,
            steps: try reader.steps(root.required("steps"), states: states),
            deadlines: try reader.deadlines(root.required("deadlines")),
            lapses: try reader.lapses(root.required("lapses")))
        do throws(RegimeError) {
            return try Regime(parts)
        } catch {
            let line = document.root.line(ofName: error.part) ?? document.root.line
            throw DataFileError(file: file, line: line, message: error.description)
        }
    }

    private static func sources(_ node: YAMLNode) throws(DataFileError) -> [String: String] {
        var sources: [String: String] = [:]
        for entry in try node.entries() { sources[entry.key] = try entry.value.text() }
        return sources
    }

    private static func relations(
        _ node: YAMLNode
    ) throws(DataFileError) -> [Role: [Relation]] {
        var relations: [Role: [Relation]] = [:]
        for entry in try node.entries() {
            guard let role = Role(rawValue: entry.key) else {
                throw node.unknown("role", entry.key, among: Role.allCases.map(\.rawValue))
            }
            relations[role] = try entry.value.words(of: Relation.self, "relation")
        }
        return relations
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
