internal import AccessAudit
internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import DataFiles
internal import Records

/// `kluis policy matrix`: who may do what.
struct PolicyMatrixCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "matrix", abstract: "Show who may do what with which sections, under which circumstances.",
        discussion: """
            The list of categories of persons with access, and their capacity, that art. 9 of the \
            Belgian Act of 30 July 2018 asks for. It is worked out from every decision of the \
            policy, the floor included. --csv and --html print it for a spreadsheet and for a reader.
            """,
        examples: [
            (
                "kluis policy matrix --role employer --regime be-2022 --as els",
                "the employer, by the adopted policy"
            ),
            (
                "kluis policy matrix --html --language fr --policy policies/access "
                    + "--regime be-2022 > access.html",
                "a page in French, of the shipped bundle"
            ),
        ])

    @Option(help: "Only this role.")
    var role: Role?

    @Option(name: .customLong("section"), help: "Only this kind of section.")
    var kind: SectionKind?

    @Flag(help: "Print comma-separated values: a line for each role, kind and circumstance.")
    var csv = false

    @Flag(help: "Print a page of HTML that needs nothing else.")
    var html = false

    @OptionGroup var source: PolicySource
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard [csv, html, global.json].filter({ $0 }).count <= 1 else {
            throw ValidationError("choose one of --csv, --html and --json")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let matrix = PolicyMatrix(
            try source.policy(context), roles: role.map { [$0] } ?? .all,
            kinds: kind.map { [$0] } ?? .all)
        let report = PolicyMatrixReport(matrix: matrix, language: context.language)
        if csv {
            context.console.print(bytes: report.csv)
        } else if html {
            context.console.print(
                bytes: PolicyMatrixPage(matrix, language: context.language).bytes)
        } else {
            context.print(report.json, lines: report.lines)
        }
        return .success
    }
}

/// The matrix as a table, as comma-separated values and for programs.
struct PolicyMatrixReport {
    /// The matrix.
    let matrix: PolicyMatrix
    /// The reader's language.
    let language: Language

    /// For people: the words of the policy file.
    var lines: [String] {
        var table = Table("ROLE", "MAY", "SECTIONS", "WHEN", "FOR", "RULES")
        for entry in matrix.entries {
            table.add(
                entry.role.rawValue, words(entry.product.actions),
                PolicySections.words(for: entry.product.kinds).joined(separator: " "),
                Self.circumstances(entry.product),
                entry.product.purposes == .all ? "*" : words(entry.product.purposes),
                entry.rules.joined(separator: " "))
        }
        return table.isEmpty ? ["nothing is permitted"] : table.lines
    }

    /// For spreadsheets (RFC 4180).
    var csv: [UInt8] {
        let heading = [
            "role", "roleLabel", "side", "section", "sectionLabel", "class", "secret", "actions",
            "actionLabels", "needs", "circumstances", "relations", "consents", "purposes", "phases",
            "emergency", "author", "duties", "rules", "law",
        ]
        let rows = matrix.entries.flatMap { entry in
            entry.product.kinds.words.map { row(entry, $0) }
        }
        return ([heading] + rows).flatMap { CSVLine.encode($0) }
    }

    private func row(_ entry: PolicyMatrix.Entry, _ kind: SectionKind) -> [String] {
        let product = entry.product
        return [
            entry.role.rawValue, entry.role.label[language], entry.role.side?.rawValue ?? "",
            kind.rawValue, kind.label[language], kind.sectionClass.rawValue,
            kind.isSecret ? "true" : "false", words(product.actions),
            WordPhrase.list(WordPhrase.names(product.actions), .or)[language],
            entry.need.rawValue, entry.circumstances[language], words(product.relations),
            words(product.consents), words(product.purposes), words(product.phases),
            words(product.glass), words(product.authorship), words(entry.duties),
            entry.rules.joined(separator: " "), entry.laws.joined(separator: " | "),
        ]
    }

    /// For programs.
    var json: [(String, JSONValue)] {
        let policy = matrix.policy
        return [
            ("policy", .string(policy.name)), ("hash", .string(policy.hash.hex)),
            ("floor", .string(Floor.hash.hex)),
            (
                "entries",
                .array(
                    matrix.entries.map { entry in
                        .object(
                            [("role", .string(entry.role.rawValue))] + entry.product.json
                                + [
                                    ("needs", .string(entry.need.rawValue)),
                                    ("circumstances", .string(entry.circumstances[language])),
                                    ("duties", .strings(entry.duties.words.map(\.rawValue))),
                                    ("rules", .strings(entry.rules)),
                                    ("law", .strings(entry.laws)),
                                ])
                    })
            ),
        ]
    }

    /// What limits a product beside role, action, sections and purposes, in the words of the file.
    static func circumstances(_ product: StateProduct) -> String {
        func part<Word: PolicyWord>(_ name: String, _ words: WordSet<Word>) -> String? {
            words == .all
                ? nil : "\(name) \(words.words.map(\.rawValue).joined(separator: "/"))"
        }
        return [
            part("relation", product.relations), part("consent", product.consents),
            part("phase", product.phases),
            product.glass == [.intact] ? nil : part("glass", product.glass) ?? "glass *",
            part("author", product.authorship),
        ].compactMap(\.self).joined(separator: ", ")
    }

    private func words<Word: PolicyWord>(_ set: WordSet<Word>) -> String {
        set.words.map(\.rawValue).joined(separator: " ")
    }
}

extension StateProduct {
    /// Actions, sections and circumstances for programs; the roles apart.
    var json: [(String, JSONValue)] {
        func words<Word: PolicyWord>(_ set: WordSet<Word>) -> JSONValue {
            .strings(set.words.map(\.rawValue))
        }
        return [
            ("actions", words(actions)), ("sections", words(kinds)), ("purposes", words(purposes)),
            ("relations", words(relations)), ("consents", words(consents)),
            ("phases", words(phases)), ("glass", words(glass)), ("authors", words(authorship)),
        ]
    }
}
