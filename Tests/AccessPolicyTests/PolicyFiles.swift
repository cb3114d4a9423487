import AccessPolicy
import DataFiles
import Foundation
import Records
import Testing

/// The files under `policies/`, read from the checkout.
enum PolicyFiles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: path)))
    }

    // Read and proved once for all tests.
    private static let belgian = Result {
        let path = "policies/access/be-2022.yaml"
        return try PolicyFile(bytes(path), file: path)
    }
    private static let belgianPolicy = Result { try belgian.get().prove() }

    static func be2022() throws -> PolicyFile { try belgian.get() }

    static func be2022Bundle() throws -> PolicyBundle { try belgian.get().bundle }

    static func be2022Policy() throws -> CompiledPolicy { try belgianPolicy.get().policy }

    static func be2022Cases() throws -> PolicyCasesFile {
        let path = "policies/access/be-2022.cases.yaml"
        return try PolicyCasesFile(bytes(path), file: path)
    }
}

@Suite("Policy be-2022") struct BelgianPolicyTests {
    @Test("the policy is proved against the floor")
    func proof() throws {
        let adoptable = try PolicyFiles.be2022().prove()
        #expect(adoptable.states == AccessState.domainSize)
        #expect(adoptable.permitted > 0)
    }

    @Test("every case is decided as written, and every permit takes part in one")
    func cases() throws {
        let policy = try PolicyFiles.be2022Policy()
        let report = policy.run(try PolicyFiles.be2022Cases().cases)
        #expect(report.failures == [])
        // The floor is asked first, so the rules that restate it are never reached.
        let restated = ["BE-101", "BE-102", "BE-103", "BE-104"]
        #expect(report.unreached == restated)
        #expect(report.states > 1_000_000)
    }
}
