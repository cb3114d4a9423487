import AccessPolicy
import DataFiles
import Records
import TestSupport
import Testing

@Suite("Policy files") struct PolicyFileTests {
    private static let head = """
        policy: sample
        vocabulary: 1
        rules:

        """
    private static let rule = """
          - id: A-1
            permit: [employer]
            to: [read]
            sections: [plan]
            for: [reintegration]
            when: {relation: [own-worker]}
            duties: [log]
            law: "none"
            label: {nl: regel, fr: règle, de: Regel, en: rule}

        """

    private func read(_ text: String) throws(DataFileError) -> PolicyFile {
        try PolicyFile(Array(text.utf8), file: "policies/x.yaml")
    }

    private func refusal(_ text: String) -> String? {
        do throws(DataFileError) {
            _ = try read(text).prove()
            return nil
        } catch {
            return error.description
        }
    }

    @Test("everything that is wrong is told at once, and what is misspelt is not missing as well")
    func problems() {
        let text =
            Self.head
            + Self.rule.replacing("[employer]", with: "[employr, nurse, nurse]")
            + Self.rule.replacing("A-1", with: "A-2").replacing("duties", with: "dutys")
            + Self.rule.replacing("A-1", with: "A-3").replacing(
                "[plan]", with: "[pln, \"-@secrt\"]")
            + Self.rule.replacing("A-1", with: "A-4").replacing(
                "    for: [reintegration]\n", with: "")
        let (file, problems) = PolicyFile.read(Array(text.utf8), file: "x.yaml")
        #expect(file == nil)
        #expect(
            problems.map(\.description) == [
                "x.yaml:5: unknown role `employr`; did you mean `employer`?",
                "x.yaml:5: role `nurse` stands twice",
                "x.yaml:19: unknown key `dutys`; did you mean `duties`?",
                "x.yaml:25: unknown section `pln`; did you mean `plan`?",
                "x.yaml:25: unknown section `@secrt`; did you mean `@secret`?",
                "x.yaml:31: a permit names its purposes; add `for: […]`",
            ])
    }

    @Test("a policy larger than other data files is read, and one of more than 12 MiB is refused")
    func largePolicy() throws {
        let rules = (0..<1500).map { Self.rule.replacing("A-1", with: "A-\($0)") }.joined()
        let text = Self.head + rules
        #expect(text.utf8.count > YAMLDocument.maximumSize)
        #expect(try read(text).compiled().rules.count == 1500)
        let comment = "#" + String(repeating: "x", count: PolicyFile.maximumSize)
        #expect(refusal(text + comment)?.contains("at most 12582912 are read") == true)
    }

    @Test("a rule is read word for word")
    func reads() throws {
        let file = try read(Self.head + Self.rule)
        #expect(file.name == "sample")
        let rule = try #require(file.rules.first)
        #expect(rule.effect == .permit && rule.roles == [.employer] && rule.actions == [.read])
        #expect(rule.kinds == [.plan] && rule.purposes == [.reintegration])
        #expect(rule.relations == [.ownWorker] && rule.consents == .all && rule.phases == .all)
        #expect(rule.glass == [.intact] && rule.authorship == .all && rule.duties == [.log])
        #expect(rule.label.fr == "règle")
    }

    @Test(
        "classes, all, secret and what is taken away make the set of sections",
        arguments: [
            ("[\"@secret\"]", SectionKind.allCases.filter(\.isSecret)),
            ("[\"@all\", \"-@secret\"]", SectionKind.allCases.filter { !$0.isSecret }),
            (
                "[\"-plan-answer\", \"@plan\"]",
                SectionKind.allCases.filter { $0.sectionClass == .plan && $0 != .planAnswer }
            ),
            ("[\"@coaching\", plan]", [.coachingWorker, .coachingEmployer, .coachingJoint, .plan]),
        ])
    func sections(text: String, kinds: [SectionKind]) throws {
        let changed = Self.rule.replacing("[plan]", with: text)
        #expect(try read(Self.head + changed).rules.first?.kinds == WordSet(kinds))
    }

    @Test(
        "what is misspelt, missing or too much is refused at its line",
        arguments: [
            ("[employer]", "[inspectr]", ":5: unknown role `inspectr`; did you mean `inspector`?"),
            ("[read]", "[reed]", ":6: unknown action `reed`; did you mean `read`?"),
            ("[plan]", "[plann]", ":7: unknown section `plann`; did you mean `plan`?"),
            (
                "[plan]", "[\"@secrets\"]",
                ":7: unknown section `@secrets`; did you mean `@secret`?"
            ),
            ("[plan]", "[plan, -plan]", ":7: no section is left"),
            ("[reintegration]", "[fun]", ":8: unknown purpose `fun`"),
            (
                "[own-worker]", "[own-workers]",
                ":9: unknown relation `own-workers`; did you mean `own-worker`?"
            ),
            ("[log]", "[log, lock]", ":10: unknown duty `lock`; did you mean `log`?"),
            ("[log]", "[log, log]", ":10: duty `log` stands twice"),
            ("[log]", "[notify-worker]", ":4: A-1 meets floor/F10, e.g. {role: employer"),
            ("    duties: [log]\n", "", ":4: a permit names its duties; add `duties: [log]`"),
            ("    for: [reintegration]\n", "", ":4: a permit names its purposes; add `for: […]`"),
            ("    when: {relation: [own-worker]}\n", "", ":4: a permit names its relations"),
            (
                "when: {relation: [own-worker]}", "when: {relation: [own-worker], mood: [x]}",
                ":9: unknown key `mood`"
            ),
            ("law: \"none\"", "lore: \"none\"", ":11: unknown key `lore`; did you mean"),
            ("en: rule}", "en: rule, es: regla}", ":12: unknown key `es`"),
            (", en: rule}", "}", ":12: the key `en` is missing"),
            ("permit: [employer]", "forbid: [employer]", ":10: a prohibition has no duties"),
            ("id: A-1", "id: A 1", ": `A 1` is not a name"),
            ("[plan]", "[medical-assessment]", ":4: A-1 meets floor/F1, e.g. {role: employer"),
            ("[own-worker]", "[lapsed]", ":4: A-1 meets floor/F3, e.g. {role: employer"),
        ])
    func faults(old: String, new: String, expected: String) throws {
        let text = try #require(refusal(Self.head + Self.rule.replacing(old, with: new)))
        #expect(text.hasPrefix("policies/x.yaml:"), "\(text)")
        #expect(text.contains(expected), "\(text)")
    }

    @Test("two rules of one name are refused at the second")
    func duplicates() {
        let text = Self.head + Self.rule + Self.rule
        #expect(refusal(text) == "policies/x.yaml:13: two rules are called `A-1`")
    }

    @Test(
        "a head that is not understood is refused",
        arguments: [
            ("vocabulary: 1", "vocabulary: 2"), ("policy: sample", "polizy: sample"),
            ("policy: sample", "policy: sam/ple"), ("rules:\n", "rules: none\nx:\n"),
            ("vocabulary: 1", "vocabulary: 1\nrevision: 2"),
        ])
    func heads(old: String, new: String) {
        #expect(refusal((Self.head + Self.rule).replacing(old, with: new)) != nil)
    }

    @Test("a policy that says too little to work with is refused by what is missing")
    func liveness() throws {
        let text = try #require(refusal(Self.head + Self.rule))
        #expect(
            text.hasPrefix("policies/x.yaml:0: liveness/worker-reads is denied, e.g. {role: worker")
        )
    }

    @Test("mutated files give an error or a policy, never a crash", arguments: UInt64(0)..<8)
    func mutations(seed: UInt64) {
        var mutator = Mutator(seed: seed)
        for _ in 0..<60 {
            let bytes = mutator.mutation(of: Array((Self.head + Self.rule).utf8))
            do throws(DataFileError) {
                _ = try PolicyFile(bytes, file: "m.yaml").prove()
                Issue.record("a policy that denies the worker everything was proved")
            } catch {
                #expect(error.file == "m.yaml")
            }
        }
    }
}

