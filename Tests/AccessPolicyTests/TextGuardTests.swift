import AccessPolicy
import CryptoPrimitives
import DataFiles
import Records
import TestSupport
import Testing

/// The lexicons of the project.
enum LexiconFiles {
    private static let all = Result {
        try Language.allCases.map { language in
            let path = "policies/lexicons/\(language.rawValue).yaml"
            return try LexiconFile(PolicyFiles.bytes(path), file: path)
        }
    }

    static func lexicons() throws -> [Lexicon] { try all.get().map(\.lexicon) }

    private static let allLanguages = Result { TextGuard(try lexicons()) }

    static func textGuard() throws -> TextGuard { try allLanguages.get() }

    static func textGuard(_ languages: [Language]) throws -> TextGuard {
        TextGuard(try lexicons().filter { languages.contains($0.language) })
    }
}

@Suite("Text guard") struct TextGuardTests {
    private func words(_ text: String) throws -> [String] {
        try LexiconFiles.textGuard().findings(in: text).map(\.text)
    }

    @Test(
        "texts that give away an illness are found, in four languages",
        arguments: [
            (
                "De werknemer heeft een burn-out en slikt antidepressiva.",
                ["burn-out", "antidepressiva"]
            ),
            ("Na de chemotherapie volgt bestraling.", ["chemotherapie", "bestraling"]),
            ("Zij werd geopereerd aan de knie.", ["geopereerd aan"]),
            ("Hij heeft chronische rugklachten.", ["rugklachten"]),
            ("Er is veel pijn in de onderrug.", ["pijn in de onderrug"]),
            ("Op dinsdag gaat hij naar de psycholoog.", ["psycholoog"]),
            ("Wegens familieomstandigheden afwezig.", ["familieomstandigheden"]),
            ("Longkanker en borstkanker.", ["Longkanker", "borstkanker"]),
            ("Cognitieve gedragstherapie loopt.", ["Cognitieve gedragstherapie"]),
            ("Zij is zwanger.", ["zwanger"]),
            ("De MRI toont een hernia.", ["MRI", "hernia"]),
            ("Hij lijdt aan MS en neemt medicatie.", ["MS", "medicatie"]),
            ("Le travailleur souffre d'une dépression.", ["dépression"]),
            ("Il suit une chimiothérapie.", ["chimiothérapie"]),
            (
                "Elle consulte un kinésithérapeute pour son mal de dos.",
                ["kinésithérapeute", "mal de dos"]
            ),
            ("Opérée de la hanche en mai.", ["Opérée de la hanche"]),
            ("Douleurs à l'épaule gauche.", ["Douleurs à l'épaule"]),
            ("Diabète de type 2, insuline.", ["Diabète", "insuline"]),
            ("Er leidet an einer Depression.", ["Depression"]),
            ("Rückenschmerzen seit einem Jahr.", ["Rückenschmerzen"]),
            ("Rueckenschmerzen seit einem Jahr.", ["Rueckenschmerzen"]),
            ("Sie hat Brustkrebs und bekommt Bestrahlungen.", ["Brustkrebs", "Bestrahlungen"]),
            ("Er besucht einen Psychiater.", ["Psychiater"]),
            ("Bandscheibenvorfall, Physiotherapie.", ["Bandscheibenvorfall", "Physiotherapie"]),
            ("The worker suffers from depression.", ["depression"]),
            ("She had knee surgery.", ["surgery"]),
            ("He sees a psychiatrist and takes medication.", ["psychiatrist", "medication"]),
            (
                "A headache and an injury of the left shoulder.",
                ["headache", "injury of the left shoulder"]
            ),
            ("Code F32.1 in the file.", ["F32.1"]),
        ])
    func finds(text: String, expected: [String]) throws {
        #expect(try words(text) == expected)
    }

