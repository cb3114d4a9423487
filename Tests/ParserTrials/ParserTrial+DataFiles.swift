internal import AccessAudit
internal import AccessPolicy
internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration
internal import TestSupport

extension ParserTrial {
    /// Any document in the subset of YAML.
    package static let yaml = Self(
        "yaml", .text,
        samples: [
            Array("a: [1, {b: 'c', d: \"e\"}]\nf:\n  - g: |\n      h\n  - i\n# note\n".utf8),
            Array(#"{"a": ["x", "\u00e9"], "b": {"c": "true"}}"#.utf8), SampleProcess.filledPlan,
        ]
    ) { (input) throws(DataFileError) in
        let document = try YAMLDocument(input, file: "x.yaml")
        return document.root.depth <= YAMLDocument.maximumDepth
            ? .free : .contradiction("the nesting is deeper than said")
    }

    /// Files of rules, and what they are compiled to.
    package static let policies = Self(
        "policy-file", .text, samples: [firstParts(of: "access/be-2022.yaml", rules: 4)]
    ) { (input) throws(DataFileError) in
        let file = try PolicyFile(input, file: "x.yaml")
        guard let policy = try? file.compiled() else { return .free }
        let read = try? CompiledPolicy(canonical: policy.canonicalBytes)
        return read?.rules == file.rules
            ? .free : .contradiction("it is compiled to another policy")
    }

    /// Compiled policies.
    package static let compiledPolicies = Self(
        "compiled-policy", .fields,
        samples: [
            (try? PolicyFile(ShippedData.bytes("access/be-2022.yaml"), file: "x.yaml").compiled())?
                .canonicalBytes ?? []
        ]
    ) { (input) throws(CanonicalEncodingError) in
        .written(try CompiledPolicy(canonical: input).canonicalBytes)
    }

    /// Bundles of policies, with the files beside them.
    package static let policyBundles = Self(
        "bundle-file", .text, samples: [smallBundle]
    ) { (input) throws(DataFileError) -> Reading in
        do {
            let bundle = try BundleFile(input, file: "x.yaml") { name in
                name.hasSuffix(".cases.yaml") ? nil : smallRules
            }.bundle
            let read = try? BundleManifest(canonical: bundle.manifest.canonicalBytes)
            return read == bundle.manifest
                ? .free : .contradiction("its manifest is another one when read")
        } catch let error as DataFileError {
            throw error
        } catch {
            return .contradiction("another error than one of the file: \(error)")
        }
    }

    /// Manifests of bundles.
    package static let bundleManifests = Self(
        "bundle-manifest", .fields,
        samples: [
            (try? BundleFile(smallBundle, file: "x.yaml") { name in
                name.hasSuffix(".cases.yaml") ? nil : smallRules
            })?.bundle.manifest.canonicalBytes ?? []
        ]
    ) { (input) throws(CanonicalEncodingError) in
        .written(try BundleManifest(canonical: input).canonicalBytes)
    }

    /// Cases as a bundle keeps them.
    package static let caseLists = Self(
        "case-list", .fields,
        samples: [
            (try? PolicyCasesFile(
                firstParts(of: "access/be-2022.cases.yaml", rules: 6), file: "x.yaml")).map {
                    PolicyCaseList($0.cases).canonicalBytes
                } ?? []
        ]
    ) { (input) throws(CanonicalEncodingError) in
        .written(try PolicyCaseList(canonical: input).canonicalBytes)
    }

    /// Decisions as entries keep them.
    package static let decisionRecords = Self(
        "decision-record", .fields,
        samples: [
            (try? PolicyFile(smallRules, file: "x.yaml").compiled()).map { policy in
                DecisionRecord(
                    AccessState(
                        role: .worker, action: .read, kind: .plan, purpose: .ownFile,
                        relation: .`self`, phase: .plan), by: policy
                ).canonicalBytes
            } ?? []
        ]
    ) { (input) throws(CanonicalEncodingError) in
        .written(try DecisionRecord(canonical: input).canonicalBytes)
    }

    private static let smallBundle = Array(
        """
        bundle: kluis
        revision: 2
        jurisdiction: BE
        vocabulary: 1
        valid: {from: 2017-01-01, until: 2030-01-01}
        predecessor: 0000000000000000000000000000000000000000000000000000000000000000
        policies:
          be-2017: [rules.yaml]
          be-2022: [rules.yaml]

        """.utf8)
    private static let smallRules = firstParts(of: "access/be-2022.yaml", rules: 2)

    /// Cases of a policy.
    package static let policyCases = Self(
        "policy-cases", .text, samples: [firstParts(of: "access/be-2022.cases.yaml", rules: 6)]
    ) { (input) throws(DataFileError) in
        _ = try PolicyCasesFile(input, file: "x.yaml")
        return .free
    }

    private static let parts = ShippedData.parts

    /// A part of a regime, taken by a regime that has nothing else.
    package static let regimeParts = Self(
        "regime-part", .text, samples: ShippedData.files(in: "regimes/parts")
    ) { (input) throws(DataFileError) in
        var parts = parts
        parts["be-trajectory.yaml"] = input
        _ = try RegimeFile.parse(
            ShippedData.bytes("regimes/be-2022.yaml"), file: "be-2022.yaml", parts: parts)
        return .free
    }

    /// Regimes, and what they are compiled to.
    package static let regimes = Self(
        "regime-file", .text, samples: ShippedData.files(in: "regimes")
    ) { (input) throws(DataFileError) in
        let regime = try RegimeFile.parse(input, file: "x.yaml", parts: parts)
        let read = try? Regime(canonical: regime.canonicalBytes)
        return read == regime ? .free : .contradiction("it is compiled to another regime")
    }

    /// Definitions of forms.
    package static let formDefinitions = Self(
        "form-definition", .text, samples: ShippedData.files(in: "forms")
    ) { (input) throws(DataFileError) in
        _ = try FormDefinitionFile.parse(input, file: "x.yaml").template(in: .nl)
        return .free
    }

    /// Filled forms: what is accepted can be sealed, read again, and is what the form asks for.
    package static let filledForms = Self(
        "filled-form", .text, samples: [SampleProcess.filledPlan]
    ) { (input) throws(DataFileError) in
        let raw = try FormFile.parse(input, file: "x.yaml")
        let content: FormContent
        do throws(FormProblems) {
            content = try SampleProcess.planForm.validate(raw)
        } catch {
            return error.problems.isEmpty ? .contradiction("no problem is named") : .free
        }
        guard let read = try? FormContent(decoding: content.encoded), read == content else {
            return .contradiction("its encoding is not read")
        }
        return SampleProcess.planForm.accepts(read)
            ? .free : .contradiction("the form does not accept what it made")
    }

    /// Lexicons, and what they are compiled to.
    package static let lexicons = Self(
        "lexicon-file", .text, samples: ShippedData.files(in: "lexicons")
    ) { (input) throws(DataFileError) in
        let lexicon = try LexiconFile(input, file: "x.yaml").lexicon
        let read = try? Lexicon(canonical: lexicon.canonicalBytes)
        return read == lexicon ? .free : .contradiction("it is compiled to another lexicon")
    }

    /// The thresholds of the review.
    package static let reviewFiles = Self(
        "review-file", .text, samples: [ShippedData.bytes("review.yaml")]
    ) { (input) throws(DataFileError) in
        let file = try ReviewFile(input, file: "x.yaml")
        return file.configuration.hash == Digest(hashing: input)
            ? .free : .contradiction("its hash is of other bytes")
    }

    /// Compiled lexicons.
    package static let compiledLexicons = Self(
        "compiled-lexicon", .fields,
        samples: ShippedData.files(in: "lexicons").map { file in
            (try? LexiconFile(file, file: "x.yaml"))?.lexicon.canonicalBytes ?? []
        }
    ) { (input) throws(CanonicalEncodingError) in
        .written(try Lexicon(canonical: input).canonicalBytes)
    }

    /// The head of a shipped file with the first parts of its long list, so that a trial is quick.
    private static func firstParts(of path: String, rules: Int) -> [UInt8] {
        let lines = ShippedData.bytes(path).split(separator: 0x0a, omittingEmptySubsequences: false)
        let starts = lines.indices.filter { lines[$0].starts(with: Array("  - ".utf8)) }
        guard starts.count > rules else { return ShippedData.bytes(path) }
        return Array(lines[..<starts[rules]].joined(separator: [0x0a])) + [0x0a]
    }
}

extension YAMLNode {
    /// The depth of the nesting; 1 for a text.
    fileprivate var depth: Int {
        switch content {
        case .text: 1
        case .list(let elements): 1 + (elements.map(\.depth).max() ?? 0)
        case .mapping(let entries): 1 + (entries.map(\.value.depth).max() ?? 0)
        }
    }
}
