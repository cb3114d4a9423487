internal import AccessAudit
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TransparencyLog
internal import VaultClient

/// A dossier as a FHIR R4 Bundle of type `collection` (docs/formats/dossier-export.md).
struct DossierBundle {
    /// What leaves.
    let export: DossierExport
    /// The log, which gives the addresses.
    let source: ExportSource
    /// Words for the worker's own entries; `nil` for another reader.
    let logWords: LogWords?

    /// The id of the worker's resource.
    static let patient = "Patient/subject"

    /// The file.
    var bytes: [UInt8] {
        let resources = parties + sections + process + consents
        let highest = export.sections.map { Confidentiality($0.manifest.kind) }.max() ?? .normal
        var json = JSONWriter(isIndented: true)
        json.object { json in
            json.member("resourceType", "Bundle")
            json.object("meta") { json in
                json.array("security") { json in
                    highest.coding.write(to: &json)
                    purpose.write(to: &json)
                }
            }
            json.object("identifier") { json in
                json.member("system", source.uri("dossier"))
                json.member("value", export.open.view.id.description)
            }
            json.member("type", "collection")
            json.member("timestamp", export.now.rfc3339)
            json.array("entry") { json in
                for resource in resources {
                    entry(resource.path, &json) { resource.write(to: &$0) }
                }
                for row in rows {
                    let event = AuditEventWriter(row, from: source)
                    entry("AuditEvent/\(event.id)", &json) { event.write(to: &$0) }
                }
            }
        }
        return json.bytes + [0x0a]
    }

    private func entry(
        _ path: String, _ json: inout JSONWriter, _ resource: (inout JSONWriter) -> Void
    ) {
        json.object { json in
            json.member("fullUrl", source.uri(path))
            json.name("resource")
            resource(&json)
        }
    }

    private var purpose: FHIRCoding {
        let code = PurposeCode(Purpose(usualFor: export.acting.role))
        return FHIRCoding(PurposeCode.system, code.code, code.display)
    }

    /// The entries of the log, with the names that the reader may see.
    private var rows: [NamedRow] {
        export.entries.map { verified in
            if let logWords { return logWords.named(verified) }
            return NamedRow(
                AuditRow(
                    index: verified.index, leafHash: Digest(entry: verified.leaf),
                    entry: verified.entry, facts: .none))
        }
    }

    // MARK: References

    /// A holder of the dossier: a resource of the bundle where there is one, else an identifier.
    func write(_ holder: Holder, as name: String, to json: inout JSONWriter) {
        switch holder {
        case .member(let id) where isWorker(id): json.reference(name, to: Self.patient)
        case .organisation(let id) where organisations.contains(id):
            json.reference(name, to: "Organization/\(id)")
        case .organisation(let id):
            json.reference(
                name, type: "Organization", system: source.uri("organisation"),
                value: id.description, display: export.words.name(id))
        case .member(let id):
            json.reference(
                name, type: "Practitioner", system: source.uri("member"), value: id.description,
                display: export.words.name(id))
        }
    }

    /// Who did something in a role: the worker, or the party that has the role; else the role only.
    func write(_ role: Role, as name: String, to json: inout JSONWriter) {
        if role == .worker { return json.reference(name, to: Self.patient) }
        if let party = partyRoles.first(where: { $0.role == role }) {
            return json.reference(name, to: "PractitionerRole/\(Self.id(of: party))")
        }
        json.object(name) { $0.member("display", role.label[export.language]) }
    }

    /// The parties of the dossier, one for each role, without the worker.
    var partyRoles: [(party: Party, role: Role)] {
        export.open.view.parties.flatMap { party in
            party.roles.filter { $0 != .worker }.sorted { $0.rawValue < $1.rawValue }
                .map { (party, $0) }
        }
    }

    /// The id of a party's resource in the bundle.
    static func id(of entry: (party: Party, role: Role)) -> String {
        let holder =
            switch entry.party.holder {
            case .organisation(let id): id.short
            case .member(let id): id.short
            }
        return "\(entry.role.rawValue)-\(holder)-\(entry.party.from)"
    }

    /// The organisations that have a resource in the bundle.
    var organisations: [OrganisationID] {
        let parties = export.open.view.parties.compactMap { party -> OrganisationID? in
            if case .organisation(let id) = party.holder { id } else { nil }
        }
        return Set(parties + [export.open.view.employer]).sorted()
    }

    private func isWorker(_ id: MemberID) -> Bool {
        export.open.view.parties.contains {
            $0.holder == .member(id) && $0.relation == .`self` && $0.roles.contains(.worker)
        }
    }
}
