package import CryptoPrimitives
package import Records

/// A product of finite sets: who may, or may not, do what with which sections, why and when.
package struct PolicyRule: Hashable, Sendable {
    /// What a rule does to the states that it matches.
    package enum Effect: String, CaseIterable, Hashable, Sendable {
        case permit, forbid
    }

    /// Its name in decisions, such as `BE-10`: letters, digits and hyphens, 32 at most.
    package let id: String
    /// Whether it permits or forbids.
    package let effect: Effect
    /// The acting roles.
    package let roles: WordSet<Role>
    /// The actions.
    package let actions: WordSet<Action>
    /// The kinds of sections.
    package let kinds: WordSet<SectionKind>
    /// The purposes.
    package let purposes: WordSet<Purpose>
    /// The relations.
    package let relations: WordSet<Relation>
    /// The consent verdicts.
    package let consents: WordSet<ConsentVerdict>
    /// The phases.
    package let phases: WordSet<Phase>
    /// Whether an emergency is declared.
    package let glass: WordSet<Glass>
    /// Whether the section is the actor's own.
    package let authorship: WordSet<Authorship>
    /// What a permit obliges to; empty for a prohibition.
    package let duties: DutySet
    /// The law on which the rule rests, or what it is otherwise based on.
    package let law: String
    /// A remark for those who maintain the rule; may be empty.
    package let note: String
    /// The rule as one sentence in each language.
    package let label: LocalizedText

    /// Takes the sets.
    ///
    /// What is left out matches everything, but an emergency only when asked for.
    package init(
        id: String, effect: Effect, roles: WordSet<Role>, actions: WordSet<Action>,
        kinds: WordSet<SectionKind>, purposes: WordSet<Purpose> = .all,
        relations: WordSet<Relation> = .all, consents: WordSet<ConsentVerdict> = .all,
        phases: WordSet<Phase> = .all, glass: WordSet<Glass>? = nil,
        authorship: WordSet<Authorship> = .all, duties: DutySet = [], law: String,
        note: String = "", label: LocalizedText
    ) {
        self.id = id
        self.effect = effect
        self.roles = roles
        self.actions = actions
        self.kinds = kinds
        self.purposes = purposes
        self.relations = relations
        self.consents = consents
        self.phases = phases
        self.glass = glass ?? (effect == .permit ? [.intact] : .all)
        self.authorship = authorship
        self.duties = duties
        self.law = law
        self.note = note
        self.label = label
    }

    /// Whether a state lies in every one of the sets.
    package func matches(_ state: AccessState) -> Bool {
        roles.contains(state.role) && actions.contains(state.action) && kinds.contains(state.kind)
            && purposes.contains(state.purpose) && relations.contains(state.relation)
            && consents.contains(state.consent) && phases.contains(state.phase)
            && glass.contains(state.glass) && authorship.contains(state.authorship)
    }
}

extension PolicyRule: CanonicalRecord {
    package static let label = "vault/v1/policy-rule"

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(word: effect)
        for bits in [
            roles.bits, actions.bits, kinds.bits, purposes.bits, relations.bits, consents.bits,
            phases.bits, glass.bits, authorship.bits, duties.bits,
        ] {
            encoder.append(bits)
        }
        encoder.append(law)
        encoder.append(note)
        for language in Language.allCases { encoder.append(label[language]) }
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.string(limit: 32)
        effect = try decoder.word()
        roles = try decoder.wordSet()
        actions = try decoder.wordSet()
        kinds = try decoder.wordSet()
        purposes = try decoder.wordSet()
        relations = try decoder.wordSet()
        consents = try decoder.wordSet()
        phases = try decoder.wordSet()
        glass = try decoder.wordSet()
        authorship = try decoder.wordSet()
        duties = try decoder.wordSet()
        law = try decoder.string()
        note = try decoder.string()
        label = LocalizedText(
            nl: try decoder.string(), fr: try decoder.string(), de: try decoder.string(),
            en: try decoder.string())
    }
}

extension CanonicalDecoder {
    /// Reads a set of words stored as bits; a bit that stands for no word is refused.
    mutating func wordSet<Word: PolicyWord>() throws(CanonicalEncodingError)
        -> WordSet<Word>
    {
        guard let set = WordSet<Word>(bits: try bits()) else { throw .invalidField }
        return set
    }
}