@Suite("Case files") struct PolicyCasesFileTests {
    private func read(_ then: String, given: String = "role: employer, relation: own-worker")
        throws(DataFileError) -> PolicyCasesFile
    {
        let text = """
            policy: sample
            cases:
              - name: the employer reads the plan
                given: {\(given)}
                when: {action: read, section: plan, purpose: reintegration}
                then: {\(then)}

            """
        return try PolicyCasesFile(Array(text.utf8), file: "c.yaml")
    }

    private func policy() throws -> CompiledPolicy {
        let label = LocalizedText(nl: "a", fr: "a", de: "a", en: "a")
        return try CompiledPolicy(
            AccessRules(
                name: "sample",
                rules: [
                    PolicyRule(
                        id: "A-1", effect: .permit, roles: [.employer], actions: [.read],
                        kinds: [.plan], purposes: [.reintegration], relations: [.ownWorker],
                        duties: [.log], law: "none", label: label),
                    PolicyRule(
                        id: "A-2", effect: .permit, roles: [.hr], actions: [.read],
                        kinds: [.plan], purposes: [.reintegration], relations: [.ownWorker],
                        duties: [.log], law: "none", label: label),
                ]))
    }

    @Test("a case that holds says how many states it decided and which rules it left out")
    func holds() throws {
        let report = try read("decision: permit, by: [A-1], duties: [log]").check(try policy())
        #expect(report.states == Phase.allCases.count)
        #expect(report.failures == [])
        #expect(report.unreached == ["A-2"])
    }

