import AccessPolicy
import DataFiles
import Foundation
import Testing

@Suite("One policy of a bundle") struct BundleOutlineTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "policies/access")

    private static func read(_ name: String) throws -> [UInt8]? {
        let file = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return [UInt8](try Data(contentsOf: file))
    }

    @Test("read alone it is the policy of the whole bundle")
    func same() throws {
        let manifest = try #require(try Self.read("bundle.yaml"))
        let whole = try BundleFile(manifest, file: "bundle.yaml", reading: Self.read).bundle
        let outline = try BundleOutline(manifest, file: "bundle.yaml")
        #expect(Set(outline.regimes) == Set(whole.policies.keys))
        for regime in outline.regimes {
            let policy = try #require(try outline.policy(of: regime, reading: Self.read))
            #expect(policy.hash == whole.policies[regime]?.hash)
        }
        #expect(try outline.policy(of: "be-1999", reading: Self.read) == nil)
    }

    @Test("it reads no file of another regime and no cases, and says which file is missing")
    func few() throws {
        let manifest = try #require(try Self.read("bundle.yaml"))
        let outline = try BundleOutline(manifest, file: "proposal/bundle.yaml")
        var names: [String] = []
        _ = try outline.policy(of: "nl-poortwachter") { name in
            names.append(name)
            return try Self.read(name)
        }
        #expect(names == ["nl-poortwachter.yaml"])
        let error = #expect(throws: DataFileError.self) {
            try outline.policy(of: "be-2022") { _ in nil }
        }
        #expect(error?.message.contains("be-common.yaml") == true)
        let fault = #expect(throws: DataFileError.self) {
            try outline.policy(of: "be-2022") { _ in Array("nothing".utf8) }
        }
        #expect(fault?.file == "proposal/be-common.yaml")
    }
}
