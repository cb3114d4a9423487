extension Role {
    /// The role as it is called in the forms and letters of the regimes.
    package var label: LocalizedText {
        switch self {
        case .worker: LocalizedText("werknemer", "travailleur", "Arbeitnehmer", "worker")
        case .legalRepresentative:
            LocalizedText(
                "wettelijk vertegenwoordiger", "représentant légal", "gesetzlicher Vertreter",
                "legal representative")
        case .employer: LocalizedText("werkgever", "employeur", "Arbeitgeber", "employer")
        case .hr:
            LocalizedText(
                "personeelsdienst", "service du personnel", "Personalabteilung",
                "human resources department")
        case .lineManager:
            LocalizedText(
                "leidinggevende", "membre de la ligne hiérarchique", "Vorgesetzter", "line manager")
        case .occupationalPhysician:
            LocalizedText(
                "preventieadviseur-arbeidsarts", "conseiller en prévention-médecin du travail",
                "Gefahrenverhütungsberater-Arbeitsarzt", "occupational physician")
        case .nurse:
            LocalizedText(
                "verpleegkundige", "personnel infirmier", "Krankenpfleger", "occupational nurse")
        case .psychosocialAdviser:
            LocalizedText(
                "preventieadviseur psychosociale aspecten",
                "conseiller en prévention aspects psychosociaux",
                "Gefahrenverhütungsberater für psychosoziale Aspekte",
                "psychosocial prevention adviser")
        case .preventionAdviser:
            LocalizedText(
                "preventieadviseur", "conseiller en prévention", "Gefahrenverhütungsberater",
                "prevention adviser")
        case .treatingPhysician:
            LocalizedText(
                "behandelend arts", "médecin traitant", "behandelnder Arzt", "treating physician")
        case .advisingPhysician:
            LocalizedText(
                "adviserend arts", "médecin-conseil", "Vertrauensarzt der Krankenkasse",
                "advising physician")
        case .controlPhysician:
            LocalizedText(
                "controlearts", "médecin-contrôleur", "Kontrollarzt", "control physician")
        case .returnToWorkCoordinator:
            LocalizedText(
                "Terug Naar Werk-coördinator", "coordinateur Retour Au Travail",
                "Koordinator Zurück zur Arbeit", "return-to-work coordinator")
        case .coach: LocalizedText("coach", "coach", "Coach", "coach")
        case .counsellor:
            LocalizedText(
                "vertrouwenspersoon", "personne de confiance", "Vertrauensperson",
                "confidential counsellor")
        case .unionDelegate:
            LocalizedText(
                "vakbondsafgevaardigde", "délégué syndical", "Gewerkschaftsvertreter",
                "trade union delegate")
        case .socialService:
            LocalizedText("sociale dienst", "service social", "Sozialdienst", "social service")
        case .inspector:
            LocalizedText(
                "sociaal inspecteur", "inspecteur social", "Sozialinspektor", "social inspector")
        case .physicianInspector:
            LocalizedText(
                "arts-sociaal inspecteur", "médecin inspecteur social", "Arzt-Sozialinspektor",
                "medical social inspector")
        case .auditor: LocalizedText("auditor", "auditeur", "Prüfer", "auditor")
        case .dataProtectionOfficer:
            LocalizedText(
                "functionaris voor gegevensbescherming", "délégué à la protection des données",
                "Datenschutzbeauftragter", "data protection officer")
        case .keyCustodian:
            LocalizedText(
                "sleutelbewaarder", "dépositaire de clés", "Schlüsselverwahrer", "key custodian")
        case .operator: LocalizedText("systeembeheerder", "exploitant", "Betreiber", "operator")
        case .registrar:
            LocalizedText(
                "registerbeheerder", "responsable du registre", "Registerführer", "registrar")
        case .policyApprover:
            LocalizedText(
                "goedkeurder van beleid", "approbateur de politique", "Genehmiger von Richtlinien",
                "policy approver")
        case .medicalSecretary:
            LocalizedText(
                "medisch secretariaat", "secrétariat médical", "medizinisches Sekretariat",
                "medical secretary")
        case .headOfMedicalDepartment:
            LocalizedText(
                "hoofd van het departement medisch toezicht",
                "chef du département chargé de la surveillance médicale",
                "Leiter der Abteilung für ärztliche Überwachung", "head of the medical department")
        case .caseManager:
            LocalizedText("casemanager", "gestionnaire de cas", "Fallmanager", "case manager")
        case .socialSecretariat:
            LocalizedText(
                "sociaal secretariaat", "secrétariat social", "Sozialsekretariat",
                "social secretariat")
        case .otherEmployer:
            LocalizedText(
                "andere werkgever", "autre employeur", "anderer Arbeitgeber", "other employer")
        case .committee:
            LocalizedText(
                "comité voor preventie en bescherming op het werk",
                "comité pour la prévention et la protection au travail",
                "Ausschuss für Gefahrenverhütung und Schutz am Arbeitsplatz",
                "committee for prevention and protection at work")
        case .labourExpert:
            LocalizedText(
                "arbeidsdeskundige", "expert du travail", "Arbeitssachverständiger",
                "labour expert")
        case .reintegrationSpecialist:
            LocalizedText(
                "re-integratiebedrijf", "entreprise de réintégration",
                "Wiedereingliederungsunternehmen", "reintegration specialist")
        case .employmentService:
            LocalizedText(
                "dienst voor arbeidsbemiddeling", "service de l'emploi", "Arbeitsamt",
                "employment service")
        case .insurancePhysician:
            LocalizedText(
                "verzekeringsarts", "médecin de l'assurance sociale", "Versicherungsarzt",
                "insurance physician")
        case .insuranceLabourExpert:
            LocalizedText(
                "arbeidsdeskundige van de uitkeringsinstantie",
                "expert du travail de l'assurance sociale",
                "Arbeitssachverständiger der Sozialversicherung",
                "labour expert of the benefits agency")
        }
    }
}
