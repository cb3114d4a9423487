import AccessPolicy
import Records
import TestSupport
import Testing

@Suite("Rules as sentences") struct PolicySentenceTests {
    @Test("every shipped rule reads as a sentence in four languages, without a raw identifier")
    func shippedRules() throws {
        for rule in try ShippedPolicies.all().flatMap(\.rules) {
            let text = PolicySentence(rule).text
            for language in Language.allCases {
                let sentence = text[language]
                #expect(sentence.hasSuffix("."), "\(rule.id)")
                #expect(sentence.first?.isUppercase == true, "\(rule.id)")
                #expect(!sentence.contains("  ") && !sentence.contains("@"), "\(sentence)")
                let words = Set(sentence.split { !$0.isLetter && $0 != "-" }.map(String.init))
                #expect(words.isDisjoint(with: Self.rawIdentifiers), "\(sentence)")
            }
            #expect(Set(Language.allCases.map { text[$0] }).count == 4, "\(rule.id)")
        }
    }

    /// The words of the vocabularies that no human language uses: those with a hyphen, unless a
    /// label has them too.
    private static let rawIdentifiers: Set<String> = {
        func raw<Word: LabelledWord>(_: Word.Type) -> [String] {
            let labels = Set(
                Word.allCases.flatMap { word in Language.allCases.map { word.label[$0] } })
            return Word.allCases.map(\.rawValue).filter { $0.contains("-") && !labels.contains($0) }
        }
        return Set(
            raw(Role.self) + raw(Action.self) + raw(SectionKind.self) + raw(Purpose.self)
                + raw(Relation.self) + raw(ConsentVerdict.self) + raw(Phase.self) + raw(Duty.self))
    }()

    @Test("every word of every vocabulary has a label of its own in each language")
    func labels() {
        func check<Word: LabelledWord>(_: Word.Type) {
            for language in Language.allCases {
                let labels = Word.allCases.map { $0.label[language] }
                #expect(Set(labels).count == labels.count, "\(Word.self) \(language)")
                #expect(!labels.contains { $0.allSatisfy(\.isWhitespace) })
            }
        }
        check(Role.self)
        check(Action.self)
        check(SectionKind.self)
        check(Purpose.self)
        check(Relation.self)
        check(ConsentVerdict.self)
        check(Phase.self)
        check(Glass.self)
        check(Authorship.self)
        check(Duty.self)
    }

    @Test("two rules that differ in any word read differently", arguments: Language.allCases)
    func faithful(_ language: Language) {
        var generator = SeededGenerator(seed: 404)
        var rules: [String: PolicyRule] = [:]
        func tell(_ rule: PolicyRule) {
            let sentence = PolicySentence(rule).text[language]
            if let other = rules.updateValue(rule, forKey: sentence) {
                #expect(
                    StateProduct(other) == StateProduct(rule) && other.effect == rule.effect
                        && other.duties == rule.duties, "\(sentence)")
            }
        }
        for round in 0..<120 {
            let rule = generator.rule("X", forbids: round % 4 == 0)
            tell(rule)
            for _ in 0..<5 { tell(generator.changed(rule)) }
        }
        #expect(rules.count > 400)
    }

    @Test("what is named by a group is named by nothing else")
    func groups() {
        let secret = WordSet(SectionKind.allCases.filter(\.isSecret))
        #expect(WordPhrase.sections(secret).en == "all that is under professional secrecy")
        #expect(
            WordPhrase.sections(secret.subtracting([.medicalNotes])).en
                == "all that is under professional secrecy but personal notes")
        #expect(WordPhrase.sections(.all).nl == "alle delen")
        #expect(
            WordPhrase.sections(WordSet<SectionKind>.all.subtracting([.psychosocialThird])).fr
                == "toutes les parties sauf « dossier psychosocial, tiers »")
        let medical = WordSet(SectionKind.allCases.filter { $0.sectionClass == .medical })
        #expect(
            WordPhrase.sections(medical.union([.plan])).de
                == "alle medizinischen Teile und Wiedereingliederungsplan")
    }

    @Test("a prohibition without limits holds under all circumstances")
    func unlimited() {
        let text = PolicySentence(
            .forbid, StateProduct(roles: [.employer], kinds: [.healthFile])
        ).text
        #expect(
            text.en
                == "Whoever acts as employer may do nothing with: health file; "
                + "under all circumstances.")
        #expect(
            text.nl
                == "Wie optreedt als werkgever, mag niets doen met: gezondheidsdossier; "
                + "onder alle omstandigheden.")
    }

    @Test("a permit says what it leaves open, whom it asks and what it obliges to")
    func permit() {
        let rule = PolicyRule(
            id: "X", effect: .permit, roles: [.advisingPhysician], actions: [.read],
            kinds: [.consultation], purposes: [.reintegration], relations: [.assigned],
            consents: [.active], duties: [.log, .notifyWorker], law: "none",
            label: LocalizedText("nooit", "jamais", "nie", "the employer may read everything"))
        #expect(
            PolicySentence(rule).text.en
                == "Whoever acts as advising physician may read: consultation record; "
                + "for reintegration; if assigned to the worker; with the worker's active "
                + "consent; in every phase. Duties: an entry in the access log and notice to "
                + "the worker.")
    }
}
