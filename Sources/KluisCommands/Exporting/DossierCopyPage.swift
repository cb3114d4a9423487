internal import CryptoPrimitives
internal import Markup
internal import Records
internal import Reintegration
internal import VaultClient

/// The worker's copy as one accessible page: no script, nothing from elsewhere.
struct DossierCopyPage {
    /// What leaves.
    let export: DossierExport
    /// By when it has to be given.
    let terms: CopyTerms
    /// Words for the worker's own entries; `nil` for another reader.
    let logWords: LogWords?

    private var language: Language { export.language }

    /// The page.
    var html: String {
        var page = HTMLWriter()
        let title = "\(CopyWords.title[language]) \(export.open.view.id.short)"
        page.literal("<!DOCTYPE html>\n")
        page.element("html", ["lang": language.rawValue]) { page in
            page.head(title: title)
            page.element("body") { page in
                page.element("main") { page in
                    page.element("h1", [:], text: title)
                    opening(&page)
                    sections(&page)
                    leftOut(&page)
                    events(&page)
                    log(&page)
                }
            }
        }
        page.newLine()
        return page.html
    }

    private func opening(_ page: inout HTMLWriter) {
        list(
            [
                "\(CopyWords.madeOn[language]) \(CivilTime.text(of: export.now))",
                "\(CopyWords.requestedOn[language]) \(terms.requested)",
            ] + terms.lines(on: export.today, in: language), &page)
        heading(CopyWords.dossier, &page)
        list(export.report.lines, &page)
    }

    private func sections(_ page: inout HTMLWriter) {
        heading(CopyWords.sections, &page)
        if export.sections.isEmpty { paragraph(CopyWords.none[language], &page) }
        for section in export.sections {
            let manifest = section.manifest
            page.element("section") { page in
                page.element(
                    "h3", [:],
                    text: "\(manifest.kind.label[language]) \(manifest.section.short), "
                        + "\(CopyWords.version[language]) \(manifest.version)")
                paragraph(
                    "\(CivilTime.text(of: manifest.time)), \(manifest.role.label[language]), "
                        + "SHA-256 \(manifest.hash.hex)", &page)
                for line in lines(of: section) where !line.isEmpty { paragraph(line, &page) }
                if !section.omitted.isEmpty {
                    let names = section.omitted.map { name in
                        section.form?.label(of: name)?[language] ?? name.text
                    }
                    paragraph(
                        "\(CopyWords.omitted[language]): \(names.joined(separator: ", ")) "
                            + "(\(ThirdPartyLaw.articles.joined(separator: ", ")))", &page)
                }
            }
        }
    }

    private func lines(of section: DossierExport.Section) -> [String] {
        let words = SectionWords(
            data: AdoptedData(export.acting.session), language: language,
            numbers: export.numbers)
        return words.lines(of: section.content?.encoded ?? section.opened.content)
            ?? [CopyWords.noText[language]]
    }

    private func leftOut(_ page: inout HTMLWriter) {
        heading(CopyWords.leftOut, &page)
        let entries = export.leftOut.map { entry in
            "\(entry.kind.label[language]) \(entry.section.short), "
                + "\(CopyWords.version[language]) \(entry.version): \(entry.reason)"
                + (entry.rules.isEmpty ? "" : " (\(entry.rules.joined(separator: ", ")))")
        }
        list(entries.isEmpty ? [CopyWords.none[language]] : entries, &page)
        paragraph(
            "\(CopyWords.nothingOf[language]): "
                + export.absentKinds.map { $0.label[language] }.joined(separator: ", "), &page)
    }

    private func events(_ page: inout HTMLWriter) {
        heading(CopyWords.steps, &page)
        let lines = export.orderedEvents.map { event in
            (["\(event.occurredOn): \(export.label(of: event))", event.actor.role.label[language]]
                + EventParameters(event: event).words(in: language)).joined(separator: ", ")
        }
        list(lines.isEmpty ? [CopyWords.none[language]] : lines, &page)
    }

