package import CryptoPrimitives
internal import TransparencyLog

/// Writes a row as a FHIR R4 AuditEvent (http://hl7.org/fhir/R4/auditevent.html) by the patterns of
/// IHE BALP (IHE/ITI.BasicAudit).
package struct AuditEventWriter: Hashable, Sendable {
    private let source: ExportSource
    private let named: NamedRow
    private let pattern: AuditPattern

    private var entry: LogEntry { named.row.entry }

    /// Takes a row, and where it comes from.
    package init(_ row: NamedRow, from source: ExportSource) {
        self.source = source
        named = row
        pattern = AuditPattern(row.row.entry)
    }

    /// The identifier of the resource: `entry-` and the index.
    package var id: String { "entry-\(named.row.index)" }

    /// Writes the resource.
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("resourceType", "AuditEvent")
            json.member("id", id)
            if let profile = pattern.profile {
                json.object("meta") { $0.member("profile", [profile]) }
            }
            json.coding("type", pattern.type)
            json.array("subtype", subtypes)
            json.member("action", pattern.action(of: entry).rawValue)
            json.member("recorded", entry.time.description)
            json.member("outcome", String(entry.outcomeIndicator.rawValue))
            json.member("outcomeDesc", entry.reason.rawValue)
            if !purposes.isEmpty || text != nil {
                json.array("purposeOfEvent") { $0.concept(purposes, text: text) }
            }
            json.array("agent", agents)
            json.object("source", origin)
            json.array("entity", entities)
        }
    }

    private func subtypes(_ json: inout JSONWriter) {
        pattern.subtype?.write(to: &json)
        // The profile's value set is the only one that a decision on consent may take codes from.
        guard pattern != .consentDecision else { return }
        FHIRCoding(source.uri("event"), entry.event.rawValue, nil).write(to: &json)
    }

    private var text: String? { named.reason.flatMap(FHIRText.text) }

    private var purposes: [FHIRCoding] {
        var codes: [FHIRCoding] = []
        if let purpose = entry.purpose {
            if let code = PurposeCode(purpose) {
                codes.append(FHIRCoding(PurposeCode.system, code.code, code.display))
            }
            codes.append(FHIRCoding(source.uri("purpose"), purpose.description, nil))
        }
        if entry.isEmergency {
            let code = PurposeCode.breakTheGlass
            codes.append(FHIRCoding(PurposeCode.system, code.code, code.display))
        }
        return codes
    }

    // MARK: Agents

    private func agents(_ json: inout JSONWriter) {
        json.object(server)
        if case .plain = pattern {} else { json.object(client) }
        if let actor = entry.actor { json.object { user(actor, &$0) } }
        if let organisation = entry.organisation {
            json.object { self.organisation(organisation, &$0) }
        }
    }

    private func server(_ json: inout JSONWriter) {
        json.concept("type", [pattern.serverType])
        mediator("who", &json)
        // Where nobody acted, the vault did what it has to do by itself.
        json.member("requestor", entry.actor == nil)
        switch pattern {
        case .verb, .query:
            json.object("network") { json in
                json.member("address", source.host)
                json.member("type", "1")
            }
        case .consentDecision, .plain: break
        }
    }

    private func client(_ json: inout JSONWriter) {
        json.concept("type", [pattern.clientType])
        json.object("who") { $0.member("display", "kluis") }
        json.member("requestor", false)
        // The address stands in the sealed detail only; the profiles want to hear that there is one.
        json.object("network") { json in
            json.object("_address") { json in
                json.array("extension") { json in
                    json.object { json in
                        json.member(
                            "url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason")
                        json.member("valueCode", "masked")
                    }
                }
            }
        }
    }

    private func user(_ actor: LogTag, _ json: inout JSONWriter) {
        json.concept("type", [pattern.userType])
        if let role = entry.role {
            let role = RoleCode(role)
            json.array("role") { json in
                json.concept([FHIRCoding(source.uri("role"), role.code, role.display)])
            }
        }
        json.reference("who", system: source.tagSystem("actor"), value: actor.description)
        json.member("name", named.actorName.flatMap(FHIRText.text))
        json.member("requestor", true)
        if !purposes.isEmpty { json.array("purposeOfUse") { $0.concept(purposes) } }
    }

    private func organisation(_ organisation: LogEntry.Organisation, _ json: inout JSONWriter) {
        json.concept("type", [.hl7("v3-RoleClass", "PROV", "healthcare provider")])
        let system =
            switch organisation {
            case .clear: source.uri("organisation")
            case .masked: source.tagSystem("organisation")
            }
        json.reference(
            "who", type: "Organization", system: system, value: organisation.description,
            display: named.organisationName)
        json.member("requestor", false)
    }

    private func mediator(_ name: String, _ json: inout JSONWriter) {
        json.reference(
            name, type: "Device", system: source.uri("source"), value: entry.source.description)
    }

    private func origin(_ json: inout JSONWriter) {
        json.member("site", source.origin)
        mediator("observer", &json)
        json.array("type") { json in
            FHIRCoding.hl7("security-source-type", "4", "Application Server").write(to: &json)
        }
    }

    // MARK: Entities

    private func entities(_ json: inout JSONWriter) {
        if let subject = entry.subject {
            json.object { json in
                json.reference(
                    "what", type: "Patient", system: source.tagSystem("subject"),
                    value: subject.description)
                json.coding("type", .hl7("audit-entity-type", "1", "Person"))
                json.coding("role", .hl7("object-role", "1", "Patient"))
                json.member("name", named.subjectName.flatMap(FHIRText.text))
                json.array("detail", proof)
            }
        } else {
            json.object { json in
                json.reference(
                    "what", system: source.uri("entry"), value: String(named.row.index))
                json.coding("type", .hl7("audit-entity-type", "4", "Other"))
                json.coding("role", .hl7("object-role", "13", "Security Resource"))
                json.array("detail", proof)
            }
        }
        switch pattern {
        case .consentDecision: json.object(consent)
        case .query: json.object(query)
        case .verb, .plain:
            if let record = entry.record { json.object { data(record, &$0) } }
        }
    }

    private func data(_ record: LogTag, _ json: inout JSONWriter) {
        json.reference("what", system: source.tagSystem("record"), value: record.description)
        json.coding("type", .hl7("audit-entity-type", "2", "System Object"))
        json.coding("role", .hl7("object-role", "4", "Domain Resource"))
        guard let category = entry.category else { return }
        json.array("detail") { Self.detail("category", category.rawValue, &$0) }
    }

    /// What was searched for is nowhere in the log: the event stands for it.
    private func query(_ json: inout JSONWriter) {
        json.coding("type", .hl7("audit-entity-type", "2", "System Object"))
        json.coding("role", .hl7("object-role", "24", "Query"))
        json.member("query", Base64.encode(Array(entry.event.rawValue.utf8)))
    }

    private func consent(_ json: inout JSONWriter) {
        json.object("what") { json in
            json.member("type", "Consent")
            json.member("display", entry.reason.rawValue)
        }
        json.coding(
            "type", FHIRCoding("http://hl7.org/fhir/resource-types", "Consent", "Consent"))
    }

    /// Where the entry is in the log, and what no element of an AuditEvent is for.
    private func proof(_ json: inout JSONWriter) {
        Self.detail("tlog-origin", source.origin, &json)
        Self.detail("tlog-index", String(named.row.index), &json)
        Self.detail("tlog-leaf", named.row.leafHash.hex, &json)
        Self.detail("event", entry.event.rawValue, &json)
        Self.detail("policy", entry.policy?.description, &json)
        if pattern == .consentDecision {
            Self.detail("record", entry.record?.description, &json)
            Self.detail("category", entry.category?.rawValue, &json)
        }
        for approval in entry.approvals.sorted() {
            Self.detail("approval", approval.description, &json)
        }
        Self.detail("reference", entry.reference.map { String($0) }, &json)
    }

    private static func detail(_ type: String, _ value: String?, _ json: inout JSONWriter) {
        guard let value else { return }
        json.object { json in
            json.member("type", type)
            json.member("valueString", value)
        }
    }
}
