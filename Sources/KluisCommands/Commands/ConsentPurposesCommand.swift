internal import ArgumentParser
internal import Records

/// `kluis consent purposes`: what a consent can be about in a process.
struct ConsentPurposesCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "purposes", abstract: "List what consents, requests and objections can be about.",
        discussion: """
            Each with the text that is put to the worker, its recipients, the sections that it can \
            open, and how long it lasts.
            """,
        examples: [
            ("kluis consent purposes --language fr", "all of them, in French"),
            ("kluis consent purposes --regime be-2022", "those of one regime"),
        ])

    @Option(help: ArgumentHelp("Only those of a regime.", valueName: "regime"))
    var regime: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let purposes = ConsentPurpose.allCases.filter { purpose in
            guard let regime, let regimes = purpose.terms.regimes else { return true }
            return regimes.contains(regime)
        }
        let language = context.language
        context.print(
            [("purposes", .array(purposes.map { $0.json(language) }))],
            lines: purposes.flatMap { $0.lines(language) })
        return .success
    }
}

extension ConsentPurpose {
    fileprivate func lines(_ language: Language) -> [String] {
        func list<Word: RawRepresentable<String>>(_ words: Set<Word>) -> String {
            words.isEmpty ? "none" : words.map(\.rawValue).sorted().joined(separator: ", ")
        }
        var lines = [
            "\(rawValue)  \(terms.nature.rawValue): \(label[language])",
            "    \(text[language])", "    to: \(list(terms.recipients))",
            "    sections: \(list(terms.kinds))", "    for: \(list(terms.purposes))",
            "    at most \(terms.maximumMonths) months"
                + (terms.endsWithTrajectory ? ", and no longer than the trajectory" : ""),
        ]
        if let regimes = terms.regimes {
            lines.append("    regimes: \(regimes.sorted().joined(separator: ", "))")
        }
        if !terms.writtenFor.isEmpty {
            lines.append("    in writing for: \(list(terms.writtenFor))")
        }
        if terms.needsEmployer {
            lines.append("    takes an agreement of the employer's side: `kluis consent agree`")
        }
        return lines
    }

    fileprivate func json(_ language: Language) -> JSONValue {
        .object([
            ("purpose", .string(rawValue)), ("nature", .string(terms.nature.rawValue)),
            ("label", .string(label[language])), ("text", .string(text[language])),
            ("textVersion", .string(terms.textVersion)), ("language", .string(language.rawValue)),
            ("recipients", .strings(terms.recipients.map(\.rawValue).sorted())),
            ("sections", .strings(terms.kinds.map(\.rawValue).sorted())),
            ("purposes", .strings(terms.purposes.map(\.rawValue).sorted())),
            ("regimes", terms.regimes.map { .strings($0.sorted()) } ?? .string("all")),
            ("writtenFor", .strings(terms.writtenFor.map(\.rawValue).sorted())),
            ("maximumMonths", .count(terms.maximumMonths)),
            ("endsWithTrajectory", .bool(terms.endsWithTrajectory)),
            ("needsEmployer", .bool(terms.needsEmployer)),
        ])
    }
}
