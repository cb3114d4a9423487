package import Records

/// The words of documents in the four languages.
package enum DocumentWords {
    static let document = LocalizedText("Document", "Document", "Dokument", "Document")
    static let documentInLine = LocalizedText("document", "document", "Dokument", "document")
    static let qrCode = LocalizedText(
        "QR-code met nummer en hash van dit document",
        "Code QR avec le numéro et le hachage de ce document",
        "QR-Code mit Nummer und Hash dieses Dokuments",
        "QR code with number and hash of this document")
    static let model = LocalizedText(
        "MODEL – dit is niet het officiële formulier",
        "MODÈLE – ceci n’est pas le formulaire officiel",
        "MUSTER – dies ist nicht das amtliche Formular",
        "MODEL – this is not the official form")
    static let about = LocalizedText(
        "Over dit document", "À propos de ce document", "Über dieses Dokument",
        "About this document")
    static let check = LocalizedText(
        "Of dit document echt en ongewijzigd is, zegt „kluis verify” aan wie de inhoud mag lezen.",
        "« kluis verify » dit à qui peut lire le contenu si ce document est authentique et inchangé.",
        "Ob dieses Dokument echt und unverändert ist, sagt „kluis verify“ denen, die den Inhalt "
            + "lesen dürfen.",
        "Whether this document is genuine and unchanged, “kluis verify” tells those who may read "
            + "the content.")
    static let from = LocalizedText("Van", "De", "Von", "From")
    static let to = LocalizedText("Aan", "À", "An", "To")
    static let date = LocalizedText("Datum", "Date", "Datum", "Date")
    static let reference = LocalizedText(
        "Ons kenmerk", "Notre référence", "Unser Zeichen", "Our reference")
    static let dossier = LocalizedText("dossier", "dossier", "Dossier", "dossier")
    static let signedInVault = LocalizedText(
        "Elektronisch ondertekend door", "Signé électroniquement par",
        "Elektronisch unterzeichnet von", "Signed electronically by")
    static let signature = LocalizedText(
        "Handtekening:", "Signature :", "Unterschrift:", "Signature:")
    static let salutation = LocalizedText(
        "Geachte heer, geachte mevrouw,", "Madame, Monsieur,", "Sehr geehrte Damen und Herren,",
        "Dear Sir or Madam,")
    static let farewell = LocalizedText(
        "Met vriendelijke groet,",
        "Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.",
        "Mit freundlichen Grüßen", "Yours faithfully,")
    static let copyFor = LocalizedText("Afschrift voor", "Copie pour", "Kopie für", "Copy for")
    static let continued = LocalizedText("vervolg", "suite", "Fortsetzung", "continued")
    static let content = LocalizedText("Gegevens", "Données", "Angaben", "Details")

    /// A time from one day to another, both included, or without an end.
    package static func period(
        _ from: CivilDate, _ until: CivilDate?, in language: Language
    ) -> String {
        let first = from.words(in: language)
        guard let last = until?.words(in: language) else {
            return LocalizedText(
                "vanaf \(first)", "à partir du \(first)", "ab dem \(first)", "from \(first)")[
                    language]
        }
        return LocalizedText(
            "van \(first) tot en met \(last)", "du \(first) au \(last) inclus",
            "vom \(first) bis einschließlich \(last)", "from \(first) to \(last) inclusive")[
                language]
    }

    static let points = LocalizedText(
        "Punten van de checklist", "Points de la liste", "Punkte der Checkliste",
        "Items of the checklist")
    static let point = LocalizedText("Punt", "Point", "Punkt", "Item")
    static let yesOrNo = LocalizedText("Ja of nee", "Oui ou non", "Ja oder nein", "Yes or no")

    /// For whom a copy was made.
    static func copied(role: String, day: String, entry: UInt64) -> LocalizedText {
        LocalizedText(
            "Dit afschrift is op \(day) gemaakt voor: \(role) (toegang \(entry) in het logboek).",
            "Cette copie a été faite le \(day) pour : \(role) (accès \(entry) du journal).",
            "Diese Kopie wurde am \(day) angefertigt für: \(role) (Zugriff \(entry) im Protokoll).",
            "This copy was made on \(day) for: \(role) (access \(entry) in the log).")
    }
    /// What whoever has a copy must not do.
    static let personal = LocalizedText(
        "Het bevat persoonsgegevens over arbeidsongeschiktheid: geef het niet door en leg het nergens "
            + "neer waar anderen het kunnen lezen.",
        "Elle contient des données personnelles sur une incapacité de travail : ne la transmettez pas "
            + "et ne la laissez pas à la vue d’autres personnes.",
        "Sie enthält personenbezogene Daten über eine Arbeitsunfähigkeit: Geben Sie sie nicht weiter "
            + "und lassen Sie sie nicht liegen, wo andere sie lesen können.",
        "It holds personal data about incapacity for work: do not pass it on, and do not leave it "
            + "where others can read it.")
}
