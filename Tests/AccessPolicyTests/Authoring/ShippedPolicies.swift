import AccessPolicy

/// The policies of the shipped bundle, in the order of their regimes.
enum ShippedPolicies {
    static func all() throws -> [CompiledPolicy] {
        try PolicyFiles.bundle().policies.sorted { $0.key < $1.key }.map(\.value)
    }
}
