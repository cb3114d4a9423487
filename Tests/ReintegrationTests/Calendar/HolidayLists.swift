internal import Records
internal import Reintegration

/// The public holidays of two countries, as the tests count with them.
enum HolidayLists {
    // Koninklijk besluit van 18 april 1974, art. 1; in 2008 Ascension Day was the first of May, and the
    // koninklijk besluit van 3 juni 2007 put the second in its place.
    static let belgium = HolidayCalendar(
        rules: [
            HolidayRule(
                label: LocalizedText("Nieuwjaarsdag", "Jour de l'An", "Neujahr", "New Year's Day"),
                day: .fixed(month: 1, day: 1)),
            HolidayRule(
                label: LocalizedText(
                    "Paasmaandag", "Lundi de Pâques", "Ostermontag", "Easter Monday"),
                day: .fromEaster(days: 1)),
            HolidayRule(
                label: LocalizedText(
                    "Dag van de Arbeid", "Fête du Travail", "Tag der Arbeit", "Labour Day"),
                day: .fixed(month: 5, day: 1)),
            HolidayRule(
                label: LocalizedText(
                    "Hemelvaartsdag", "Ascension", "Christi Himmelfahrt", "Ascension Day"),
                day: .fromEaster(days: 39)),
            HolidayRule(
                label: LocalizedText(
                    "Vervanging van Hemelvaartsdag", "Remplacement de l'Ascension",
                    "Ersatztag für Christi Himmelfahrt", "Day in place of Ascension Day"),
                day: .fixed(month: 5, day: 2), from: 2008, until: 2008),
            HolidayRule(
                label: LocalizedText(
                    "Pinkstermaandag", "Lundi de Pentecôte", "Pfingstmontag", "Whit Monday"),
                day: .fromEaster(days: 50)),
            HolidayRule(
                label: LocalizedText(
                    "Nationale feestdag", "Fête nationale", "Nationalfeiertag", "National Day"),
                day: .fixed(month: 7, day: 21)),
            HolidayRule(
                label: LocalizedText(
                    "Onze-Lieve-Vrouw-Hemelvaart", "Assomption", "Mariä Himmelfahrt",
                    "Assumption Day"), day: .fixed(month: 8, day: 15)),
            HolidayRule(
                label: LocalizedText(
                    "Allerheiligen", "Toussaint", "Allerheiligen", "All Saints' Day"),
                day: .fixed(month: 11, day: 1)),
            HolidayRule(
                label: LocalizedText(
                    "Wapenstilstand", "Armistice", "Waffenstillstand", "Armistice Day"),
                day: .fixed(month: 11, day: 11)),
            HolidayRule(
                label: LocalizedText("Kerstmis", "Noël", "Weihnachten", "Christmas Day"),
                day: .fixed(month: 12, day: 25)),
        ].compactMap(\.self))

    // Algemene termijnenwet, art. 3; 5 May is in it since 1982.
    static let netherlands = HolidayCalendar(
        rules: [
            HolidayRule(
                label: LocalizedText("Nieuwjaarsdag", "Jour de l'An", "Neujahr", "New Year's Day"),
                day: .fixed(month: 1, day: 1)),
            HolidayRule(
                label: LocalizedText(
                    "Goede Vrijdag", "Vendredi saint", "Karfreitag", "Good Friday"),
                day: .fromEaster(days: -2)),
            HolidayRule(
                label: LocalizedText(
                    "Tweede paasdag", "Lundi de Pâques", "Ostermontag", "Easter Monday"),
                day: .fromEaster(days: 1)),
            HolidayRule(
                label: LocalizedText(
                    "Koninginnedag", "Fête de la Reine", "Königinnentag", "Queen's Day"),
                day: .fixed(month: 4, day: 30), ifSunday: 1, from: 1949, until: 1979),
            HolidayRule(
                label: LocalizedText(
                    "Koninginnedag", "Fête de la Reine", "Königinnentag", "Queen's Day"),
                day: .fixed(month: 4, day: 30), ifSunday: -1, from: 1980, until: 2013),
            HolidayRule(
                label: LocalizedText("Koningsdag", "Fête du Roi", "Königstag", "King's Day"),
                day: .fixed(month: 4, day: 27), ifSunday: -1, from: 2014),
            HolidayRule(
                label: LocalizedText(
                    "Bevrijdingsdag", "Fête de la Libération", "Befreiungstag", "Liberation Day"),
                day: .fixed(month: 5, day: 5), from: 1982),
            HolidayRule(
                label: LocalizedText(
                    "Hemelvaartsdag", "Ascension", "Christi Himmelfahrt", "Ascension Day"),
                day: .fromEaster(days: 39)),
            HolidayRule(
                label: LocalizedText(
                    "Tweede pinksterdag", "Lundi de Pentecôte", "Pfingstmontag", "Whit Monday"),
                day: .fromEaster(days: 50)),
            HolidayRule(
                label: LocalizedText(
                    "Eerste kerstdag", "Noël", "Erster Weihnachtstag", "Christmas Day"),
                day: .fixed(month: 12, day: 25)),
            HolidayRule(
                label: LocalizedText(
                    "Tweede kerstdag", "Lendemain de Noël", "Zweiter Weihnachtstag",
                    "Second day of Christmas"), day: .fixed(month: 12, day: 26)),
        ].compactMap(\.self))
}
