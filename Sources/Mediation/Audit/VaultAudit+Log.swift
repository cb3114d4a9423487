internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension VaultAudit {
    /// Hashes every leaf, builds the tree again, compares tiles, peaks and the signed head, and
    /// checks of each entry what the store says about it elsewhere.
    mutating func checkLog() throws {
        guard let state = try reading.logState() else {
            report.add(AuditFinding(.logState, "the state of the log", "it is missing"))
            return
        }
        report.check(.table(.logState))
        var walk = LogWalk()
        let reader = LogReader(reading, size: state.size)
        guard let minimum = try prunedBelow(), let erasures = erasedDetails(reader) else { return }
        walk.erasures = erasures
        for index in 0..<minimum { try walkPruned(index, reader, &walk) }
        for index in minimum..<max(minimum, state.size) {
            let leaf: [UInt8]
            do {
                leaf = try reader.leaf(index)
            } catch {
                report.add(AuditFinding(.bundle, "entry \(index)", "it cannot be read"))
                return
            }
            for tile in walk.append(Digest(entry: leaf)) { try compare(tile) }
            try check(leaf, at: index, &walk)
        }
        for tile in walk.edge.partialTiles where tile.coordinate.level > 0 { try compare(tile) }
        try checkTail(from: state.size & ~255, upTo: state.size)
        try checkHead(state, walk)
        for index in claims.keys where index >= state.size {
            report.add(
                AuditFinding(.logState, "entry \(index)", "a row claims it, the log ends before"))
        }
        try checkTags(walk)
    }

    /// What is gathered on the way through the log.
    private struct LogWalk {
        var edge = RightEdge()
        var lastTime: LogTime?
        var actors: [UInt64: [UInt8]] = [:]
        var subjects: [UInt64: [UInt8]] = [:]
        var details: Set<UInt64> = []
        var erasures: ErasedDetails?

        mutating func append(_ hash: Digest) -> [HashTile] { edge.append(leaf: hash) }
    }

    /// The first entry that is kept whole; `nil`, with a finding, when no decision allows it.
    private mutating func prunedBelow() throws -> UInt64? {
        let minimum = try reading.minimumIndex()
        let allowed = (directory?.decisions ?? []).map { entry -> UInt64 in
            if case .prune(let below) = entry.decision.measure { below } else { 0 }
        }
        guard minimum <= allowed.max() ?? 0 else {
            report.add(
                AuditFinding(
                    .meta, "the entries below \(minimum)", "no decision allows to prune them"))
            return nil
        }
        return minimum
    }

    private mutating func erasedDetails(_ reader: LogReader) -> ErasedDetails? {
        do {
            return try ErasedDetails(reading, log: reader)
        } catch {
            report.add(
                AuditFinding(.meta, "the erasures", "a list is not the one that was logged"))
            return nil
        }
    }

    /// An entry that was pruned: its hash stands in a tile, and where a row still rests on it the
    /// entry itself is kept.
    private mutating func walkPruned(
        _ index: UInt64, _ reader: LogReader, _ walk: inout LogWalk
    ) throws {
        let place = "entry \(index)"
        let start = Int(index & 255) * Digest.byteCount
        guard let tile = try reading.tile(TilePosition(level: 0, number: index >> 8)),
            tile.count >= start + Digest.byteCount,
            let hash = Digest(tile[start..<start + Digest.byteCount])
        else {
            report.add(AuditFinding(.tile, place, "its hash is missing"))
            return
        }
        for tile in walk.append(hash) { try compare(tile) }
        let kept = try reader.retainedLeaf(index)
        if let kept {
            report.check(.table(.kept))
            if Digest(entry: kept) != hash {
                report.add(AuditFinding(.kept, place, "it is not the entry that was logged"))
            }
        }
        guard let claimed = claims[index] else { return }
        let entry = kept.flatMap { try? LogEntry(line: $0) }
        if entry?.object != claimed {
            report.add(
                AuditFinding(.kept, place, "the entry on which a row rests is not kept"))
        }
    }

    private mutating func compare(_ tile: HashTile) throws {
        let position = TilePosition(level: tile.coordinate.level, number: tile.coordinate.index)
        report.check(.table(.tile))
        guard try reading.tile(position) == tile.bytes else {
            report.add(
                AuditFinding(
                    .tile, "level \(position.level), number \(position.number)",
                    "it is not what the entries give"))
            return
        }
    }

    /// Compares an entry with the row that claims it and with its sealed detail.
    private mutating func check(_ leaf: [UInt8], at index: UInt64, _ walk: inout LogWalk) throws {
        report.check(.table(.bundle))
        let place = "entry \(index)"
        guard let entry = try? LogEntry(line: leaf) else {
            report.add(AuditFinding(.bundle, place, "it is not an entry of the log"))
            return
        }
        if let last = walk.lastTime, entry.time < last {
            report.add(AuditFinding(.bundle, place, "it is earlier than the entry before it"))
        }
        walk.lastTime = entry.time
        walk.actors[index] = entry.actor?.bytes
        walk.subjects[index] = entry.subject?.bytes
        if let claimed = claims[index], entry.object != claimed {
            report.add(
                AuditFinding(.bundle, place, "it is not about the row that was stored with it"))
        }
        if claims[index] == nil, entry.outcome == .allowed,
            Self.eventsOfRows.contains(entry.event), walk.erasures?.contains(index) != true
        {
            report.add(
                AuditFinding(
                    entry.event == .sectionWritten ? .version : .statement, place,
                    "the row that was stored with it is missing"))
        }
        guard let digest = entry.detail else { return }
        guard let row = try reading.detail(index) else {
            if walk.erasures?.contains(index) != true {
                report.add(AuditFinding(.detail, place, "its detail is missing"))
            }
            return
        }
        walk.details.insert(index)
        check(row, of: entry, digest: digest, place: place)
    }

    /// Entries that were made with a row of their own: a statement, or a section version.
    private static let eventsOfRows: Set<LogEntry.Event> = [
        .vaultFounded, .policyAdopted, .organisationAdmitted, .memberRegistered, .appointmentMade,
        .appointmentEnded, .delegationMade, .delegationEnded, .dossierOpened, .relationStated,
        .relationEnded, .regimeChanged, .consentGiven,
        .consentRecorded, .consentRefused, .consentWithdrawn, .processStep, .sectionWritten,
        .clockAccepted, .reviewRecorded, .emergencyReviewed, .logPruned, .holdPlaced, .holdLifted,
    ]

    private mutating func check(
        _ row: DetailRow, of entry: LogEntry, digest: Digest, place: String
    ) {
        report.check(.table(.detail))
        guard let sealed = SealedDetail(row.sealed), sealed.digest == digest else {
            report.add(AuditFinding(.detail, place, "it is not the detail that was logged"))
            return
        }
        let key = known[row.chain].flatMap { try? chains.secrets(of: $0).tagKey }
        let isOpened = key.map { (try? sealed.open(for: entry, key: $0.secret)) != nil } ?? false
        if !isOpened {
            report.add(AuditFinding(.detail, place, "it does not open under its chain's key"))
        }
    }

    private mutating func checkTail(from first: UInt64, upTo size: UInt64) throws {
        var next = first
        for entry in try reading.tail(from: 0) {
            report.check(.table(.tail))
            if entry.index != next || entry.hash != Digest(entry: entry.leaf) {
                report.add(
                    AuditFinding(.tail, "entry \(entry.index)", "place or hash is another one"))
            }
            next = entry.index + 1
        }
        if next != size {
            report.add(AuditFinding(.tail, "entry \(next)", "the open bundle ends elsewhere"))
        }
    }

    private mutating func checkHead(_ state: LogState, _ walk: LogWalk) throws {
        if state.frontier != walk.edge.frontier.peaks {
            report.add(
                AuditFinding(.logState, "the peaks", "they are not what the entries give"))
        }
        let founding = directory?.founding
        let key = founding.flatMap {
            try? VerifierKey(name: $0.origin, publicKey: $0.logKey.bytes)
        }
        let signed = key.flatMap {
            try? SignedCheckpoint(verifying: state.checkpoint, origin: $0.name, logKeys: [$0])
        }
        if signed?.head != walk.edge.head {
            report.add(
                AuditFinding(
                    .logState, "the checkpoint", "it is not the log's signature of its entries"))
        }
        do throws(SecretStoreError) {
            guard let kept = try secrets.head() else {
                throw SecretStoreError(.missing, .head)
            }
            report.check(.keystore)
            let root = kept.size <= state.size ? try? rootOfFirst(kept.size, state.size) : nil
            if root != kept.root {
                report.add(
                    AuditFinding(
                        .logState, "the first \(kept.size) entries",
                        "they are not those whose head the keystore keeps"))
            }
        } catch {
            report.add(AuditFinding(.keystore, error.file.rawValue, "\(error)"))
        }
    }

    private func rootOfFirst(_ older: UInt64, _ size: UInt64) throws -> Digest {
        try LogReader(reading, size: size).root(of: older)
    }

    /// The rows that find entries by their tags are exactly those that the entries give.
    private mutating func checkTags(_ walk: LogWalk) throws {
        for (table, tags) in [(RecordTable.actor, walk.actors), (.subject, walk.subjects)] {
            var missing = tags
            try guarding(table) { audit in
                try audit.reading.forEachRow(of: table) { row in
                    audit.report.check(.table(table))
                    let tag: [UInt8]
                    let index: UInt64
                    switch row {
                    case .actor(let bytes, let number), .subject(let bytes, let number):
                        (tag, index) = (bytes, number)
                    default: return
                    }
                    guard tags[index] == tag else {
                        audit.report.add(
                            AuditFinding(
                                table, "entry \(index)", "its tag is not that of the entry"))
                        return
                    }
                    missing[index] = nil
                }
            }
            for index in missing.keys.sorted() {
                report.add(AuditFinding(table, "entry \(index)", "it is not found by its tag"))
            }
        }
        try guarding(.detail) { audit in
            try audit.reading.forEachRow(of: .detail) { row in
                guard case .detail(let row) = row, !walk.details.contains(row.index) else { return }
                audit.report.add(
                    AuditFinding(
                        .detail, "entry \(row.index)", "no entry of the log has this detail"))
            }
        }
    }
}
