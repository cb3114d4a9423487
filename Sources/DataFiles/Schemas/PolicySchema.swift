internal import AccessPolicy
package import Records

/// The JSON Schema (draft 2020-12) of policies, manifests and cases, for editors.
///
/// It is made from the closed vocabularies, so it lists the words that the program reads and no
/// others. A file that it accepts can still be refused: the floor, and whether a set of sections is
/// empty, are beyond a schema. Scalars are texts; numbers are accepted beside them because editors
/// read `1` as one.
package struct PolicySchema: Sendable {
    private let language: Language

    /// Takes the language of the descriptions.
    package init(language: Language) { self.language = language }

    /// The schema of a policy (docs/formats/policy-bundle.md).
    package var policy: String {
        schema(
            "kluis policy", required: PolicyFile.requiredKeys,
            properties: [
                ("policy", Self.name(64)),
                ("vocabulary", Self.vocabulary), ("title", .reference("labels")),
                ("rules", Self.list(.reference("rule"), from: 1, to: CompiledPolicy.maximumRules)),
            ],
            definitions: vocabularies + [("labels", labels), ("rule", rule)]
        ).text
    }

    /// The schema of a manifest, which says which files make the policy of which regime.
    package var manifest: String {
        let file: SchemaValue = ["type": "string", "pattern": "^[^./][^/]*[.]yaml$"]
        let policies: SchemaValue = [
            "type": "object", "propertyNames": Self.name(64), "minProperties": 1,
            "additionalProperties": ["type": "array", "items": file, "minItems": 1],
        ]
        return schema(
            "kluis bundle", required: BundleFile.requiredKeys,
            properties: [
                ("bundle", Self.name(64)),
                ("revision", Self.number("^0*([1-9][0-9]{0,8}|1000000000)$", from: 1)),
                ("jurisdiction", Self.name(8)), ("vocabulary", Self.vocabulary),
                ("title", .reference("labels")),
                (
                    "valid",
                    Self.mapping(required: ["from"], [("from", Self.day), ("until", Self.day)])
                ),
                ("predecessor", ["type": "string", "pattern": "^[0-9A-Fa-f]{64}$"]),
                ("policies", policies),
            ], definitions: [("labels", labels)]
        ).text
    }

    /// The schema of the cases of a policy.
    package var cases: String {
        let sweeps: [(String, String)] = [
            ("role", "roles"), ("relation", "relations"), ("consent", "consents"),
            ("phase", "phases"), ("glass", "glass"), ("author", "authors"),
        ]
        let given = Self.mapping(
            required: ["role", "relation"], sweeps.map { ($0, Self.sweep($1, of: $0)) })
        let when = Self.mapping(
            required: ["action", "section", "purpose"],
            [
                ("action", Self.sweep("actions", of: "action")),
                (
                    "section",
                    ["anyOf": [["const": "*"], .reference("section"), .reference("sections")]]
                ),
                ("purpose", Self.sweep("purposes", of: "purpose")),
            ])
        let then = Self.mapping(
            required: ["decision"],
            [
                ("decision", ["enum": ["permit", "deny"]]),
                ("by", ["type": "array", "items": ["type": "string"]]),
                ("duties", .reference("duties")),
            ])
        let policyCase = Self.mapping(
            required: ["name", "given", "when", "then"],
            [("name", Self.text), ("given", given), ("when", when), ("then", then)])
        return schema(
            "kluis cases", required: ["policy", "cases"],
            properties: [
                ("policy", Self.name(64)), ("cases", ["type": "array", "items": policyCase]),
            ],
            definitions: vocabularies
        ).text
    }

    private func schema(
        _ title: String, required: [String], properties: [(String, SchemaValue)],
        definitions: [(String, SchemaValue)]
    ) -> SchemaValue {
        .object(
            [
                ("$schema", "https://json-schema.org/draft/2020-12/schema"),
                ("title", .text(title)),
            ] + Self.members(required: required, properties) + [("$defs", .object(definitions))])
    }
}

/// The words.
extension PolicySchema {
    private var vocabularies: [(String, SchemaValue)] {
        [
            ("role", words(Role.self)), ("roles", Self.set(of: "role")),
            ("action", words(Action.self)), ("actions", Self.set(of: "action")),
            ("purpose", words(Purpose.self)), ("purposes", Self.set(of: "purpose")),
            ("relation", words(Relation.self)), ("relations", Self.set(of: "relation")),
            ("consent", words(ConsentVerdict.self)), ("consents", Self.set(of: "consent")),
            ("phase", words(Phase.self)), ("phases", Self.set(of: "phase")),
            ("emergency", words(Glass.self)), ("glass", Self.set(of: "emergency")),
            ("author", words(Authorship.self)), ("authors", Self.set(of: "author")),
            ("duty", words(Duty.self)), ("duties", Self.set(of: "duty")),
            ("section", sections(taken: "")), ("removed", sections(taken: "-")),
            (
                "sections",
                [
                    "type": "array",
                    "items": ["anyOf": [.reference("section"), .reference("removed")]],
                    "contains": .reference("section"), "minItems": 1, "maxItems": 256,
                ]
            ),
        ]
    }

