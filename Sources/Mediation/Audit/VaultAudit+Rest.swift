internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension VaultAudit {
    /// Objects, endings, findings, notices, copies of role keys and requests.
    mutating func checkRest() throws {
        try checkObjects()
        try checkEndings()
        checkGrants()
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
        let adopted = try adoptedParts()
        var lists = try erasureLists()
        try guarding(.object) { audit in
            try audit.reading.forEachRow(of: .object) { row in
                guard case .object(let bytes) = row else { return }
                let hash = Digest(hashing: bytes)
                guard !adopted.contains(hash), lists.remove(hash) == nil else { return }
                audit.report.add(
                    AuditFinding(.object, "an object", "no statement has adopted it"))
            }
        }
    }

    /// The hashes of what was adopted, the parts of bundles of policies included; a part that is
    /// not there or not whole is a finding.
    private mutating func adoptedParts() throws -> Set<Digest> {
        var hashes = Set((directory?.adoptions ?? []).map(\.hash))
        for adoption in directory?.adoptions ?? [] where adoption.kind == .policy {
            do {
                let bundle = try PolicyBundle(adoption.hash) { try reading.object($0) }
                hashes.formUnion(bundle.objects.map { Digest(hashing: $0) })
            } catch is BundleFault {
                report.add(
                    AuditFinding(
                        .object, "policy \(adoption.name), revision \(adoption.revision)",
                        "a part of the bundle is missing or not what was adopted"))
            }
        }
        return hashes
    }

    /// The hashes of the lists of erased entries, as the log names them.
    private func erasureLists() throws -> Set<Digest> {
        guard let state = try reading.logState(), let bytes = try reading.meta(.erasures),
            let index = try? ErasureIndex(canonical: bytes)
        else { return [] }
        let reader = LogReader(reading, size: state.size)
        return Set(
            index.doneAt.compactMap { index in
                (try? reader.retainedLeaf(index)).flatMap { $0 }
                    .flatMap { try? LogEntry(line: $0) }?.object
            })
    }

    /// Every grant that has not ended has a secret for each of its kinds; a keystore that is older
    /// than the records lacks some.
    private mutating func checkGrants() {
        for (id, record) in dossiers {
            let chain = ChainID.dossier(id)
            guard let known = secrets(of: chain, for: .statement) else { continue }
            for grant in record.grants.map(\.grant) where !known.ended.contains(grant.id) {
                report.check(.keystore)
                let isWhole = grant.kinds.allSatisfy {
                    known.secret(of: grant.id, kind: $0) != nil
                }
                if !isWhole {
                    report.add(
                        AuditFinding(
                            .keystore, "\(chain.place), grant \(grant.id.short)",
                            "it has no secret"))
                }
            }
        }
    }

    private mutating func checkEndings() throws {
        guard let key = try? secrets.vaultSecrets().storageKey else { return }
        var waiting: Set<ConsentID> = []
        for row in try reading.endings() {
            report.check(.table(.ending))
            switch Ending(row, key: key) {
            case .grants(let ending): waiting.insert(ending.consent)
            case .erasure: break
            case nil:
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

    /// Each holder of a relation or a grant finds the dossier, and every row is the mediator's own.
    ///
    /// Rows for values that a role indexed cannot be computed here, because their keys are the role's.
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
                let tag = FindingTag.holder(place, key: key)
                if try reading.finding(tag: tag, dossier: id) == nil {
                    report.add(
                        AuditFinding(
                            .finding, "dossier \(id.short)",
                            "\(place.role.rawValue) does not find it"))
                }
            }
        }
        try guarding(.finding) { audit in
            try audit.reading.forEachRow(of: .finding) { row in
                guard case .finding(let row) = row else { return }
                audit.report.check(.table(.finding))
                let place = "dossier \(row.dossier.short)"
                if audit.dossiers[row.dossier] == nil {
                    audit.report.add(AuditFinding(.finding, place, "there is no such dossier"))
                } else if !row.isGenuine(key: key) {
                    audit.report.add(
                        AuditFinding(.finding, place, "the mediator did not write the row"))
                }
            }
        }
    }

    /// Rows that only their recipients can open stand where the mediator put them, and are about
    /// something that there is.
    private mutating func checkPlaces() throws {
        let size = try reading.logState()?.size ?? 0
        try guarding(.notice) { audit in
            try audit.reading.forEachRow(of: .notice) { row in
                guard case .notice(let row) = row else { return }
                audit.report.check(.table(.notice))
                let place = "a notice of entry \(row.logIndex)"
                let key = audit.secrets(of: .member(row.recipient), for: .notice)?.storageKey
                if row.logIndex >= size || audit.directory?.member(row.recipient) == nil {
                    audit.report.add(
                        AuditFinding(.notice, place, "recipient or entry does not exist"))
                } else if key.flatMap({ try? row.open(key: $0) }) == nil {
                    audit.report.add(AuditFinding(.notice, place, "it does not open"))
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
                let place = "a copy for member \(row.member.short)"
                let key = audit.secrets(of: .member(row.member), for: .roleKeyCopy)?.storageKey
                if !keys.contains(row.roleKey) || audit.directory?.member(row.member) == nil {
                    audit.report.add(
                        AuditFinding(.roleKeyCopy, place, "no statement has such a key or member"))
                } else if key.flatMap({ try? row.open(key: $0) }) == nil {
                    audit.report.add(AuditFinding(.roleKeyCopy, place, "it does not open"))
                }
            }
        }
        let key = try? secrets.vaultSecrets().indexKey
        try guarding(.request) { audit in
            try audit.reading.forEachRow(of: .request) { row in
                guard case .request(let row) = row else { return }
                audit.report.check(.table(.request))
                let place = "a request of entry \(row.logIndex)"
                if !(key.map(row.isGenuine) ?? false) {
                    audit.report.add(
                        AuditFinding(.request, place, "the mediator did not write the row"))
                } else if row.logIndex >= size {
                    audit.report.add(AuditFinding(.request, place, "the log ends before it"))
                }
            }
        }
    }
}
