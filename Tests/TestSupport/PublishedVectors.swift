internal import CryptoPrimitives
internal import Foundation

/// The published test vectors, which are not part of this repository.
///
/// They lie where `KLUIS_VECTORS` says, or in `../shared/vectors` beside the package. Without them
/// the tests that need them are skipped with a line that cannot be overlooked; under `CI=true` they
/// run and fail instead.
package enum PublishedVectors {
    /// A file that should be there is not.
    package struct Missing: Error, CustomStringConvertible {
        /// What could not be read.
        package let description: String
    }

    /// Whether the tests that need the vectors should run.
    package static let shouldRun: Bool = {
        if isPresent || isContinuousIntegration { return true }
        print(
            """
            ************************************************************************
            NO TEST VECTORS at \(folder): the known-answer tests are SKIPPED.
            Set KLUIS_VECTORS to their folder.
            ************************************************************************
            """)
        return false
    }()

    /// The text of one file, such as `wycheproof/x25519_test.json`, read as `Contents`.
    package static func load<Contents: Decodable>(
        _ path: String, as contents: Contents.Type = Contents.self
    ) throws -> Contents {
        guard let data = FileManager.default.contents(atPath: self.path(of: path)) else {
            throw Missing(description: "no file `\(path)` in `\(folder)`")
        }
        return try JSONDecoder().decode(contents, from: data)
    }

    /// Where a file lies.
    package static func path(of file: String) -> String { folder + "/" + file }

    private static let environment = ProcessInfo.processInfo.environment

    private static let isContinuousIntegration = environment["CI"] == "true"

    private static let isPresent = FileManager.default.fileExists(atPath: path(of: "wycheproof"))

    private static let folder: String =
        environment["KLUIS_VECTORS"].map { NSString(string: $0).standardizingPath }
        ?? URL(filePath: #filePath)
        .deletingLastPathComponent()  // TestSupport
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()  // the package
        .deletingLastPathComponent()
        .appending(path: "shared/vectors").path()
}

/// A file of C2SP/wycheproof.
package struct Wycheproof<Group: Decodable & Sendable>: Decodable, Sendable {
    /// How many tests the file says it has.
    package let numberOfTests: Int
    /// The tests, grouped by their parameters.
    package let testGroups: [Group]
}

/// Bytes that stand in a file as hexadecimal digits.
package struct HexBytes: Decodable, Hashable, Sendable {
    /// The bytes.
    package let bytes: [UInt8]

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let bytes = [UInt8](hex: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not hexadecimal")
        }
        self.bytes = bytes
    }
}
