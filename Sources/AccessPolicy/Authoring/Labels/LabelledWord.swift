package import Records

/// A word of a policy that people read in their own language.
package protocol LabelledWord: PolicyWord {
    /// The word as it stands in a sentence about access; no two words of a vocabulary read alike.
    var label: LocalizedText { get }
}

extension Role: LabelledWord {}

extension SectionKind: LabelledWord {}
