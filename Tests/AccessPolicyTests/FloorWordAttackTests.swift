import AccessPolicy
import DataFiles
import Records
import Testing

@Suite("Attacks on the floor by the words of a file") struct FloorWordAttackTests {
    private static let head = "policy: x\nvocabulary: \(BundleManifest.vocabulary)\nrules:\n"

    private static func rule(_ changes: [(String, String)]) -> String {
        var text = """
              - id: X
                permit: [employer]
                to: [read]
                sections: [plan]
                for: [reintegration]
                when: {relation: [own-worker], consent: [active], phase: [plan], glass: [intact], author: [own]}
                duties: [log]
                law: x
                label: {nl: a, fr: b, de: c, en: d}

            """
        for (old, new) in changes { text = text.replacing(old, with: new) }
        return head + text
    }

    private func refusal(_ changes: (String, String)...) -> DataFileError? {
        do throws(DataFileError) {
            _ = try PolicyFile(Array(Self.rule(changes).utf8), file: "x.yaml").compiled()
            return nil
        } catch {
            return error
        }
    }

    @Test("the rule that the attacks start from is read")
    func base() { #expect(refusal() == nil) }

    @Test(
        "by an unknown word in any dimension: refused with its line",
        arguments: [
            ("permit: [employer]", "permit: [employer, physician]", 5),
            ("to: [read]", "to: [read, peek]", 6),
            ("sections: [plan]", "sections: [plan, x-ray]", 7),
            ("for: [reintegration]", "for: [reintegration, marketing]", 8),
            ("relation: [own-worker]", "relation: [own-worker, friend]", 9),
            ("consent: [active]", "consent: [active, implied]", 9),
            ("phase: [plan]", "phase: [plan, later]", 9),
            ("glass: [intact]", "glass: [intact, broken]", 9),
            ("author: [own]", "author: [own, anyone]", 9),
            ("duties: [log]", "duties: [log, nothing]", 10),
            ("    law: x", "    law: x\n    classes: {plan: medical}", 12),
            ("    law: x", "    law: x\n    floor: off", 12),
            ("    law: x", "    law: x\n    unless: {role: [nurse]}", 12),
        ])
    func byUnknownWord(old: String, new: String, line: Int) throws {
        let error = try #require(refusal((old, new)))
        #expect(error.line == line, "\(error)")
        #expect(error.message.hasPrefix("unknown "), "\(error)")
    }

    @Test(
        "by naming a secret section otherwise: no other spelling names a section at all",
        arguments: [
            "Medical-Assessment", "medical_assessment", "medical assessment", "MEDICAL-ASSESSMENT",
            "medical-assessment-2", "medic\u{0430}l-assessment", "medical-assessment\u{200b}",
            "medical\u{2010}assessment", "@Medical", "@medicine", "@open", "@public", "@",
            "secret", "all", "--medical-notes", "-", "\u{202e}medical-assessment",
        ])
    func byRenaming(word: String) throws {
        let error = try #require(refusal(("sections: [plan]", "sections: [plan, \"\(word)\"]")))
        #expect(error.line == 7 && error.message.hasPrefix("unknown section"), "\(error)")
    }

    @Test(
        "by a class, by everything, or by everything but a part: the employer's side is refused",
        arguments: [
            "@all", "@secret", "@medical", "@notes", "@exchange", "@insurance", "@psychosocial",
            "@coaching", "@all\", \"-@medical", "@all\", \"-@secret\", \"@notes",
        ])
    func byClass(words: String) throws {
        for role in Role.allCases where role.side == .employer {
            let text = Self.rule([
                ("sections: [plan]", "sections: [\"\(words)\"]"),
                ("[employer]", "[\(role.rawValue)]"),
            ])
            let file = try? PolicyFile(Array(text.utf8), file: "x.yaml")
            // What is taken away wins, so that the last set holds no notes and is allowed.
            guard let file, file.rules[0].kinds.words.contains(where: \.isSecret) else {
                #expect(words.hasSuffix("@notes"))
                continue
            }
            let error = #expect(throws: DataFileError.self) { try file.prove() }
            #expect(error?.message.contains("floor/F1") == true, "\(error as Any)")
            #expect(error?.line == 4)
        }
    }
}
