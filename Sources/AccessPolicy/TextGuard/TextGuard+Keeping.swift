package import Records

extension TextGuard {
    /// Whether an author who is bound by secrecy may keep what the guard found, with a reason.
    ///
    /// The form for the employer holds no mention of a diagnosis, whatever the reason (Codex on
    /// well-being at work, book I, art. I.4-73 §5): a named illness and its code never stay there, nor
    /// in the ruling on an appeal and the health assessment form. Other words can be harmless where
    /// they stand.
    package static func mayKeep(_ textClass: TextClass, in kind: SectionKind) -> Bool {
        let namesIllness = textClass == .diagnosis || textClass == .code
        return !namesIllness || !isFormForEmployer(kind)
    }

    /// Whether a kind is a physician's form of which the employer gets a copy by law.
    package static func isFormForEmployer(_ kind: SectionKind) -> Bool {
        kind == .assessmentForm || kind == .appealRuling || kind == .healthAssessment
    }
}
