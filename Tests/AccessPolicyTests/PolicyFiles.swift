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
    private static let file = Result {
        let path = "policies/access/bundle.yaml"
        return try BundleFile(bytes(path), file: path) { name in
            let beside = root.appending(path: "policies/access/" + name)
            guard FileManager.default.fileExists(atPath: beside.path) else { return nil }
            return [UInt8](try Data(contentsOf: beside))
        }
    }
    private static let provedBundle = Result {
        try ProvedBundle(proving: file.get().bundle, beside: nil)
    }

    /// The shipped bundle, not yet proved.
    static func bundle() throws -> PolicyBundle { try file.get().bundle }

    /// The shipped bundle, proved.
    static func proved() throws -> ProvedBundle { try provedBundle.get() }

    /// The policy of the trajectory of 2022, proved.
    static func be2022() throws -> CompiledPolicy {
        try #require(try proved().bundle.policies["be-2022"])
    }
}

@Suite("Shipped policies") struct ShippedPolicyTests {
    @Test("every policy keeps the floor, lets people work and passes its cases")
    func proof() throws {
        let proved = try PolicyFiles.proved()
        #expect(proved.states == AccessState.domainSize)
        #expect(proved.permitted > 10_000)
        #expect(proved.bundle.manifest.entries.map(\.regime).contains("be-2022"))
    }

    @Test("the rules of one regime are the same when nothing else of the bundle is read")
    func listing() throws {
        let path = "policies/access/bundle.yaml"
        let listing = try BundleListing(PolicyFiles.bytes(path), file: path)
        let bundle = try PolicyFiles.bundle()
        #expect(Set(listing.regimes) == Set(bundle.policies.keys))
        for regime in listing.regimes {
            let policy = try listing.policy(of: regime) { name in
                #expect(!name.hasSuffix(".cases.yaml"))
                return try PolicyFiles.bytes("policies/access/" + name)
            }
            #expect(policy?.hash == bundle.policies[regime]?.hash)
        }
        #expect(try listing.policy(of: "be-1999", reading: { _ in nil })?.hash == nil)
        let missing = #expect(throws: DataFileError.self) {
            try listing.policy(of: "be-2022") { _ in nil }
        }
        #expect(missing?.message.contains("be-common.yaml") == true)
    }

    @Test("every rule takes part in a case, but those that only restate the floor")
    func cases() throws {
        let bundle = try PolicyFiles.bundle()
        for (regime, policy) in bundle.policies {
            let report = policy.run(try #require(bundle.cases[regime]).cases)
            #expect(report.states > 100_000)
            for id in report.unreached {
                let rule = try #require(policy.rules.first { $0.id == id })
                #expect(rule.effect == .forbid, "\(regime): \(id) is in no case")
            }
        }
    }
}
