internal import CryptoPrimitives
internal import Records
internal import RecordStore

extension VaultAudit {
    /// Objects, endings, findings, notices, copies of role keys and requests.
    mutating func checkRest() throws {
        try checkObjects()
        try checkEndings()
        try checkFindings()
        try checkPlaces()
    }

    /// What was adopted is there; the store itself refuses an object under another hash.
    private mutating func checkObjects() throws {
        for adoption in directory?.adoptions ?? [] {
            report.check(.table(.object))
            let place = "\(adoption.kind.rawValue) \(adoption.name), revision \(adoption.revision)"
            do {
                if try reading.object(adoption.hash) == nil {
                    report.add(AuditFinding(.object, place, "it is missing"))
                }
            } catch RecordStoreError.damaged {
                report.add(AuditFinding(.object, place, "it does not have its hash"))
            }
        }
        let adopted = Set((directory?.adoptions ?? []).map(\.hash))
        try guarding(.object) { audit in
            try audit.reading.forEachRow(of: .object) { row in
                guard case .object(let bytes) = row, !adopted.contains(Digest(hashing: bytes))
                else { return }
                audit.report.add(
                    AuditFinding(.object, "an object", "no statement has adopted it"))
            }
        }
    }

    private mutating func checkEndings() throws {
        guard let key = try? secrets.vaultSecrets().storageKey else { return }
        var waiting: Set<ConsentID> = []
        for row in try reading.endings() {
            report.check(.table(.ending))
            if let ending = GrantEnding(row, key: key) {
                waiting.insert(ending.consent)
            } else {
                report.add(
                    AuditFinding(
                        .ending, "entry \(row.startedLogIndex)", "the ending does not open"))
            }
        }
        for (id, record) in dossiers {
            guard let ended = secrets(of: .dossier(id), for: .ending)?.ended else { continue }
            for entry in record.consents where !waiting.contains(entry.consent.id) {
                if !Set(entry.consent.grants.map(\.id)).isSubset(of: ended) {
                    report.add(
                        AuditFinding(
                            .ending, "dossier \(id.short)",
                            "a consent's grants neither have ended nor are due to end"))
                }
            }
        }
    }

    /// Each holder of a relation or a grant finds the dossier; rows for values that a role indexed
    /// cannot be computed here, because their keys are the role's.
    private mutating func checkFindings() throws {
        guard let key = try? secrets.vaultSecrets().indexKey else { return }
        for (id, record) in dossiers {
            var places = Set(record.grants.map { FindingTag.Place($0.grant.role, $0.grant.holder) })
            for entry in record.parties {
                places.formUnion(
                    entry.party.roles.map { FindingTag.Place($0, entry.party.holder) })
            }
            for place in places {
                report.check(.table(.finding))
                if try !reading.dossiers(tag: FindingTag.holder(place, key: key)).contains(id) {
                    report.add(
                        AuditFinding(
                            .finding, "dossier \(id.short)",
                            "\(place.role.rawValue) does not find it"))
                }
            }
        }
        try guarding(.finding) { audit in
            try audit.reading.forEachRow(of: .finding) { row in
                guard case .finding(_, let id) = row, audit.dossiers[id] == nil else { return }
                audit.report.add(
                    AuditFinding(.finding, "dossier \(id.short)", "there is no such dossier"))
            }
        }
    }

    /// Rows that only their recipients can open are at least about something that there is.
    private mutating func checkPlaces() throws {
        let size = try reading.logState()?.size ?? 0
        try guarding(.notice) { audit in
            try audit.reading.forEachRow(of: .notice) { row in
                guard case .notice(let row) = row else { return }
                audit.report.check(.table(.notice))
                if row.logIndex >= size || audit.directory?.member(row.recipient) == nil {
                    audit.report.add(
                        AuditFinding(
                            .notice, "a notice of entry \(row.logIndex)",
                            "recipient or entry does not exist"))
                }
            }
        }
        var keys: Set<[UInt8]> = []
        for organisation in directory?.allOrganisations ?? [] {
            for role in Role.allCases {
                for entry in directory?.roleKeys(role, of: organisation.id) ?? [] {
                    keys.insert(entry.roleKey.key.bytes)
                }
            }
        }
        try guarding(.roleKeyCopy) { audit in
            try audit.reading.forEachRow(of: .roleKeyCopy) { row in
                guard case .roleKeyCopy(let row) = row else { return }
                audit.report.check(.table(.roleKeyCopy))
                if !keys.contains(row.roleKey) || audit.directory?.member(row.member) == nil {
                    audit.report.add(
                        AuditFinding(
                            .roleKeyCopy, "a copy for member \(row.member.short)",
                            "no statement has such a key or member"))
                }
            }
        }
        try guarding(.request) { audit in
            try audit.reading.forEachRow(of: .request) { row in
                guard case .request(let row) = row else { return }
                audit.report.check(.table(.request))
                if row.logIndex >= size {
                    audit.report.add(
                        AuditFinding(
                            .request, "a request of entry \(row.logIndex)",
                            "the log ends before it"))
                }
            }
        }
    }
}
