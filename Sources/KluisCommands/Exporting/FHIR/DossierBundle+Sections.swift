internal import AccessAudit
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

extension DossierBundle {
    /// DocumentReference and Provenance of each version; QuestionnaireResponse of each form, and
    /// CarePlan of a plan.
    var sections: [FHIRResource] {
        export.sections.flatMap { section -> [FHIRResource] in
            [document(section), provenance(section)]
                + [response(section), carePlan(section)].compactMap(\.self)
        }
    }

    private static func id(of section: DossierExport.Section) -> String {
        "\(section.manifest.section)-\(section.manifest.version)"
    }

    private static func id(of section: DossierExport.Section, _ prefix: String) -> String {
        "\(prefix)-\(section.manifest.section.short)-\(section.manifest.version)"
    }

    private func kind(_ kind: SectionKind) -> FHIRCoding {
        FHIRCoding(source.uri("section-kind"), kind.rawValue, kind.label[export.language])
    }

    private func document(_ section: DossierExport.Section) -> FHIRResource {
        let manifest = section.manifest
        let confidentiality = Confidentiality(manifest.kind)
        return FHIRResource(
            type: "DocumentReference", id: Self.id(of: section), confidentiality: confidentiality
        ) { json in
            json.array("identifier") { json in
                json.identifier(
                    system: source.uri("section"),
                    value: "\(manifest.section)/\(manifest.version)")
            }
            json.member("status", section.opened.isHead ? "current" : "superseded")
            json.member("docStatus", manifest.isComplete ? "final" : "preliminary")
            json.concept("type", [kind(manifest.kind)])
            json.reference("subject", to: Self.patient)
            json.member("date", manifest.time.rfc3339)
            json.array("author") { json in
                json.object { json in author(of: manifest, to: &json) }
            }
            json.array("securityLabel") { $0.concept([confidentiality.coding]) }
            json.array("content") { json in
                json.object { json in
                    json.object("attachment") { attachment(section, &$0) }
                }
            }
        }
    }

    /// The members of a reference to the author: the role, and the member by identifier.
    private func author(of manifest: Manifest, to json: inout JSONWriter) {
        if manifest.role == .worker {
            json.member("reference", Self.patient)
            return
        }
        json.object("identifier") { json in
            json.member("system", source.uri("member"))
            json.member("value", manifest.author.description)
        }
        json.member("display", manifest.role.label[export.language])
    }

    private func attachment(_ section: DossierExport.Section, _ json: inout JSONWriter) {
        let manifest = section.manifest
        if section.content != nil {
            json.member("contentType", "application/fhir+json")
            json.member("url", "QuestionnaireResponse/\(Self.id(of: section))")
        } else {
            let isText = String(validating: section.opened.content, as: UTF8.self) != nil
            let scan = ScannedPaper.MediaType(of: section.opened.content)?.rawValue
            json.member(
                "contentType",
                scan ?? (isText ? "text/plain; charset=utf-8" : "application/octet-stream"))
            if !section.opened.content.isEmpty {
                json.member("data", Base64.encode(section.opened.content))
            }
            json.member("size", UInt64(section.opened.content.count))
        }
        json.member("title", manifest.kind.label[export.language])
        json.member("creation", manifest.time.rfc3339)
    }

    private func provenance(_ section: DossierExport.Section) -> FHIRResource {
        let manifest = section.manifest
        let write = section.opened.writeEntry
        return FHIRResource(
            type: "Provenance", id: Self.id(of: section, "provenance"),
            confidentiality: Confidentiality(manifest.kind)
        ) { json in
            json.array("target") { json in
                json.object { $0.member("reference", "DocumentReference/\(Self.id(of: section))") }
            }
            json.member("recorded", manifest.time.rfc3339)
            json.concept(
                "activity",
                [.hl7("v3-DataOperation", manifest.version == 1 ? "CREATE" : "UPDATE", "write")])
            json.array("agent") { json in
                json.object { json in
                    json.concept(
                        "type", [.hl7("provenance-participant-type", "author", "Author")])
                    json.array("role") { json in
                        json.concept([
                            FHIRCoding(
                                source.uri("role"), manifest.role.rawValue,
                                manifest.role.label[export.language])
                        ])
                    }
                    json.object("who") { author(of: manifest, to: &$0) }
                }
            }
            json.array("entity") { json in
                entity("source", "manifest", manifest.hash.hex, &json)
                entity("source", "entry", String(write.index), &json)
                if manifest.version > 1 {
                    entity("revision", "manifest", manifest.previous.hex, &json)
                }
                if let whole = manifest.extractOf {
                    entity("derivation", "manifest", whole.hex, &json)
                }
            }
        }
    }

    private func entity(
        _ role: String, _ system: String, _ value: String, _ json: inout JSONWriter
    ) {
        json.object { json in
            json.member("role", role)
            json.reference("what", system: source.uri(system), value: value)
        }
    }

    private func response(_ section: DossierExport.Section) -> FHIRResource? {
        guard let content = section.content else { return nil }
        let manifest = section.manifest
        return FHIRResource(
            type: "QuestionnaireResponse", id: Self.id(of: section),
            confidentiality: Confidentiality(manifest.kind)
        ) { json in
            json.member(
                "questionnaire", source.uri("form/\(content.form)") + "|\(content.revision)")
            json.member("status", manifest.isComplete ? "completed" : "in-progress")
            json.reference("subject", to: Self.patient)
            json.member("authored", manifest.time.rfc3339)
            json.object("author") { author(of: manifest, to: &$0) }
            let items = FormItems(
                form: section.form, content: content, numbers: export.numbers,
                language: export.language, system: source.uri("form/\(content.form)"))
            if !items.isEmpty { json.array("item") { items.write(to: &$0) } }
        }
    }

    private func carePlan(_ section: DossierExport.Section) -> FHIRResource? {
        let kinds: [SectionKind] = [.plan, .actionPlan]
        guard kinds.contains(section.manifest.kind), let content = section.content else {
            return nil
        }
        let manifest = section.manifest
        return FHIRResource(
            type: "CarePlan", id: Self.id(of: section, "plan"),
            confidentiality: Confidentiality(manifest.kind)
        ) { json in
            json.member("status", section.opened.isHead ? "active" : "revoked")
            json.member("intent", "plan")
            json.concept("category", in: [kind(manifest.kind)])
            json.member("title", manifest.kind.label[export.language])
            json.reference("subject", to: Self.patient)
            if case .period(let from, let until)? = content["validity"] {
                json.period("period", from: from.description, until: until?.description)
            }
            json.member("created", manifest.time.rfc3339)
            json.array("supportingInfo") { json in
                json.object { $0.member("reference", "DocumentReference/\(Self.id(of: section))") }
            }
        }
    }
}

extension JSONWriter {
    /// Writes a member that is an array of one CodeableConcept.
    fileprivate mutating func concept(_ name: String, in codings: [FHIRCoding]) {
        array(name) { $0.concept(codings) }
    }
}
