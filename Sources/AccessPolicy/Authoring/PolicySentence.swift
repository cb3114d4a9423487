package import Records

/// A rule, or any product of sets of states, told as a sentence in four languages.
///
/// It is made from the sets that decide and never from what the author of a rule wrote about it, so
/// it cannot say anything else than what holds. Two rules that differ in a word read differently.
///
/// What a permit leaves open is said (`for any purpose`); of a prohibition only what limits it is.
/// An emergency is mentioned by a permit only if it holds in one, for permits hold outside
/// emergencies unless they say so.
package struct PolicySentence: Hashable, Sendable {
    private let effect: PolicyRule.Effect
    private let product: StateProduct
    private let duties: DutySet

    /// Tells a rule.
    package init(_ rule: PolicyRule) {
        self.init(rule.effect, StateProduct(rule), duties: rule.duties)
    }

    /// Tells that all states of a product are permitted, or are forbidden.
    package init(_ effect: PolicyRule.Effect, _ product: StateProduct, duties: DutySet = []) {
        self.effect = effect
        self.product = product
        self.duties = duties
    }

    /// The sentence, with a second one about the duties if there are any.
    package var text: LocalizedText {
        LocalizedText { language in
            let separator = language == .fr ? " ; " : "; "
            let clauses = [product.kinds.isEmpty ? nil : head[language]] + circumstances(language)
            return Self.capitalised(clauses.compactMap(\.self).joined(separator: separator)) + "."
                + (duties.isEmpty ? "" : " " + dutyText[language])
        }
    }

    /// The circumstances alone, as in `for appeal; if competent for the case`; what another
    /// sentence has already said of roles, actions and sections is left out.
    package var circumstances: LocalizedText {
        LocalizedText { circumstances($0).joined(separator: $0 == .fr ? " ; " : "; ") }
    }

    private var head: LocalizedText {
        let isPermit = effect == .permit
        let verb: LocalizedText
        if product.actions == .all {
            verb =
                isPermit
                ? LocalizedText(
                    "mag alles doen met", "peut tout faire avec", "darf alles tun mit",
                    "may do anything with")
                : LocalizedText(
                    "mag niets doen met", "ne peut rien faire avec", "darf nichts tun mit",
                    "may do nothing with")
        } else {
            let may =
                isPermit
                ? LocalizedText("mag", "peut", "darf", "may")
                : LocalizedText("mag niet", "ne peut pas", "darf nicht", "may not")
            let actions = WordPhrase.list(WordPhrase.names(product.actions), .or)
            verb = LocalizedText { "\(may[$0]) \(actions[$0])" }
        }
        let sections = WordPhrase.sections(product.kinds)
        return LocalizedText { language in
            let colon = language == .fr ? " :" : ":"
            return "\(subject[language]) \(verb[language])\(colon) \(sections[language])"
        }
    }

    private var subject: LocalizedText {
        guard product.roles != .all else {
            return LocalizedText("iedereen", "chacun", "jeder", "anyone")
        }
        let lacking = WordPhrase.names(
            WordSet<Role>.all.subtracting(product.roles), WordGroup.sides)
        let given = WordPhrase.names(product.roles, WordGroup.sides)
        if lacking.count < given.count {
            let names = WordPhrase.list(lacking, .or)
            return LocalizedText(
                nl: "wie anders optreedt dan als \(names.nl),",
                fr: "qui n'agit pas comme \(names.fr)",
                de: "wer anders handelt denn als \(names.de),",
                en: "whoever acts otherwise than as \(names.en)")
        }
        let names = WordPhrase.list(given, .or)
        return LocalizedText(
            nl: "wie optreedt als \(names.nl),", fr: "qui agit comme \(names.fr)",
            de: "wer als \(names.de) handelt,", en: "whoever acts as \(names.en)")
    }

    private func circumstances(_ language: Language) -> [String] {
        let isPermit = effect == .permit
        var parts: [LocalizedText] = []
        /// Adds a dimension; what is open in a prohibition limits nothing.
        func add<Word: LabelledWord>(_ words: WordSet<Word>, whenOpen open: LocalizedText) {
            if words != .all {
                parts.append(WordPhrase.list(WordPhrase.names(words), .or))
            } else if isPermit {
                parts.append(open)
            }
        }
        if isPermit || product.purposes != .all {
            let purposes = WordPhrase.purposes(product.purposes)
            parts.append(
                LocalizedText(
                    nl: "voor \(purposes.nl)", fr: "finalité : \(purposes.fr)",
                    de: "für \(purposes.de)", en: "for \(purposes.en)"))
        }
        add(product.relations, whenOpen: Self.anyRelation)
        if product.consents == Self.allButRefused {
            parts.append(Self.unlessRefused)
        } else {
            add(product.consents, whenOpen: Self.anyConsent)
        }
        add(product.phases, whenOpen: Self.anyPhase)
        if product.glass != [.intact] || !isPermit {
            add(product.glass, whenOpen: Self.anyGlass)
        }
        if product.authorship != .all { parts.append(product.authorship.words[0].label) }
        if parts.isEmpty { parts.append(Self.always) }
        return parts.map { $0[language] }
    }

    private var dutyText: LocalizedText {
        let names = WordPhrase.list(WordPhrase.names(duties), .and)
        return LocalizedText(
            nl: "Plichten: \(names.nl).", fr: "Obligations : \(names.fr).",
            de: "Pflichten: \(names.de).", en: "Duties: \(names.en).")
    }

    private static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    private static let allButRefused = WordSet<ConsentVerdict>.all.subtracting([.refused])
    private static let unlessRefused = LocalizedText(
        "tenzij de werknemer weigert", "sauf refus du travailleur",
        "außer bei Verweigerung des Arbeitnehmers", "unless the worker refuses")
    private static let anyRelation = LocalizedText(
        "met of zonder band met de werknemer", "avec ou sans lien avec le travailleur",
        "mit oder ohne Beziehung zum Arbeitnehmer", "with or without a relation to the worker")
    private static let anyConsent = LocalizedText(
        "ongeacht toestemming of weigering", "quel que soit le consentement ou le refus",
        "unabhängig von Einwilligung oder Verweigerung", "whatever the consent or refusal")
    private static let anyPhase = LocalizedText(
        "in elke fase", "à tout stade", "in jeder Phase", "in every phase")
    private static let anyGlass = LocalizedText(
        "ook in een aangegeven noodgeval", "même en cas d'urgence déclarée",
        "auch in einem erklärten Notfall", "also in a declared emergency")
    private static let always = LocalizedText(
        "onder alle omstandigheden", "en toute circonstance", "unter allen Umständen",
        "under all circumstances")
}
