internal import CryptoPrimitives
internal import Documents
internal import Records
internal import TransparencyLog
internal import VaultClient

/// The receipt of a consent, or of its withdrawal, as a document for people.
struct ReceiptPage {
    private let receipt: StatementReceipt
    private let isWithdrawal: Bool
    private let entry: ConsentView
    private let dossier: DossierID
    private let names: StatementWords
    private let vault: Digest

    /// Takes a verified receipt and the consent that it is about.
    init(
        _ receipt: StatementReceipt, isWithdrawal: Bool, of entry: ConsentView,
        dossier: DossierID, _ acting: ActingSession, _ connection: Connection
    ) throws {
        self.receipt = receipt
        self.entry = entry
        self.dossier = dossier
        self.isWithdrawal = isWithdrawal
        vault = connection.vault
        names = StatementWords(
            directory: try acting.directory(
                naming: [.member(entry.consent.giver)]
                    + [entry.consent.recipient].compactMap(\.self)),
            book: AddressBook(home: connection.home))
    }

    private var consent: Consent { entry.consent }

    /// The document.
    func document(_ language: Language) -> Document {
        let words = ReceiptWords.self
        let title =
            isWithdrawal
            ? words.withdrawal[language] : words.title(consent.nature)[language]
        var facts = [
            Document.Row(words.dossier[language], dossier.short),
            Document.Row(words.number[language], consent.id.short),
            Document.Row(
                words.made[language],
                CivilTime.words(of: receipt.statement.statement.time, in: language)),
        ]
        facts.append(Document.Row(words.logEntry[language], "\(receipt.entry.index)"))
        var blocks: [Document.Block] = [.rows(caption: words.terms[language], terms(language))]
        if let text = ConsentText(of: consent).shown {
            blocks += [.heading(words.text[language]), .paragraph(text)]
        }
        blocks += [
            .heading(words.proof[language]),
            .paragraph(words.proofNote[language]),
            .code(receipt.statement.hash.hex),
        ]
        return Document(
            language: language, title: title, mark: nil, facts: facts, blocks: blocks,
            notices: [words.right[language]],
            ticket: DocumentTicket(
                vault: vault, subject: .receipt, dossier: dossier, entry: receipt.entry.index,
                object: receipt.statement.hash, language: language))
    }

    private func terms(_ language: Language) -> [Document.Row] {
        let words = ReceiptWords.self
        func list<Word: RawRepresentable<String> & Hashable>(
            _ set: Set<Word>, _ label: (Word) -> LocalizedText
        ) -> String {
            set.sorted { $0.rawValue < $1.rawValue }.map { label($0)[language] }
                .joined(separator: ", ")
        }
        var rows = [
            Document.Row(words.giver[language], names.name(consent.giver))
        ]
        let recipient = [
            consent.recipient.map { names.name($0) }, consent.role?.label[language],
        ].compactMap(\.self)
        rows.append(
            Document.Row(
                words.recipient[language],
                recipient.isEmpty ? words.everybody[language] : recipient.joined(separator: ", ")))
        if let process = consent.process {
            rows.append(Document.Row(words.step[language], process.label[language]))
        }
        let isAboutAll = consent.isRefusal && consent.process == nil && consent.kinds.isEmpty
        rows.append(
            Document.Row(
                words.kinds[language],
                isAboutAll
                    ? words.all[language]
                    : consent.kinds.isEmpty
                        ? words.none[language] : list(consent.kinds) { $0.label }))
        rows.append(
            Document.Row(
                words.purposes[language],
                consent.purposes.isEmpty
                    ? words.all[language] : list(consent.purposes, LogVocabulary.purpose)))
        rows.append(
            Document.Row(words.from[language], CivilTime.day(of: consent.from).words(in: language)))
        if let until = consent.until {
            rows.append(
                Document.Row(
                    words.until[language], CivilTime.lastDay(before: until).words(in: language)))
        }
        if !consent.evidence.isEmpty {
            rows.append(Document.Row(words.evidence[language], consent.evidence))
        }
        return rows
    }
}

