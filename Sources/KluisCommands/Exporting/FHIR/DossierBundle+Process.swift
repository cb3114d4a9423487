internal import AccessAudit
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

extension DossierBundle {
    /// A Task for each deadline that runs.
    var process: [FHIRResource] {
        export.open.process.openDeadlines(at: export.today).enumerated().map { index, deadline in
            FHIRResource(
                type: "Task", id: "deadline-\(index + 1)", confidentiality: .normal
            ) { json in
                json.array("identifier") { json in
                    json.identifier(
                        system: source.uri("deadline"), value: deadline.name.text)
                }
                json.member("status", deadline.isPaused ? "on-hold" : "requested")
                json.member("intent", "plan")
                json.object("code") { $0.member("text", deadline.label[export.language]) }
                json.member("description", deadline.explanation[export.language])
                json.reference("for", to: Self.patient)
                json.member("authoredOn", deadline.countedFrom.description)
                if let role = deadline.who.first { write(role, as: "owner", to: &json) }
                json.object("reasonCode") { json in
                    json.member(
                        "text", "\(deadline.reference.rule), \(deadline.reference.article)")
                }
                json.object("restriction") { json in
                    json.period("period", from: nil, until: deadline.due.description)
                }
            }
        }
    }

    /// The consents that the role may see.
    var consents: [FHIRResource] { export.open.view.consents.map(consent) }

    private func consent(_ view: ConsentView) -> FHIRResource {
        let consent = view.consent
        let status =
            consent.isRefusal
            ? (view.withdrawn == nil ? "rejected" : "inactive")
            : (view.withdrawn == nil && (consent.until.map { export.now < $0 } ?? true)
                ? "active" : "inactive")
        return FHIRResource(
            type: "Consent", id: consent.id.description, confidentiality: .normal
        ) { json in
            json.array("identifier") { json in
                json.identifier(
                    system: source.uri("consent"), value: consent.id.description)
            }
            json.member("status", status)
            json.concept(
                "scope", [.hl7("consentscope", "patient-privacy", "Privacy Consent")])
            json.array("category") { json in
                json.concept([FHIRCoding("http://loinc.org", "59284-0", "Consent Document")])
            }
            json.reference("patient", to: Self.patient)
            json.member("dateTime", consent.from.rfc3339)
            json.object("policyRule") { json in
                json.array("coding") { json in
                    FHIRCoding.hl7(
                        "v3-ActCode", consent.isRefusal ? "OPTOUT" : "OPTIN",
                        consent.isRefusal ? "opt-out" : "opt-in"
                    ).write(to: &json)
                }
            }
            json.object("provision") { json in
                provision(consent, withdrawn: view.withdrawn, &json)
            }
        }
    }

    private func provision(
        _ consent: Consent, withdrawn: Instant?, _ json: inout JSONWriter
    ) {
        json.member("type", consent.isRefusal ? "deny" : "permit")
        let end = [withdrawn, consent.until].compactMap(\.self).min()
        json.period("period", from: consent.from.rfc3339, until: end?.rfc3339)
        if let recipient = consent.recipient {
            json.array("actor") { json in
                json.object { json in
                    json.concept(
                        "role",
                        [
                            consent.role.map { role in
                                FHIRCoding(
                                    source.uri("role"), role.rawValue,
                                    role.label[export.language])
                            }
                                ?? .hl7(
                                    "v3-ParticipationType", "IRCP", "information recipient")
                        ])
                    write(recipient, as: "reference", to: &json)
                }
            }
        }
        json.array("action") { json in
            json.concept([.hl7("consentaction", "disclose", "Disclose")])
        }
        let purposes = consent.purposes.sorted { $0.rawValue < $1.rawValue }
        if !purposes.isEmpty {
            json.array("purpose") { json in
                for purpose in purposes {
                    let code = PurposeCode(purpose)
                    FHIRCoding(PurposeCode.system, code.code, code.display).write(to: &json)
                }
            }
        }
        let kinds = consent.kinds.sorted { $0.rawValue < $1.rawValue }
        if !kinds.isEmpty {
            json.array("class") { json in
                for kind in kinds {
                    FHIRCoding(
                        source.uri("section-kind"), kind.rawValue, kind.label[export.language]
                    ).write(to: &json)
                }
            }
        }
    }
}
