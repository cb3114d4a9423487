internal import AccessAudit
internal import AccessPolicy
internal import CryptoPrimitives
internal import Markup
internal import Records

/// Writes the matrix as one page of HTML that needs nothing else: no script, no font, no picture.
///
/// A table for each role, with a caption and scoped headings, under landmarks and one first-level
/// heading, so that a screen reader can walk it.
struct PolicyMatrixPage {
    private let matrix: PolicyMatrix
    private let language: Language

    /// Takes the matrix and the language of the page.
    init(_ matrix: PolicyMatrix, language: Language) {
        self.matrix = matrix
        self.language = language
    }

    /// The page, in UTF-8.
    var bytes: [UInt8] {
        var writer = HTMLWriter()
        writer.literal("<!DOCTYPE html>\n")
        writer.element("html", ["lang": language.rawValue]) { writer in
            writer.element("head") {
                $0.head(title: "\(word(.title)) – \(matrix.policy.name)")
            }
            writer.newLine()
            writer.element("body") { body(&$0) }
        }
        writer.newLine()
        return Array(writer.html.utf8)
    }

    private func body(_ writer: inout HTMLWriter) {
        writer.element("header") { writer in
            writer.element("h1", text: word(.title))
            writer.element("p", text: word(.about))
            writer.element("dl") { writer in
                for (term, value) in [
                    (Word.policy, matrix.policy.name),
                    (.hash, matrix.policy.hash.hex), (.floor, Floor.hash.hex),
                ] {
                    writer.element("dt", text: word(term))
                    writer.element("dd") { $0.element("code", text: value) }
                }
            }
        }
        writer.newLine()
        writer.element("nav", ["aria-labelledby": "contents"]) { writer in
            writer.element("h2", ["id": "contents"], text: word(.roles))
            writer.element("ol") { writer in
                for role in roles {
                    writer.element("li") {
                        $0.element("a", ["href": "#\(role.rawValue)"], text: role.label[language])
                    }
                }
            }
        }
        writer.newLine()
        writer.element("main") { writer in
            for role in roles {
                section(role, &writer)
                writer.newLine()
            }
        }
    }

    private var roles: [Role] {
        Role.allCases.filter { role in matrix.entries.contains { $0.role == role } }
    }

    private func section(_ role: Role, _ writer: inout HTMLWriter) {
        writer.element("section", ["aria-labelledby": role.rawValue]) { writer in
            writer.element("h2", ["id": role.rawValue], text: role.label[language])
            writer.element("table") { writer in
                writer.element("caption", text: "\(word(.may)): \(role.label[language])")
                writer.element("thead") { writer in
                    writer.element("tr") { writer in
                        for heading in [Word.may, .sections, .circumstances, .law] {
                            writer.element("th", ["scope": "col"], text: word(heading))
                        }
                    }
                }
                writer.element("tbody") { writer in
                    for entry in matrix.entries where entry.role == role {
                        row(entry, &writer)
                    }
                }
            }
        }
    }

    private func row(_ entry: PolicyMatrix.Entry, _ writer: inout HTMLWriter) {
        let actions = WordPhrase.list(WordPhrase.names(entry.product.actions), .or)
        writer.element("tr") { writer in
            writer.element("th", ["scope": "row"], text: actions[language])
            writer.element("td", text: WordPhrase.sections(entry.product.kinds)[language])
            writer.element("td", text: entry.circumstances[language])
            writer.element(
                "td",
                text: "\(entry.laws.joined(separator: "; ")) "
                    + "(\(entry.rules.joined(separator: ", ")))")
        }
    }

    private func word(_ word: Word) -> String { word.text[language] }

    private enum Word {
        case title, about, policy, hash, floor, roles, may, sections, circumstances, law

        var text: LocalizedText {
            switch self {
            case .title:
                LocalizedText(
                    "Categorieën van personen met toegang",
                    "Catégories de personnes ayant accès",
                    "Kategorien von Personen mit Zugang",
                    "Categories of persons with access")
            case .about:
                LocalizedText(
                    "Wie wat mag met welke delen van een dossier, met hun hoedanigheid (wet van 30 juli 2018, art. 9; AVG, art. 30). Berekend uit elke beslissing van het beleid, met de vaste ondergrens van het medisch geheim.",
                    "Qui peut faire quoi avec quelles parties d'un dossier, et en quelle qualité (loi du 30 juillet 2018, art. 9 ; RGPD, art. 30). Calculé à partir de toutes les décisions de la politique, y compris le socle du secret médical.",
                    "Wer was mit welchen Teilen eines Dossiers tun darf, und in welcher Eigenschaft (Gesetz vom 30. Juli 2018, Art. 9; DSGVO, Art. 30). Berechnet aus allen Entscheidungen der Richtlinie, samt der festen Untergrenze der Schweigepflicht.",
                    "Who may do what with which sections of a dossier, and in which capacity (Belgian Act of 30 July 2018, art. 9; GDPR, art. 30). Worked out from every decision of the policy, with the fixed floor of medical secrecy."
                )
            case .policy: LocalizedText("beleid", "politique", "Richtlinie", "policy")
            case .hash: LocalizedText("SHA-256", "SHA-256", "SHA-256", "SHA-256")
            case .floor: LocalizedText("ondergrens", "socle", "Untergrenze", "floor")
            case .roles:
                LocalizedText("Hoedanigheden", "Qualités", "Eigenschaften", "Capacities")
            case .may: LocalizedText("mag", "peut", "darf", "may")
            case .sections: LocalizedText("delen", "parties", "Teile", "sections")
            case .circumstances:
                LocalizedText("omstandigheden", "circonstances", "Umstände", "circumstances")
            case .law:
                LocalizedText(
                    "wet (regels)", "loi (règles)", "Gesetz (Regeln)", "law (rules)")
            }
        }
    }
}
