internal import AccessPolicy
internal import DataFiles
internal import Foundation
internal import Records
internal import Reintegration
internal import Testing

/// The shipped forms beside the shipped access policies.
@Suite("Forms and who reads and writes them") struct FormAccessTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()  // DataFilesTests
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()
        .appending(path: "policies")

    private let forms: [Form]
    private let permits: [PolicyRule]

    init() throws {
        func files(_ kind: String) throws -> [(name: String, bytes: [UInt8])] {
            let folder = Self.folder.appending(path: kind)
            return try FileManager.default.contentsOfDirectory(atPath: folder.path())
                .filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".cases.yaml") }
                .map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
        }
        forms = try files("forms").map {
            try FormDefinitionFile.parse($0.bytes, file: $0.name)
        }
        permits = try files("access").filter { $0.name != "bundle.yaml" }
            .flatMap { try PolicyFile($0.bytes, file: $0.name).rules }
            .filter { $0.effect == .permit }
    }

    @Test("no form that anybody on the employer's side may read has a medical field")
    func employer() {
        let employers = Role.allCases.filter { $0.side == .employer }
        let readable = Set(
            permits.filter { $0.actions.contains(.read) }
                .filter { rule in employers.contains { rule.roles.contains($0) } }
                .flatMap(\.kinds.words))
        #expect(readable.contains(.plan) && !readable.contains(.healthFile))
        for form in forms where readable.contains(form.kind) {
            for field in form.fields.flatMap({ [$0] + $0.entryFields }) {
                // The worker's own words are read by consent.
                let classes: Set<FieldClass> =
                    form.kind == .workerStatement ? [.employer, .worker] : [.employer]
                #expect(classes.contains(field.fieldClass), "\(form.name), \(field.name)")
                if field.kind == .longText, form.kind != .workerStatement {
                    #expect(field.isGuarded, "\(form.name), \(field.name)")
                }
            }
        }
    }

    @Test("each form is of a kind that somebody may write")
    func writers() {
        for form in forms {
            let isWritten = permits.contains {
                $0.actions.contains(.write) && $0.kinds.contains(form.kind)
            }
            #expect(isWritten, "\(form.name)")
        }
    }

    @Test("the collective policy is written by employer and human resources, and by nobody else")
    func collectivePolicy() throws {
        let policy = try #require(forms.first { $0.name == "collective-policy" })
        let writers = permits.filter {
            $0.actions.contains(.write) && $0.kinds.contains(policy.kind)
        }
        #expect(Set(writers.flatMap(\.roles.words)) == [.employer, .hr])
    }
}
