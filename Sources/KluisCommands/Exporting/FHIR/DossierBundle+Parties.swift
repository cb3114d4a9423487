internal import AccessAudit
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

extension DossierBundle {
    /// Patient, Organization and PractitionerRole.
    var parties: [FHIRResource] {
        [worker] + organisations.map(organisation) + partyRoles.map(practitionerRole)
    }

    /// The newest identity section that leaves, if any.
    private var identity: FormContent? {
        export.sections.filter { $0.manifest.kind == .identity && $0.opened.isHead }
            .last?.content
    }

    private func text(_ field: FieldName) -> String? {
        guard case .text(let text)? = identity?[field] else { return nil }
        return FHIRText.text(text)
    }

    /// The naming system of an official number; `nil` where none is published.
    ///
    /// Source: public code of eHealth and Nictiz (NamingSystem).
    private static func system(of scheme: NumberScheme) -> String? {
        switch scheme {
        case .insz: "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin"
        case .kbo: "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/cbe"
        case .riziv: "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/nihdi"
        case .bsn: "http://fhir.nl/fhir/NamingSystem/bsn"
        case .loonheffingen: nil
        }
    }

    private func numbers(_ fields: [(FieldName, NumberScheme)]) -> [(String, String)] {
        // A masked number is no identifier.
        guard export.numbers == .formatted else { return [] }
        return fields.compactMap { field, scheme in
            guard let system = Self.system(of: scheme) else { return nil }
            return text(field).map { (system, $0) }
        }
    }

    private var worker: FHIRResource {
        let shown = export.open.view.parties.lazy.compactMap { party -> String? in
            guard party.relation == .`self`, case .member(let id) = party.holder else {
                return nil
            }
            return export.words.name(id)
        }.first
        let identifiers = numbers([("national-number", .insz), ("citizen-service-number", .bsn)])
        return FHIRResource(type: "Patient", id: "subject", confidentiality: .normal) { json in
            if !identifiers.isEmpty {
                json.array("identifier") { json in
                    for (system, value) in identifiers {
                        json.identifier(system: system, value: value)
                    }
                }
            }
            if let name = text("worker-name") ?? shown.flatMap(FHIRText.text) {
                json.array("name") { $0.object { $0.member("text", name) } }
            }
            let contacts = [("phone", text("phone")), ("email", text("email"))]
            if contacts.contains(where: { $0.1 != nil }) {
                json.array("telecom") { json in
                    for (system, value) in contacts {
                        guard let value else { continue }
                        json.object { json in
                            json.member("system", system)
                            json.member("value", value)
                        }
                    }
                }
            }
            if case .date(let day)? = identity?["birth-date"] {
                json.member("birthDate", day.description)
            }
            if let address = text("address") {
                json.array("address") { $0.object { $0.member("text", address) } }
            }
            if case .choice(let language)? = identity?["language"] {
                json.array("communication") { json in
                    json.object { json in
                        json.concept(
                            "language", [FHIRCoding("urn:ietf:bcp:47", language.text, nil)])
                        json.member("preferred", true)
                    }
                }
            }
        }
    }

    private func organisation(_ id: OrganisationID) -> FHIRResource {
        let isEmployer = id == export.open.view.employer
        let more = isEmployer ? numbers([("employer-number", .kbo)]) : []
        return FHIRResource(
            type: "Organization", id: id.description, confidentiality: .normal
        ) { json in
            json.array("identifier") { json in
                json.identifier(system: source.uri("organisation"), value: id.description)
                for (system, value) in more { json.identifier(system: system, value: value) }
            }
            json.member("name", FHIRText.text(export.words.name(id)))
        }
    }

    private func practitionerRole(_ entry: (party: Party, role: Role)) -> FHIRResource {
        let (party, role) = entry
        return FHIRResource(
            type: "PractitionerRole", id: Self.id(of: entry), confidentiality: .normal
        ) { json in
            json.member("active", party.until.map { export.today < $0 } ?? true)
            json.period(
                "period", from: party.from.description,
                until: party.until.map { $0.adding(days: -1).description })
            switch party.holder {
            case .member: write(party.holder, as: "practitioner", to: &json)
            case .organisation: write(party.holder, as: "organization", to: &json)
            }
            json.array("code") { json in
                json.concept([
                    FHIRCoding(source.uri("role"), role.rawValue, role.label[export.language])
                ])
            }
        }
    }
}