    private func log(_ page: inout HTMLWriter) {
        heading(CopyWords.log, &page)
        guard let logWords else { return paragraph(CopyWords.logOfWorker[language], &page) }
        list(OwnLogRow.merging(export.entries).map(logWords.line), &page)
    }

    private func heading(_ text: LocalizedText, _ page: inout HTMLWriter) {
        page.element("h2", [:], text: text[language])
    }

    private func paragraph(_ text: String, _ page: inout HTMLWriter) {
        page.element("p", [:], text: text)
    }

    private func list(_ lines: [String], _ page: inout HTMLWriter) {
        page.element("ul") { page in
            for line in lines { page.element("li", [:], text: line) }
        }
    }
}

extension Form {
    /// The label of a field, also of one in a list.
    func label(of name: FieldName) -> LocalizedText? {
        (fields + fields.flatMap(\.entryFields)).first { $0.name == name }?.label
    }
}

/// The words of a copy.
enum CopyWords {
    static let yes = LocalizedText("ja", "oui", "ja", "yes")
    static let no = LocalizedText("nee", "non", "nein", "no")
    static let title = LocalizedText(
        "Kopie van dossier", "Copie du dossier", "Kopie der Akte", "Copy of dossier")
    static let madeOn = LocalizedText(
        "gemaakt op", "établie le", "erstellt am", "made on")
    static let requestedOn = LocalizedText(
        "gevraagd op", "demandée le", "verlangt am", "asked for on")
    static let dossier = LocalizedText("Dossier", "Dossier", "Akte", "Dossier")
    static let sections = LocalizedText("Inhoud", "Contenu", "Inhalt", "Content")
    static let version = LocalizedText("versie", "version", "Fassung", "version")
    static let omitted = LocalizedText(
        "weggelaten omdat het derden betreft", "omis parce que cela concerne des tiers",
        "weggelassen, weil es Dritte betrifft", "left out because it concerns third parties")
    static let due = LocalizedText("uiterlijk", "au plus tard le", "spätestens am", "due")
    static let overdue = LocalizedText("TE LAAT", "EN RETARD", "ÜBERFÄLLIG", "OVERDUE")
    static let noForm = LocalizedText(
        "het noemt derden en heeft geen formulier waarvan velden kunnen wegvallen; een uittreksel "
            + "kan (kluis extract)",
        "il nomme des tiers et n'a pas de formulaire dont des champs peuvent être omis ; un extrait "
            + "est possible (kluis extract)",
        "es nennt Dritte und hat kein Formular, dessen Felder wegfallen können; ein Auszug ist "
            + "möglich (kluis extract)",
        "it names third parties and has no form whose fields could be left out; an extract can be "
            + "made (kluis extract)")
    static let doesNotOpen = LocalizedText(
        "het opent niet met de sleutels van deze rol", "il ne s'ouvre pas avec les clés de ce rôle",
        "es öffnet sich nicht mit den Schlüsseln dieser Rolle",
        "it does not open with the keys of this role")
    static let noText = LocalizedText(
        "een bestand zonder tekst", "un fichier sans texte", "eine Datei ohne Text",
        "a file without text")
    static let leftOut = LocalizedText(
        "Niet opgenomen", "Non inclus", "Nicht enthalten", "Not included")
    static let nothingOf = LocalizedText(
        "Hiervan is er niets, of niets dat hier mag worden meegegeven",
        "De ceci il n'y a rien, ou rien qui puisse être remis ici",
        "Davon gibt es nichts oder nichts, was hier mitgegeben werden darf",
        "Of these there is nothing, or nothing that may be given here")
    static let steps = LocalizedText("Stappen", "Étapes", "Schritte", "Steps")
    static let log = LocalizedText(
        "Wie het dossier raadpleegde", "Qui a consulté le dossier", "Wer die Akte eingesehen hat",
        "Who looked at the dossier")
    static let logOfWorker = LocalizedText(
        "de werknemer vraagt dit zelf op: kluis log mine",
        "le travailleur le demande lui-même : kluis log mine",
        "das ruft der Arbeitnehmer selbst ab: kluis log mine",
        "the worker asks for this: kluis log mine")
    static let none = LocalizedText("niets", "rien", "nichts", "nothing")
}
