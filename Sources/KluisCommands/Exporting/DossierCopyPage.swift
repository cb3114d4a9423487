internal import CryptoPrimitives
internal import Documents
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
                "\(CopyWords.madeOn[language]) \(CivilTime.words(of: export.now, in: language))",
                "\(CopyWords.requestedOn[language]) \(terms.requested.words(in: language))",
            ] + termLines, &page)
        heading(CopyWords.dossier, &page)
        list(stateLines, &page)
        heading(CopyWords.parties, &page)
        list(partyLines, &page)
        heading(CopyWords.consents, &page)
        let consents = export.open.view.consents.map(line)
        list(consents.isEmpty ? [CopyWords.none[language]] : consents, &page)
    }

    /// By when the copy has to be given, under which law.
    private var termLines: [String] {
        terms.terms.map { term in
            "\(CopyWords.due[language]) \(term.lastDay.words(in: language))"
                + (term.lastDay < export.today ? " \(CopyWords.overdue[language])" : "") + ": "
                + "\(term.label[language]) (\(term.law[language]))"
        }
    }

    /// Where the process stands.
    private var stateLines: [String] {
        let open = export.open
        let state = open.process.standing(at: export.today).label[language]
        return [
            "\(CopyWords.rules[language]): \(open.regime.title[language])",
            "\(CopyWords.state[language]): \(state)",
        ]
            + open.process.openDeadlines(at: export.today).map { deadline in
                "\(CopyWords.due[language]) \(deadline.due.words(in: language)): "
                    + deadline.label[language]
            }
    }

    /// Who takes part, in which roles, since when.
    private var partyLines: [String] {
        export.open.view.parties.map { party in
            let roles = Role.allCases.filter(party.roles.contains).map { $0.label[language] }
            return "\(export.words.name(party.holder)): \(roles.joined(separator: ", ")), "
                + DocumentWords.period(party.from, party.until, in: language)
        }
    }

    /// What the worker said about a recipient.
    private func line(_ entry: ConsentView) -> String {
        let consent = entry.consent
        func list<Word: Hashable & RawRepresentable<String>>(
            _ words: Set<Word>, _ label: (Word) -> LocalizedText
        ) -> String {
            words.sorted { $0.rawValue < $1.rawValue }.map { label($0)[language] }
                .joined(separator: ", ")
        }
        let parts = [
            consent.recipient.map { export.words.name($0) }, consent.role?.label[language],
            list(consent.kinds) { $0.label }, list(consent.purposes, LogVocabulary.purpose),
            DocumentWords.period(
                CivilTime.day(of: consent.from), consent.until.map(CivilTime.lastDay(before:)),
                in: language),
            entry.withdrawn.map {
                "\(CopyWords.withdrawn[language]) \(CivilTime.words(of: $0, in: language))"
            },
        ].compactMap(\.self).filter { !$0.isEmpty }
        return "\(CopyWords.nature(consent.nature)[language]) \(consent.id.short): "
            + parts.joined(separator: ", ")
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
                    "\(CivilTime.words(of: manifest.time, in: language)), "
                        + "\(manifest.role.label[language]), "
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
            ([
                "\(event.occurredOn.words(in: language)): \(export.label(of: event))",
                event.actor.role.label[language],
            ] + EventParameters(event: event).words(in: language)).joined(separator: ", ")
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
    static let rules = LocalizedText("regels", "règles", "Regeln", "rules")
    static let state = LocalizedText("toestand", "état", "Stand", "state")
    static let parties = LocalizedText(
        "Wie betrokken is", "Qui est concerné", "Wer beteiligt ist", "Who takes part")
    static let consents = LocalizedText(
        "Toestemmingen en weigeringen", "Consentements et refus",
        "Einwilligungen und Ablehnungen", "Consents and refusals")
    static let withdrawn = LocalizedText(
        "ingetrokken op", "retiré le", "widerrufen am", "withdrawn on")

    /// What a statement about a recipient is called.
    static func nature(_ nature: ConsentNature) -> LocalizedText {
        switch nature {
        case .consent: LocalizedText("toestemming", "consentement", "Einwilligung", "consent")
        case .request: LocalizedText("verzoek", "demande", "Wunsch", "request")
        case .refusal: LocalizedText("weigering", "refus", "Ablehnung", "refusal")
        case .agreement: LocalizedText("instemming", "accord", "Zustimmung", "agreement")
        }
    }
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
