package import CryptoPrimitives
package import Records

/// For whom a decision is explained.
package enum Audience: String, CaseIterable, Hashable, Sendable {
    /// The actor: no hint that a secret section or a consent exists.
    case actor
    /// The worker and those who oversee: everything.
    case oversight
}

/// A fact on which a decision rests, with where it comes from.
package struct NamedFact: Hashable, Sendable {
    /// The dimension, such as `consent`.
    package let dimension: String
    /// The word, such as `active`.
    package let value: String
    /// The record that shows it, such as `consent:…`; `nil` when it is the lack of one.
    package let source: String?
    /// When the fact changes by itself; `nil` when that is not known.
    package let until: Instant?

    /// Takes the parts.
    package init(dimension: String, value: String, source: String?, until: Instant?) {
        self.dimension = dimension
        self.value = value
        self.source = source
        self.until = until
    }
}

/// One change of one fact under which a denied act would be permitted.
package struct NearestPermit: Hashable, Sendable {
    /// The dimension that would have to differ.
    package let dimension: String
    /// The word that would stand there.
    package let word: String
    /// The rules that would then permit.
    package let rules: [String]
}

/// A decision told in full: one shape for the command line, the log and any user interface.
package struct Explanation: Sendable {
    /// `permit` or `deny`.
    package let decision: String
    /// The rules that decided.
    package let by: [String]
    /// The policy's name.
    package let policy: String
    /// Its hash.
    package let policyHash: Digest
    /// The floor's version.
    package let floorVersion: String
    /// The floor's hash.
    package let floorHash: Digest
    /// When it was decided.
    package let at: Instant
    /// The state, dimension by dimension.
    package let state: [(dimension: String, word: String)]
    /// Why, as sentences; several rules may have decided.
    package let why: [LocalizedText]
    /// The law behind them.
    package let law: [String]
    /// The facts with their sources.
    package let facts: [NamedFact]
    /// For a denial: what would be permitted instead.
    package let nearest: [NearestPermit]
    /// What to do instead.
    package let remedy: LocalizedText?
    /// The duties in canonical order.
    package let duties: [Duty]
}

extension Decision {
    /// Why, in four languages: the sentences of the rules that decided.
    package var reasons: [LocalizedText] {
        switch basis {
        case .floor(let rule): [rule.text]
        case .forbidden, .permitted: matchedRules.map(\.label)
        case .noPermit: [Self.noPermitText]
        case .duty: [Self.dutyText]
        case .fault: [Self.faultText]
        }
    }

    /// The permits that lie one changed word away, in the order of the dimensions; empty when the
    /// act is permitted.
    ///
    /// - Parameter audience: The actor sees other actions, kinds without secrecy and purposes
    ///   only; what another role, relation, consent or phase would open is for oversight.
    /// - Returns: The neighbours that the same policy and floor permit.
    package func nearestPermits(for audience: Audience) -> [NearestPermit] {
        guard !isPermitted else { return [] }
        var found: [NearestPermit] = []
        func vary<Word: PolicyWord>(
            _ path: WritableKeyPath<AccessState, Word>, _ dimension: String,
            where isShown: (Word) -> Bool = { _ in true }
        ) {
            for word in Word.allCases where word != state[keyPath: path] && isShown(word) {
                var neighbour = state
                neighbour[keyPath: path] = word
                let decision = policy.decide(neighbour)
                guard decision.isPermitted else { continue }
                found.append(
                    NearestPermit(
                        dimension: dimension, word: word.rawValue, rules: decision.ruleIDs))
            }
        }
        vary(\.action, "action")
        vary(\.kind, "section") { audience == .oversight || !$0.isSecret }
        vary(\.purpose, "purpose") { audience == .oversight || $0 != .emergency }
        if audience == .oversight {
            vary(\.role, "role")
            vary(\.relation, "relation")
            vary(\.consent, "consent")
            vary(\.phase, "phase")
            vary(\.glass, "glass")
            vary(\.authorship, "author")
        }
        return found
    }

    /// The whole explanation.
    ///
    /// - Parameters:
    ///   - audience: For whom; the actor is told neither the consent verdict nor the facts behind
    ///     a denial.
    ///   - instant: When it was decided.
    ///   - facts: What the resolver found.
    /// - Returns: The explanation.
    package func explanation(
        for audience: Audience, at instant: Instant, facts: [NamedFact] = []
    ) -> Explanation {
        let tellsFacts = audience == .oversight || isPermitted
        let law: [String] =
            switch basis {
            case .permitted, .forbidden: matchedRules.map(\.law)
            case .floor, .noPermit, .duty, .fault: []
            }
        let remedy: LocalizedText? =
            if case .floor(let rule) = basis { rule.remedy } else { nil }
        return Explanation(
            decision: isPermitted ? "permit" : "deny", by: ruleIDs, policy: policy.name,
            policyHash: policy.hash,
            floorVersion: Floor.version, floorHash: Floor.hash, at: instant,
            state: state.words.filter { tellsFacts || $0.dimension != "consent" }, why: reasons,
            law: law, facts: tellsFacts ? facts : [],
            nearest: nearestPermits(for: audience), remedy: remedy, duties: duties.words)
    }

    private static let noPermitText = LocalizedText(
        nl: "Geen enkele regel laat dit toe.", fr: "Aucune règle ne le permet.",
        de: "Keine Regel erlaubt dies.", en: "No rule permits this.")
    private static let dutyText = LocalizedText(
        nl: "Een plicht die hierbij hoort, kan hier niet worden vervuld.",
        fr: "Une obligation qui s'y rattache ne peut être remplie ici.",
        de: "Eine damit verbundene Pflicht kann hier nicht erfüllt werden.",
        en: "A duty that belongs to this cannot be done here.")
    private static let faultText = LocalizedText(
        nl: "De vraag kon niet worden beoordeeld en is daarom geweigerd.",
        fr: "La demande n'a pas pu être appréciée et est donc refusée.",
        de: "Die Anfrage konnte nicht beurteilt werden und ist darum abgelehnt.",
        en: "The request could not be judged and is therefore denied.")
}