    private func words<Word: LabelledWord>(_: Word.Type) -> SchemaValue {
        .object([
            (
                "anyOf",
                .array(Word.allCases.map { Self.word($0.rawValue, $0.label[language]) })
            )
        ])
    }

    private func sections(taken sign: String) -> SchemaValue {
        let groups = PolicySections.groups.map { word, kinds in
            Self.word("\(sign)\(word)", WordPhrase.list(WordPhrase.names(kinds), .and)[language])
        }
        let kinds = SectionKind.allCases.map {
            Self.word("\(sign)\($0.rawValue)", $0.label[language])
        }
        return .object([("anyOf", .array(groups + kinds))])
    }

    private static func word(_ word: String, _ label: String) -> SchemaValue {
        ["const": .text(word), "description": .text(label)]
    }

    private static func set(of word: String) -> SchemaValue {
        ["type": "array", "items": .reference(word), "minItems": 1, "uniqueItems": true]
    }

    private static func sweep(_ set: String, of word: String) -> SchemaValue {
        let word = word == "glass" ? "emergency" : word
        return ["anyOf": [["const": "*"], .reference(word), .reference(set)]]
    }
}

/// The parts of a policy.
extension PolicySchema {
    private var rule: SchemaValue {
        let when = Self.mapping(
            required: [],
            [
                ("relation", .reference("relations")), ("consent", .reference("consents")),
                ("phase", .reference("phases")), ("glass", .reference("glass")),
                ("author", .reference("authors")),
            ])
        let permit: SchemaValue = [
            "required": ["permit", "for", "when", "duties"],
            "properties": [
                "forbid": false, "when": ["required": ["relation"]],
                "duties": ["contains": ["const": "log"]],
            ],
        ]
        let prohibition: SchemaValue = [
            "required": ["forbid"], "properties": ["permit": false, "duties": false],
        ]
        return .object(
            Self.members(
                required: PolicyFile.requiredRuleKeys,
                [
                    ("id", Self.name(32)), ("permit", .reference("roles")),
                    ("forbid", .reference("roles")), ("to", .reference("actions")),
                    ("sections", .reference("sections")), ("for", .reference("purposes")),
                    ("when", when), ("duties", .reference("duties")), ("law", Self.text),
                    ("note", ["type": "string", "maxLength": 4096]),
                    ("label", .reference("labels")),
                ]) + [("if", ["required": ["permit"]]), ("then", permit), ("else", prohibition)])
    }

    private var labels: SchemaValue {
        let languages = Language.allCases.map(\.rawValue)
        return Self.mapping(required: languages, languages.map { ($0, Self.text) })
    }

    private static let vocabulary: SchemaValue = [
        "enum": [.number(Int64(BundleManifest.vocabulary)), .text("\(BundleManifest.vocabulary)")]
    ]
    private static let text: SchemaValue = [
        "type": "string", "minLength": 1, "maxLength": 4096,
    ]
    private static let day: SchemaValue = [
        "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    ]

    private static func name(_ limit: Int) -> SchemaValue {
        ["type": "string", "pattern": .text("^[A-Za-z0-9-]{1,\(limit)}$")]
    }

    private static func number(_ pattern: String, from minimum: Int64) -> SchemaValue {
        [
            "type": ["integer", "string"], "pattern": .text(pattern), "minimum": .number(minimum),
            "maximum": 1_000_000_000,
        ]
    }

    private static func list(_ element: SchemaValue, from: Int64, to limit: Int) -> SchemaValue {
        [
            "type": "array", "items": element, "minItems": .number(from),
            "maxItems": .number(Int64(limit)),
        ]
    }

    private static func mapping(
        required: [String], _ properties: [(String, SchemaValue)]
    ) -> SchemaValue {
        .object(members(required: required, properties))
    }

    private static func members(
        required: [String], _ properties: [(String, SchemaValue)]
    ) -> [(String, SchemaValue)] {
        [
            ("type", "object"), ("required", .texts(required)),
            ("properties", .object(properties)), ("additionalProperties", false),
        ]
    }
}
