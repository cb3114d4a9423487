internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Sealing

extension VaultAudit {
    /// Opens every manifest, checks its signature and its link to the version before it, hashes the
    /// content anew, and compares the heads with the keystore's marks.
    mutating func checkVersions() throws {
        try guarding(.version) { audit in
            try audit.reading.forEachRow(of: .version) { row in
                guard case .version(let row, let content) = row else { return }
                audit.report.check(.table(.version))
                audit.check(row, content: content)
            }
        }
        for (section, audited) in sections {
            let place = "section \(section.short)"
            for (version, manifest) in audited.manifests where version > 1 {
                // Where an older version was erased, its successor has nothing to be compared with.
                guard let previous = audited.manifests[version - 1] else { continue }
                if manifest.previous != previous.hash || manifest.kind != previous.kind {
                    report.add(
                        AuditFinding(
                            .version, "\(place), version \(version)",
                            "it does not follow the version before it"))
                }
            }
        }
        for dossier in dossiers.keys { checkMarks(of: dossier) }
    }

    private mutating func checkMarks(of dossier: DossierID) {
        let marks = secrets(of: .dossier(dossier), for: .version)?.marks ?? [:]
        for (section, mark) in marks {
            let heads = sections[section]?.manifests ?? [:]
            let isThere = heads[mark.version].map { $0.hash == mark.manifest } ?? false
            let isBehind = heads.keys.max().map { $0 < mark.version } ?? true
            if isBehind || !isThere && heads[mark.version] != nil {
                report.add(
                    AuditFinding(
                        .version, "section \(section.short)",
                        "it is older than the keystore has it"))
            }
        }
    }

    private mutating func check(_ row: VersionRow, content: [UInt8]) {
        let place = "section \(row.key.section.short), version \(row.key.version)"
        func differs(_ problem: String) -> AuditFinding {
            AuditFinding(.version, place, problem)
        }
        guard let key = secrets(of: .dossier(row.key.dossier), for: .version)?.storageKey else {
            report.add(differs("the keystore has no such dossier"))
            return
        }
        let sealed = SealedRow.manifest(row.key, logIndex: row.logIndex)
        guard let bytes = try? sealed.open(row.manifest, key: key),
            let signed = try? SignedManifest(canonical: bytes)
        else {
            report.add(differs("its manifest does not open"))
            return
        }
        let manifest = signed.manifest
        guard manifest.dossier == row.key.dossier, manifest.section == row.key.section,
            manifest.version == row.key.version
        else {
            report.add(differs("its manifest is of another version"))
            return
        }
        sections[row.key.section, default: AuditedSection(dossier: row.key.dossier)]
            .manifests[row.key.version] = manifest
        if claims.updateValue(Digest(hashing: bytes), forKey: row.logIndex) != nil {
            report.add(differs("another row claims its log entry"))
        }
        let author = directory?.member(manifest.author)
        if author.map({
            signed.signature.isValid(for: manifest.canonicalBytes, key: $0.signingKey)
                && Digest(hashing: $0.signingKey.bytes) == manifest.authorKey
        }) != true {
            report.add(differs("it is not signed by its author"))
        }
        guard let summary = try? SealedSummary(ofSealed: content),
            summary.chunkRoot == manifest.chunkRoot,
            summary.commitment.bytes == manifest.commitment, summary.length == manifest.length,
            content.count == row.contentSize
        else {
            report.add(differs("its content is not the one that was signed"))
            return
        }
    }

    /// Opens every wrap and checks that it is signed, of this version, and under a grant of the
    /// dossier.
    mutating func checkWraps() throws {
        try guarding(.wrap) { audit in
            try audit.reading.forEachRow(of: .wrap) { row in
                guard case .wrap(let row) = row else { return }
                audit.report.check(.table(.wrap))
                audit.check(row)
            }
        }
        countPendingWraps()
    }

    /// Recipients without a wrap are no damage: a reader adds one when their role has a key.
    private mutating func countPendingWraps() {
        for section in sections.values {
            guard let (version, manifest) = section.manifests.max(by: { $0.key < $1.key }) else {
                continue
            }
            let wrapped = section.wrapped[version] ?? []
            report.pendingWraps +=
                dossiers[section.dossier]?.grants.count {
                    $0.consent == nil && $0.grant.kinds.contains(manifest.kind)
                        && !wrapped.contains($0.grant.id)
                } ?? 0
        }
    }

    private mutating func check(_ row: WrapRow) {
        let place =
            "section \(row.key.section.short), version \(row.key.version), grant "
            + row.key.grant.short
        func differs(_ problem: String) -> AuditFinding { AuditFinding(.wrap, place, problem) }
        guard let section = sections[row.key.section],
            let manifest = section.manifests[row.key.version]
        else {
            report.add(differs("there is no such version"))
            return
        }
        guard let key = secrets(of: .dossier(section.dossier), for: .wrap)?.storageKey,
            let stored = StoredWrap(row, key: key)
        else {
            report.add(differs("it does not open"))
            return
        }
        let signed = stored.signed
        let wrap = signed.wrap
        guard wrap.manifest == manifest.hash, wrap.section == row.key.section,
            wrap.version == row.key.version, wrap.grant == row.key.grant,
            wrap.epoch == row.key.roleEpoch, wrap.dossier == section.dossier
        else {
            report.add(differs("it is of another version or grant"))
            return
        }
        if !stored.isReported {
            sections[row.key.section]?.wrapped[row.key.version, default: []].insert(wrap.grant)
        }
        let grants = dossiers[section.dossier]?.grants.map(\.grant) ?? []
        if !grants.contains(where: { $0.id == wrap.grant && $0.role == wrap.role }) {
            report.add(differs("no statement brings its grant"))
        }
        let wrapper = directory?.member(wrap.wrapper)
        if wrapper.map({
            signed.signature.isValid(for: wrap.canonicalBytes, key: $0.signingKey)
        }) != true {
            report.add(differs("it is not signed by who made it"))
        }
    }
}
