internal import Records

/// The fixed words of an overview of contacts.
enum ContactWords {
    static let title = LocalizedText(
        "Wie is betrokken", "Qui est concerné", "Wer beteiligt ist", "Who takes part")
    static let dossier = LocalizedText("dossier", "dossier", "Akte", "dossier")
    static let day = LocalizedText("toestand op", "situation au", "Stand vom", "as on")
    static let rules = LocalizedText("regels", "règles", "Regeln", "rules")
    static let organisation = LocalizedText(
        "organisatie", "organisation", "Organisation", "organisation")
    static let people = LocalizedText("personen", "personnes", "Personen", "people")
    static let does = LocalizedText("doet", "rôle", "Aufgabe", "does")
    static let shares = LocalizedText(
        "wat kan gedeeld worden", "ce qui peut être partagé", "was geteilt werden kann",
        "what may be shared")
    static let open = LocalizedText(
        "Nog niemand aangeduid", "Personne encore désigné", "Noch niemand benannt",
        "Nobody yet")
    static let notice = LocalizedText(
        "Dit overzicht toont alleen wie u volgens het dossier mag kennen.",
        "Cet aperçu ne montre que les personnes que vous pouvez connaître selon le dossier.",
        "Diese Übersicht zeigt nur, wen Sie laut Akte kennen dürfen.",
        "This overview shows only whom the dossier lets you know.")
}
