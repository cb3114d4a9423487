package import Records

extension Role {
    /// The role as it is called in letters under the law of a country.
    package func label(under jurisdiction: Jurisdiction) -> LocalizedText {
        switch (jurisdiction, self) {
        case (.netherlands, .occupationalPhysician):
            LocalizedText(
                "bedrijfsarts", "médecin du travail", "Betriebsarzt", "occupational physician")
        case (.netherlands, .treatingPhysician):
            LocalizedText(
                "behandelaar", "médecin traitant", "behandelnder Arzt", "treating physician")
        default: label
        }
    }
}