    @Test(
        "texts about what someone can do are left alone",
        arguments: [
            "De werknemer kan niet meer dan tien kilogram tillen en niet boven schouderhoogte werken.",
            "Halve dagen gedurende acht weken, met een in de hoogte verstelbaar bureau.",
            "Geen nachtwerk, geen ploegenarbeid; elk uur vijf minuten bewegen.",
            "De behandelend arts en de adviserend arts werden geraadpleegd met toestemming.",
            "De preventieadviseur psychosociale aspecten gaf advies over de werkorganisatie.",
            "Het hoofdprobleem is de planning; de handelsproblemen zijn bekend.",
            "Aan de hand van de problemen werd met het oog op herstel een plan gemaakt.",
            "Als de werkgever akkoord gaat, kan hij vanaf maandag hervatten langs de E19 in Machelen.",
            "Le travailleur peut soulever au plus dix kilos et travailler assis.",
            "Mi-temps pendant huit semaines, sans travail de nuit, dans l'enceinte de l'usine.",
            "Le médecin traitant a été consulté avec l'accord du travailleur.",
            "Le conseiller en prévention a visité le poste de travail.",
            "Der Arbeitnehmer kann höchstens zehn Kilogramm heben und nicht über Kopf arbeiten.",
            "Halbtags für acht Wochen, keine Nachtarbeit, Sitzplatz mit Rückenlehne.",
            "Der Arbeitgeber sucht einen anderen Arbeitsplatz; operative Aufgaben sind möglich.",
            "The worker can lift no more than ten kilograms and cannot work above shoulder height.",
            "Half days for eight weeks, no night shifts, a chair with arm rests, back to work on Monday.",
            "The painter may paint by hand; exhaust fumes are to be avoided.",
            "Beslissing A: kan op termijn het overeengekomen werk hervatten (Codex I.4-73).",
            "AANGEPAST WERK: DE WERKNEMER KAN ALS HIJ WIL VANAF MAANDAG HERVATTEN.",
            "",
        ])
    func leavesAlone(text: String) throws {
        #expect(try words(text) == [])
    }

    @Test(
        "the pairs of the guideline come with what may stand there instead",
        arguments: [
            ("chemotherapie", "gerichte behandeling"),
            ("geopereerd aan de heup", "gerichte behandeling"),
            ("familieomstandigheden", "omstandigheden"), ("fysiotherapeut", "behandelaar"),
            ("gedragscognitief", "maatwerktraining"),
            ("aard van de behandeling", "de behandeling is adequaat"),
            ("epilepsie", "de verzuimoorzaak is medisch"), ("chimiothérapie", "traitement ciblé"),
            ("kinésithérapeute", "soignant"), ("circonstances familiales", "circonstances"),
            ("cognitivo-comportementale", "formation sur mesure"),
            ("schizophrénie", "la cause de l'absence est médicale"),
            ("Chemotherapie", "gezielte Behandlung"), ("Physiotherapeut", "Behandler"),
            ("familiäre Umstände", "Umstände"),
            ("Verhaltenstherapie", "maßgeschneidertes Training"),
            ("chemotherapy", "targeted treatment"), ("physiotherapist", "caregiver"),
            ("family circumstances", "circumstances"),
            ("epilepsy", "the cause of the absence is medical"),
        ])
    func replacements(text: String, replacement: String) throws {
        let language: [Language] =
            try LexiconFiles.lexicons().filter { lexicon in
                lexicon.phrases.contains { $0.replacement == replacement }
            }.map(\.language)
        let findings = try LexiconFiles.textGuard(language).findings(in: text)
        #expect(findings.count == 1)
        #expect(findings.first?.replacement == replacement)
    }

    @Test("what may stand there instead is itself left alone")
    func replacementsPass() throws {
        for lexicon in try LexiconFiles.lexicons() {
            for phrase in lexicon.phrases {
                #expect(try words(phrase.replacement) == [], "\(phrase.replacement)")
            }
        }
    }

    @Test(
        "every pattern of a lexicon is found, in either case, by its own lexicon",
        arguments: Language.allCases)
    func everyPattern(language: Language) throws {
        let lexicon = try #require(try LexiconFiles.lexicons().first { $0.language == language })
        let textGuard = TextGuard([lexicon])
        let patterns = lexicon.phrases.flatMap(\.patterns) + lexicon.terms.flatMap(\.patterns)
        #expect(patterns.count > 200)
        for pattern in patterns {
            let word = pattern.filter { $0 != "*" }
            for text in ["xyz \(word) xyz", "(\(word.uppercased()))", word] {
                #expect(!textGuard.findings(in: text).isEmpty, "\(text)")
            }
        }
    }

    @Test(
        "a disguised word is found",
        arguments: [
            "dépréssie", "DEPRESSIE", "d e p r e s s i e", "d.e.p.r.e.s.s.i.e", "d-e-p-r-e-s-s-i-e",
            "de-pres-sie", "depres-\nsie", "dep\u{ad}ressie", "dep\u{200b}res\u{200d}sie",
            "d\u{435}pr\u{435}ssi\u{435}", "ｄｅｐｒｅｓｓｉｅ", "𝐝𝐞𝐩𝐫𝐞𝐬𝐬𝐢𝐞", "ⓓⓔⓟⓡⓔⓢⓢⓘⓔ", "d3pr3ss13",
            "de\u{301}pre\u{300}ssie", "depressies", "depressief", "Depressie!", "«depressie»",
        ])
    func disguises(word: String) throws {
        let findings = try LexiconFiles.textGuard([.nl]).findings(in: "Hij heeft \(word) gehad.")
        #expect(findings.count == 1, "\(word)")
        #expect(findings.first?.textClass == .diagnosis)
    }

