internal import Foundation

/// The data files that the repository ships.
enum ShippedData {
    /// A file of `policies/`.
    static func bytes(_ path: String) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path())
        else { preconditionFailure("the repository has `policies/\(path)`") }
        return Array(data)
    }

    /// The parts of the regimes, by name.
    static var parts: [String: [UInt8]] {
        let path = folder.appending(path: "regimes/parts").path()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return Dictionary(uniqueKeysWithValues: names.map { ($0, bytes("regimes/parts/\($0)")) })
    }

    /// The files of a folder of `policies/`.
    static func files(in folder: String) -> [[UInt8]] {
        let path = Self.folder.appending(path: folder).path()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map { bytes("\(folder)/\($0)") }
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()  // ParserTrials
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()
        .appending(path: "policies")
}
