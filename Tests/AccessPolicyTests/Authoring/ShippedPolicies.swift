import AccessPolicy
import DataFiles
import Foundation

/// Every policy of `policies/access`, read once for all tests.
enum ShippedPolicies {
    private static let files = Result {
        let folder = PolicyFiles.root.appending(path: "policies/access")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".cases.yaml") }
            .map { try PolicyFile(PolicyFiles.bytes("policies/access/\($0)"), file: $0) }
    }
    private static let compiled = Result { try files.get().map { try CompiledPolicy($0.bundle) } }

    static func all() throws -> [CompiledPolicy] { try compiled.get() }
}