/// The words of a receipt in the four languages.
enum ReceiptWords {
    static func title(_ nature: ConsentNature) -> LocalizedText {
        switch nature {
        case .consent:
            LocalizedText(
                "Bewijs van toestemming", "Preuve de consentement", "Nachweis der Einwilligung",
                "Receipt of a consent")
        case .request:
            LocalizedText(
                "Bewijs van een verzoek", "Preuve d’une demande", "Nachweis eines Wunsches",
                "Receipt of a request")
        case .refusal:
            LocalizedText(
                "Bewijs van weigering", "Preuve de refus", "Nachweis der Ablehnung",
                "Receipt of a refusal")
        case .agreement:
            LocalizedText(
                "Bewijs van instemming", "Preuve d’accord", "Nachweis der Zustimmung",
                "Receipt of an agreement")
        }
    }
    static let withdrawal = LocalizedText(
        "Bewijs van intrekking", "Preuve de retrait", "Nachweis des Widerrufs",
        "Receipt of a withdrawal")
    static let dossier = LocalizedText("Dossier", "Dossier", "Dossier", "Dossier")
    static let number = LocalizedText("Nummer", "Numéro", "Nummer", "Number")
    static let made = LocalizedText("Gemaakt op", "Fait le", "Abgegeben am", "Made on")
    static let logEntry = LocalizedText(
        "Regel in het logboek", "Ligne du journal", "Eintrag im Protokoll", "Entry of the log")
    static let terms = LocalizedText(
        "Wat verklaard is", "Ce qui est déclaré", "Was erklärt wurde", "What was stated")
    static let giver = LocalizedText("Verklaard door", "Déclaré par", "Erklärt von", "Stated by")
    static let recipient = LocalizedText("Ontvanger", "Destinataire", "Empfänger", "Recipient")
    static let everybody = LocalizedText("iedereen", "tout le monde", "alle", "everybody")
    static let step = LocalizedText("Waarover", "Objet", "Worüber", "About")
    static let kinds = LocalizedText("Gegevens", "Données", "Daten", "Data")
    static let purposes = LocalizedText("Doel", "Finalité", "Zweck", "Purpose")
    static let all = LocalizedText("alle", "toutes", "alle", "all")
    static let none = LocalizedText("geen", "aucune", "keine", "none")
    static let from = LocalizedText("Vanaf", "À partir du", "Ab", "From")
    static let until = LocalizedText(
        "Tot en met", "Jusqu’au (inclus)", "Bis einschließlich", "Until, inclusive")
    static let evidence = LocalizedText("Bewijsstuk", "Pièce", "Beleg", "Evidence")
    static let text = LocalizedText(
        "De tekst die is voorgelegd", "Le texte soumis", "Der vorgelegte Text",
        "The text that was put to the worker")
    static let proof = LocalizedText(
        "Bewijs uit het logboek", "Preuve tirée du journal", "Beweis aus dem Protokoll",
        "Proof from the log")
    static let proofNote = LocalizedText(
        "De SHA-256 van de ondertekende verklaring; zij staat als h in de genoemde regel van het "
            + "logboek. Het bewijs daarvan, dat ook zonder de kluis te controleren is, geeft "
            + "„kluis consent receipt”.",
        "Le SHA-256 de la déclaration signée ; il figure comme h à la ligne indiquée du journal. La "
            + "preuve, vérifiable même sans le coffre, s’obtient par « kluis consent receipt ».",
        "Der SHA-256 der unterzeichneten Erklärung; er steht als h im genannten Eintrag des "
            + "Protokolls. Den Beweis, der auch ohne den Tresor prüfbar ist, gibt "
            + "„kluis consent receipt“.",
        "The SHA-256 of the signed statement; it stands as h in that entry of the log. The proof, "
            + "which can be checked without the vault as well, is given by “kluis consent receipt”."
    )
    static let right = LocalizedText(
        "Een toestemming kan op elk ogenblik worden ingetrokken; dat is even eenvoudig als ze te geven.",
        "Un consentement peut être retiré à tout moment, aussi simplement qu’il a été donné.",
        "Eine Einwilligung kann jederzeit widerrufen werden, so einfach wie sie erteilt wurde.",
        "A consent can be withdrawn at any time, as easily as it was given.")
}
