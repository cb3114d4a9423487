import Foundation
import TestSupport
import Testing

/// A stranger has to read, or to trust, no more than is linked.
@Suite("What kluis-verify is made of") struct LinkageTests {
    @Test("it links no Foundation, no database and no other library of kluis")
    func libraries() throws {
        let linked = try Tool.run("ldd", [BuiltVerifier.path])
        #expect(linked.status == 0)
        #expect(linked.text.contains("libcrypto.so"), "\(linked.text)")
        for name in ["libFoundation.so", "libFoundationInternationalization", "libsqlite", "libpq"]
        {
            #expect(!linked.text.contains(name), "\(name) is linked:\n\(linked.text)")
        }
    }

    @Test("of the modules of kluis it has three and its own entry")
    func modules() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let modules = try FileManager.default.contentsOfDirectory(atPath: sources.path)
        // A Swift symbol begins with its module's name after the name's length.
        let symbols = try Tool.run("readelf", ["--symbols", "--wide", BuiltVerifier.path])
        #expect(symbols.status == 0)
        let names = symbols.text.split(separator: "\n")
            .compactMap { $0.split(separator: " ").last }
        try #require(names.count > 1000, "the program was stripped")
        func has(_ module: String) -> Bool {
            let name = module.replacing("-", with: "_")
            return names.contains { $0.hasPrefix("$s\(name.utf8.count)\(name)") }
        }
        #expect(!has("Foundation"))
        let found = modules.filter(has)
        #expect(
            Set(found) == [
                "CryptoPrimitives", "LogVerification", "TransparencyLog", "kluis-verify",
            ])
    }
}
