package import Records

/// A dossier under a keyed tag.
package struct FindingRow: Hashable, Sendable {
    /// The keyed tag.
    package let tag: [UInt8]
    /// The dossier.
    package let dossier: DossierID
    /// What vouches for the other columns: 32 bytes.
    package let proof: [UInt8]

    /// Makes a row; `proof` has 32 bytes.
    package init(tag: [UInt8], dossier: DossierID, proof: [UInt8]) {
        precondition(proof.count == 32, "a row is vouched for by 32 bytes")
        self.tag = tag
        self.dossier = dossier
        self.proof = proof
    }
}