    @Test("a sweep decides every state of the dimension")
    func sweeps() throws {
        let file = try read(
            "decision: permit", given: "role: employer, relation: own-worker, consent: \"*\"")
        let report = try file.check(try policy())
        #expect(report.states == Phase.allCases.count * ConsentVerdict.allCases.count)
    }

    @Test(
        "a case that fails names what was expected, what was decided and where",
        arguments: [
            (
                "decision: deny", "role: employer, relation: own-worker",
                "expected deny, decided permit by A-1"
            ),
            (
                "decision: permit", "role: employer, relation: lapsed",
                "expected permit, decided deny by floor/F3"
            ),
            (
                "decision: permit, by: [A-2]", "role: employer, relation: own-worker",
                "expected by A-2, decided by A-1"
            ),
            (
                "decision: permit, duties: [log, reason]", "role: employer, relation: own-worker",
                "expected duties log, reason, decided duties log"
            ),
        ])
    func fails(then: String, given: String, expected: String) throws {
        let file = try read(then, given: given)
        let policy = try policy()
        do throws(DataFileError) {
            _ = try file.check(policy)
            Issue.record("the case held")
        } catch {
            #expect(error.line == 3)
            #expect(error.message.contains(expected), "\(error)")
            #expect(error.message.contains("{role: employer"))
        }
    }

    @Test(
        "a case that is misspelt is refused at its line",
        arguments: [
            ("decision: allow", "role: employer, relation: own-worker", 6),
            ("decision: permit, because: [x]", "role: employer, relation: own-worker", 6),
            ("decision: permit", "role: boss, relation: own-worker", 4),
            ("decision: permit", "role: employer", 4),
            ("decision: permit", "role: [employer, employer], relation: own-worker", 4),
        ])
    func misspelt(then: String, given: String, line: Int) {
        do throws(DataFileError) {
            _ = try read(then, given: given)
            Issue.record("the case was read")
        } catch {
            #expect(error.line == line, "\(error)")
        }
    }

    @Test("cases for another policy are refused")
    func otherPolicy() throws {
        let other = try CompiledPolicy(
            AccessRules(
                name: "other", rules: try policy().rules))
        #expect(throws: DataFileError.self) { try read("decision: permit").check(other) }
    }
}

@Suite("Lexicon files") struct LexiconFileTests {
    private static let text = """
        lexicon: nl
        revision: 1
        endings: [s]
        phrases:
          - {class: treatment, instead: gerichte behandeling, find: [chemo]}
        terms:
          symptom: [koorts]
        acronyms: [MS]
        body-parts: [rug]
        complaints: [pijn]
        allowed: [rugleuning]

        """

    private func refusal(_ old: String, _ new: String) -> DataFileError? {
        do throws(DataFileError) {
            _ = try LexiconFile(Array(Self.text.replacing(old, with: new).utf8), file: "l.yaml")
            return nil
        } catch {
            return error
        }
    }

    @Test("a lexicon is read word for word")
    func reads() throws {
        let lexicon = try LexiconFile(Array(Self.text.utf8), file: "l.yaml").lexicon
        #expect(lexicon.language == .nl && lexicon.revision == 1)
        #expect(lexicon.phrases.first?.replacement == "gerichte behandeling")
        #expect(lexicon.terms.first?.patterns == ["koorts"])
        #expect(lexicon.bodyParts == ["rug"] && lexicon.complaints == ["pijn"])
    }

    @Test(
        "what would match anything, twice or nothing is refused at its line",
        arguments: [
            ("[chemo]", "[\"*\"]", 5), ("[chemo]", "[ch*]", 5), ("[chemo]", "[che*mo]", 5),
            ("[koorts]", "[koorts, koorts]", 7), ("[koorts]", "[\"!!\"]", 7),
            ("symptom:", "symptoms:", 7), ("lexicon: nl", "lexicon: es", 1),
            ("class: treatment", "class: treat", 5), ("revision: 1", "revision: x", 2),
        ])
    func faults(old: String, new: String, line: Int) throws {
        #expect(try #require(refusal(old, new)).line == line)
    }
}
