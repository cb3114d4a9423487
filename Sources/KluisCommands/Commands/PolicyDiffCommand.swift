internal import AccessPolicy
internal import ArgumentParser
internal import Records

/// `kluis policy diff`: what changes for people when one policy takes the place of another.
struct PolicyDiffCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "diff", abstract: "Compare two policies over all states, as sentences.",
        discussion: """
            Every state is compared; texts, names, the order of rules and how they are cut up make no \
            difference. States that differ alike are told together: what becomes WIDER, what becomes \
            NARROWER, and where DUTIES CHANGED; what falls under medical secrecy stands first. The \
            exit status says what it amounts to: 0 the same, 30 only narrower, 31 duties changed and \
            nothing wider, 32 wider, 33 wider under medical secrecy or below the floor.
            """,
        examples: [
            ("kluis policy diff old.yaml new.yaml", "two files"),
            (
                "kluis policy diff --adopted new.yaml --as els --language fr",
                "a file against the adopted policy, in French"
            ),
        ])

    @Flag(help: "Compare the policy that the vault has adopted with the one file.")
    var adopted = false

    @Argument(
        help:
            "The old policy and the new one, files of rules or bundles; only the new one with --adopted."
    )
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "The regime whose policy of a bundle is meant; needed when it has several.",
            valueName: "name"))
    var regime: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard files.count == (adopted ? 1 : 2) else {
            throw ValidationError(
                adopted
                    ? "with --adopted, name one policy file"
                    : "name the old policy file and the new")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let old =
            try adopted
            ? PolicySource.adopted(context, regime: regime)
            : PolicySource.read(files[0], regime: regime)
        let new = try PolicySource.read(files[files.count - 1], regime: regime)
        let diff = PolicyDiff(from: old, to: new)
        context.print(
            [
                ("verdict", .string(diff.verdict.rawValue)),
                ("wider", .count(diff.count(.wider))),
                ("narrower", .count(diff.count(.narrower))),
                ("dutiesChanged", .count(diff.count(.dutiesChanged))),
                ("widensSecret", .bool(diff.widensSecret)),
                ("belowFloor", .bool(diff.reachesBelowFloor)),
                ("changes", .array(diff.changes.map { Self.json($0, context.language) })),
            ], lines: Self.lines(of: diff, in: context.language))
        return CommandStatus(diff.verdict)
    }

    private static func lines(of diff: PolicyDiff, in language: Language) -> [String] {
        guard diff.verdict != .same else { return ["no state is decided otherwise"] }
        return PolicyDiff.Direction.allCases.flatMap { direction -> [String] in
            let changes = diff.changes.filter { $0.direction == direction }
            guard !changes.isEmpty else { return [] }
            return ["\(heading(direction)): \(diff.count(direction)) states"]
                + changes.map { ShownText.line("  \(sentence($0)[language])") }
        }
    }

    private static func heading(_ direction: PolicyDiff.Direction) -> String {
        switch direction {
        case .wider: "WIDER"
        case .narrower: "NARROWER"
        case .dutiesChanged: "DUTIES CHANGED"
        }
    }

    /// One line: a sign, the mark of secrecy, the sentence, the number of states and the floor's
    /// mark.
    private static func sentence(_ change: PolicyDiff.Change) -> LocalizedText {
        LocalizedText { language in
            let sign =
                switch change.direction {
                case .wider: "+"
                case .narrower: "-"
                case .dutiesChanged: "~"
                }
            let floor = change.floor.map { " [BELOW FLOOR \($0.rawValue)]" } ?? ""
            return "\(sign) \(change.isSecret ? "[SECRET] " : "")\(change.text[language]) "
                + "(\(change.states.count))\(floor)"
        }
    }

    private static func json(_ change: PolicyDiff.Change, _ language: Language) -> JSONValue {
        .object([
            ("direction", .string(change.direction.rawValue)),
            ("states", .count(change.states.count)), ("isSecret", .bool(change.isSecret)),
            ("floor", .optional(change.floor?.rawValue)),
            ("sentence", .string(change.text[language])),
            ("added", .strings(change.added.words.map(\.rawValue))),
            ("dropped", .strings(change.dropped.words.map(\.rawValue))),
            (
                "words",
                .object(change.states.words.map { ($0.dimension, .strings($0.words)) })
            ),
        ])
    }
}

extension CommandStatus {
    /// How a comparison ends.
    fileprivate init(_ verdict: PolicyDiff.Verdict) {
        self =
            switch verdict {
            case .same: .success
            case .narrower: .narrower
            case .dutiesChanged: .dutiesChanged
            case .wider: .wider
            case .widerInSecret: .widerInSecret
            }
    }
}