    @Test("a finding points at the word as it was written")
    func ranges() throws {
        let text = "Één dag: dé\u{ad}pression, puis l'asthme."
        let findings = try LexiconFiles.textGuard([.fr]).findings(in: text)
        #expect(findings.map(\.text) == ["dé\u{ad}pression", "asthme"])
        for finding in findings {
            let bytes = Array(text.utf8)[finding.range]
            #expect(String(decoding: bytes, as: UTF8.self) == finding.text)
        }
    }

    @Test("acronyms count in capitals, but not in a text that is all capitals")
    func acronyms() throws {
        #expect(try words("Hij heeft ALS sinds vorig jaar.") == ["ALS"])
        #expect(try words("Hij werkt als metser.") == [])
        #expect(try words("ALS HIJ WIL, KAN HIJ HERVATTEN.") == [])
    }

    @Test("a run of single letters is read with the words around it as its ends")
    func spacedLetters() throws {
        #expect(try words("Hij is b u r n o u t geweest, a b c.") == ["b u r n o u t"])
        #expect(try words("Keuze a, b, c of d e f g is vrij.") == [])
    }

    @Test("findings do not overlap and stand in order", arguments: UInt64(0)..<20)
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "burn-out", "pijn", "rug", "knie", "operatie aan", "de", ".", "chemotherapie", "kan",
            "d e p r e s s i e", "F32.1", "MS", "cognitieve gedragstherapie", "-", "\n", "é",
        ]
        let text = (0..<30).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }
            .joined(separator: " ")
        let findings = try LexiconFiles.textGuard().findings(in: text)
        for (one, next) in zip(findings, findings.dropFirst()) {
            #expect(one.range.upperBound <= next.range.lowerBound)
        }
    }

    @Test("random texts give findings inside the text, never a crash", arguments: UInt64(0)..<40)
    func randomTexts(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let textGuard = try LexiconFiles.textGuard()
        for _ in 0..<20 {
            let scalars = (0..<60).compactMap { _ in
                Unicode.Scalar(UInt32(truncatingIfNeeded: generator.next() % 0x2_0000))
            }
            var text = String(String.UnicodeScalarView(scalars))
            if generator.next() % 2 == 0 { text += " hernia " }
            for finding in textGuard.findings(in: text) {
                #expect(finding.range.upperBound <= text.utf8.count)
            }
        }
    }

    @Test("a finding explains itself in the reader's language")
    func messages() throws {
        let findings = try LexiconFiles.textGuard([.nl]).findings(in: "chemotherapie en koorts")
        try #require(findings.count == 2)
        #expect(findings[0].message(in: .fr).hasSuffix("gerichte behandeling."))
        #expect(findings[0].message(in: .en).hasPrefix("This names the nature of a treatment"))
        #expect(findings[1].replacement == nil)
        for language in Language.allCases {
            let message = findings[1].message(in: language)
            #expect(message.contains(TextClass.symptom.explanation[language]))
            #expect(message.contains(TextClass.symptom.advice[language]))
        }
    }

    @Test("a lexicon reads back from its canonical form", arguments: Language.allCases)
    func canonicalForm(language: Language) throws {
        let lexicon = try #require(try LexiconFiles.lexicons().first { $0.language == language })
        #expect(try Lexicon(canonical: lexicon.canonicalBytes) == lexicon)
        #expect(lexicon.hash == Digest(hashing: lexicon.canonicalBytes))
        var mutator = Mutator(seed: 3)
        for _ in 0..<40 {
            let changed = mutator.mutation(of: lexicon.canonicalBytes)
            do throws(CanonicalEncodingError) {
                #expect(try Lexicon(canonical: changed) != lexicon)
            } catch {}
        }
    }

    @Test("a named illness and its code are kept in no form for the employer; other words may be")
    func keeping() {
        for textClass in TextClass.allCases {
            let isIllness = textClass == .diagnosis || textClass == .code
            for kind in SectionKind.allCases {
                let isForm = [.assessmentForm, .appealRuling, .healthAssessment].contains(kind)
                #expect(TextGuard.mayKeep(textClass, in: kind) == !(isIllness && isForm))
            }
        }
    }
}
