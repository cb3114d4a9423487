package import AccessPolicy
internal import CryptoPrimitives
internal import Records

/// A bundle of policies as it is written: the manifest, the files of rules that it names, and the
/// cases beside them.
///
/// The format is docs/formats/policy-bundle.md.
package struct BundleFile: Sendable {
    /// The name of the manifest's file.
    package let file: String
    /// The bundle, compiled and not yet proved.
    package let bundle: PolicyBundle
    /// Which files make the policy of each regime.
    private let parts: [String: [PolicyFile]]
    /// The cases of each file of rules, by its name.
    private let cases: [String: PolicyCasesFile]

    /// The keys without which a manifest is none.
    static let requiredKeys = [
        "bundle", "revision", "jurisdiction", "vocabulary", "valid", "policies",
    ]

    /// Reads a bundle.
    ///
    /// - Parameters:
    ///   - bytes: The manifest.
    ///   - file: The name of the manifest that errors give.
    ///   - read: Gives a file beside the manifest, by its name; `nil` when there is none.
    /// - Throws: ``DataFileError`` with file and line of the fault, or whatever `read` throws.
    package init(
        _ bytes: [UInt8], file: String, reading read: (String) throws -> [UInt8]?
    ) throws {
        let root = try YAMLDocument(bytes, file: file).root
        let mapping = try root.mapping(
            required: Self.requiredKeys, optional: ["predecessor", "title"])
        try mapping.required("vocabulary").checkVocabulary()
        _ = try mapping["title"]?.localizedText()
        let valid = try mapping.required("valid").mapping(required: ["from"], optional: ["until"])
        var sources = [
            BundleManifest.Source(
                name: Self.lastComponent(file), hash: Digest(hashing: bytes))
        ]
        var files: [String: PolicyFile] = [:]
        var cases: [String: PolicyCasesFile] = [:]
        var parts: [String: [PolicyFile]] = [:]
        var policies: [(policy: CompiledPolicy, cases: [PolicyCase])] = []
        let directory = String(file.dropLast(Self.lastComponent(file).count))
        for entry in try mapping.required("policies").entries() {
            var own: [PolicyFile] = []
            for node in try entry.value.list() {
                let name = try Self.fileName(node)
                if files[name] == nil {
                    guard let bytes = try read(name) else {
                        throw node.error("there is no file `\(name)` beside the bundle")
                    }
                    sources.append(BundleManifest.Source(name: name, hash: Digest(hashing: bytes)))
                    files[name] = try PolicyFile(bytes, file: directory + name)
                    let beside = Self.casesName(of: name)
                    if let bytes = try read(beside) {
                        sources.append(
                            BundleManifest.Source(name: beside, hash: Digest(hashing: bytes)))
                        cases[name] = try Self.cases(bytes, directory + beside, of: files[name])
                    }
                }
                if let read = files[name] { own.append(read) }
            }
            let rules = AccessRules(name: entry.key, rules: own.flatMap(\.rules))
            do throws(PolicyFault) {
                let policy = try CompiledPolicy(rules)
                policies.append(
                    (policy, own.flatMap { cases[Self.lastComponent($0.file)]?.cases ?? [] }))
            } catch {
                throw Self.located(error, in: own)
                    ?? entry.value.error("\(entry.key): \(error)")
            }
            parts[entry.key] = own
        }
        self.file = file
        self.parts = parts
        self.cases = cases
        bundle = PolicyBundle(
            name: try mapping.required("bundle").text(),
            revision: UInt64(try mapping.required("revision").integer(in: 1...1_000_000_000)),
            jurisdiction: try mapping.required("jurisdiction").text(),
            validFrom: try valid.required("from").date(), validUntil: try valid["until"]?.date(),
            predecessor: try Self.digest(mapping["predecessor"]), policies: policies,
            sources: sources)
        guard (try? BundleManifest(canonical: bundle.manifest.canonicalBytes)) != nil else {
            throw root.error(
                "a name is not of letters, digits and hyphens, or the period is empty")
        }
    }

    /// Where a fault of the bundle can be mended.
    package func located(_ fault: BundleFault) -> DataFileError {
        switch fault {
        case .violation(let regime, let violation):
            for part in parts[regime] ?? [] {
                if let rule = violation.rule, let line = part.line(of: rule) {
                    return DataFileError(
                        file: part.file, line: line, message: "in \(regime): \(violation)")
                }
            }
        case .failure(let regime, let failure):
            for part in parts[regime] ?? [] {
                let name = Self.lastComponent(part.file)
                if let list = cases[name], list.cases.contains(where: { $0.name == failure.name }) {
                    return list.refusal(failure, in: regime)
                }
            }
        case .missing, .malformed, .notTheNext, .notValid, .lacksRegime: break
        }
        return DataFileError(file: file, line: 0, message: fault.description)
    }

    private static func cases(
        _ bytes: [UInt8], _ file: String, of rules: PolicyFile?
    ) throws(DataFileError) -> PolicyCasesFile {
        let cases = try PolicyCasesFile(bytes, file: file)
        guard let rules, cases.policy == rules.name else {
            throw DataFileError(
                file: file, line: 1,
                message: "the cases are about `\(cases.policy)`, not `\(rules?.name ?? "")`")
        }
        return cases
    }

    /// Where a fault of some rules can be mended.
    static func located(
        _ fault: PolicyFault, in parts: [PolicyFile]
    ) -> DataFileError? {
        guard let rule = fault.rule else { return nil }
        // Of two rules of one name the later one is the intruder.
        guard let part = parts.last(where: { $0.line(of: rule) != nil }) else { return nil }
        return DataFileError(
            file: part.file, line: part.line(of: rule) ?? 0, message: fault.description)
    }

    /// The value as the name of a file beside the manifest.
    static func fileName(_ node: YAMLNode) throws(DataFileError) -> String {
        let name = try node.text()
        guard name.hasSuffix(".yaml"), !name.contains("/"), !name.hasPrefix(".") else {
            throw node.error(
                "`\(name)` is not the name of a file beside the bundle",
                hint: "write it as `be-2022.yaml`")
        }
        return name
    }

    /// The name of the cases beside a file of rules.
    package static func casesName(of name: String) -> String {
        String(name.dropLast(".yaml".count)) + ".cases.yaml"
    }

    /// The name of a file without its directory.
    static func lastComponent(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func digest(_ node: YAMLNode?) throws(DataFileError) -> Digest? {
        guard let node else { return nil }
        guard let bytes = [UInt8](hex: try node.text()), let digest = Digest(bytes) else {
            throw node.error("a hash is 64 hexadecimal digits")
        }
        return digest
    }
}
