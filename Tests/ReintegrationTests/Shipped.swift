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

    /// A page of `docs/`.
    static func page(_ name: String) throws -> String {
        let docs = folder.deletingLastPathComponent().appending(path: "docs")
        return try String(contentsOf: docs.appending(path: name), encoding: .utf8)
    }

    /// The regime of 2022.
    static func be2022() throws -> Regime { try regime("be-2022") }

    /// A regime by its name.
    static func regime(_ name: RegimeName) throws -> Regime {
        guard let regime = try regimes.get()[name] else { throw Missing(name: name.text) }
        return regime
    }

    /// A regime that is not there.
    struct Missing: Error { let name: String }

    /// A form by its name.
    static func form(_ name: FormName) throws -> Form {
        try FormDefinitionFile.parse(bytes("forms/\(name).yaml"), file: "\(name).yaml")
    }

    /// Every form.
    static func forms() throws -> [Form] { try all.get() }

    /// The regimes.
    static func allRegimes() throws -> [Regime] {
        try regimes.get().values.sorted { $0.name < $1.name }
    }

    /// The parts of the regimes, by file.
    static func parts() throws -> [String: [UInt8]] {
        try Dictionary(
            uniqueKeysWithValues: files(in: "regimes/parts").map {
                ($0, try bytes("regimes/parts/\($0)"))
            })
    }

    private static let regimes = Result {
        let parts = try Self.parts()
        let regimes = try files(in: "regimes").map {
            try RegimeFile.parse(bytes("regimes/\($0)"), file: $0, parts: parts)
        }
        return Dictionary(uniqueKeysWithValues: regimes.map { ($0.name, $0) })
    }

    private static let all = Result {
        try files(in: "forms").map {
            try FormDefinitionFile.parse(bytes("forms/\($0)"), file: $0)
        }
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()  // ReintegrationTests
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()
        .appending(path: "policies")
}
