internal import DataFiles
internal import Foundation
internal import Records
internal import Reintegration

/// The regimes and forms that the repository ships.
enum Shipped {
    /// A file of `policies/`.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// The names of the files in a folder of `policies/`.
    static func files(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path())
            .filter { $0.hasSuffix(".yaml") }.sorted()
    }

    /// The regime of 2022.
    static func be2022() throws -> Regime { try regime.get() }

    /// A form by its name.
    static func form(_ name: FormName) throws -> Form {
        try FormDefinitionFile.parse(bytes("forms/\(name).yaml"), file: "\(name).yaml")
    }

    /// Every form.
    static func forms() throws -> [Form] {
        try files(in: "forms").map {
            try FormDefinitionFile.parse(bytes("forms/\($0)"), file: $0)
        }
    }

    private static let regime = Result {
        try RegimeFile.parse(bytes("regimes/be-2022.yaml"), file: "be-2022.yaml")
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()  // ReintegrationTests
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()
        .appending(path: "policies")
}
