internal import AccessPolicy
internal import DataFiles
internal import Records

/// A bundle of policies in files: the manifest and what stands beside it.
struct BundleSource {
    /// The bundle as it is written.
    let file: BundleFile

    /// Reads a bundle.
    ///
    /// - Parameter path: The manifest, or the directory that holds it as `bundle.yaml`.
    /// - Returns: The bundle.
    /// - Throws: Status 65 with file and line of what is wrong, 66 when a file is not there.
    static func read(_ path: String) throws -> Self {
        let manifest = Self.manifest(of: path)
        let bytes = try Files.read(manifest, limit: Self.largestFile)
        return Self(
            file: try BundleFile(bytes, file: manifest) { try Self.file($0, beside: manifest) })
    }

    /// Reads the rules of one regime of a bundle, and nothing else of it.
    ///
    /// - Parameters:
    ///   - path: The manifest, or the directory that holds it as `bundle.yaml`.
    ///   - choose: Names the regime, given all of them.
    /// - Returns: The policy; `nil` when the bundle has none of that name.
    /// - Throws: Status 65 with file and line of what is wrong, 66 when a file is not there.
    static func policy(
        of path: String, choosing choose: ([String]) throws -> String
    ) throws -> CompiledPolicy? {
        let manifest = Self.manifest(of: path)
        let listing = try BundleListing(
            Files.read(manifest, limit: Self.largestFile), file: manifest)
        return try listing.policy(of: choose(listing.regimes)) {
            try Self.file($0, beside: manifest)
        }
    }

    private static func manifest(of path: String) -> String {
        Files.status(path)?.isDirectory == true ? path + "/bundle.yaml" : path
    }

    private static func file(_ name: String, beside manifest: String) throws -> [UInt8]? {
        let beside = "\(Files.parent(of: manifest))/\(name)"
        guard Files.status(beside) != nil else { return nil }
        return try Files.read(beside, limit: Self.largestFile)
    }

    /// Proves the policies and runs their cases.
    ///
    /// - Throws: Status 65 with file and line of what is wrong.
    func proved(
        beside current: PolicyBundle? = nil, _ context: CommandContext
    ) throws -> ProvedBundle {
        try context.withProgress("proving the policies") { line in
            do throws(BundleFault) {
                return try ProvedBundle(proving: file.bundle, beside: current) {
                    line.update(UInt64($0), of: UInt64($1))
                }
            } catch {
                throw file.located(error)
            }
        }
    }

    /// Checks that the bundle may take the place of the one in force.
    ///
    /// - Throws: Status 65 with what does not fit.
    func checkSuccession(to current: BundleManifest?, for regimes: Set<String>) throws {
        do throws(BundleFault) {
            try file.bundle.checkSuccession(
                to: current, on: CivilTime.day(of: SystemClock.now()), for: regimes)
        } catch {
            throw file.located(error)
        }
    }

    /// The adoption of a bundle with its parts.
    static func adopted(_ bundle: PolicyBundle) -> FoundingPlan.Adopted {
        FoundingPlan.Adopted(
            adoption: Adoption(
                kind: .policy, name: bundle.manifest.name, revision: bundle.manifest.revision,
                hash: bundle.manifest.hash, floor: Floor.hash),
            objects: bundle.objects)
    }

    /// The largest file in bytes: 1 MiB.
    private static let largestFile = PolicyFile.maximumSize
}
