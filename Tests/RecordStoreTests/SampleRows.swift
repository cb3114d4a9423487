import CryptoPrimitives
import RecordStore
import Records

/// Rows that are the same in every run.
enum Sample {
    /// `count` bytes that depend on `seed` (an xorshift generator).
    static func bytes(_ seed: Int, count: Int) -> [UInt8] {
        var state = UInt64(truncatingIfNeeded: seed) &* 0x9e37_79b9_7f4a_7c15 | 1
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }

    static func identifier<Subject>(_ seed: Int) -> Identifier<Subject> {
        Identifier(
            at: Instant(seconds: 1_700_000_000 + Int64(seed)), randomness: bytes(seed, count: 10))
    }

    static func digest(_ seed: Int) -> Digest { Digest(hashing: bytes(seed, count: 8)) }

    static func statement(_ chain: Int, _ sequence: UInt64) -> StatementRow {
        StatementRow(
            chain: bytes(chain, count: 16), sequence: sequence, link: digest(chain),
            sealed: bytes(chain + Int(sequence), count: 600), logIndex: sequence * 3)
    }

    static func version(
        dossier: Int, section: Int, _ version: UInt64, contentSize: Int = 100
    ) -> VersionRow {
        let key = VersionKey(
            dossier: identifier(dossier), section: identifier(section), version: version)
        return VersionRow(
            key: key, manifest: bytes(section + Int(version), count: 700), logIndex: version + 7,
            contentSize: contentSize)
    }

    static func wrap(section: Int, _ version: UInt64, grant: Int, epoch: UInt64 = 1) -> WrapRow {
        let key = WrapKey(
            section: identifier(section), version: version, grant: identifier(grant),
            roleEpoch: epoch)
        return WrapRow(
            key: key, sealed: bytes(grant + Int(truncatingIfNeeded: version), count: 300))
    }

    static func tail(_ index: UInt64) -> TailEntry {
        TailEntry(index: index, leaf: bytes(Int(index), count: 300), hash: digest(Int(index)))
    }

    static func detail(_ index: UInt64, chain: Int) -> DetailRow {
        DetailRow(
            index: index, chain: bytes(chain, count: 16), sealed: bytes(Int(index), count: 200))
    }

    static func state(_ size: UInt64) -> LogState {
        LogState(
            size: size, frontier: (0..<size.nonzeroBitCount).map(digest),
            checkpoint: Array("example.org/log\n\(size)\n".utf8))
    }

    static func notice(_ recipient: Int, _ id: Int) -> NoticeRow {
        let name: NoticeName = identifier(id)
        return NoticeRow(
            recipient: identifier(recipient), id: name.bytes, sealed: bytes(id, count: 400),
            logIndex: UInt64(id))
    }

    static func roleKeyCopy(_ key: Int, _ member: Int) -> RoleKeyCopyRow {
        RoleKeyCopyRow(
            roleKey: bytes(key, count: 32), member: identifier(member),
            sealed: bytes(key + member, count: 80))
    }

    static func ending(_ id: Int) -> EndingRow {
        EndingRow(
            id: bytes(id, count: 16), sealed: bytes(id, count: 90), startedLogIndex: UInt64(id),
            due: Instant(seconds: Int64(id) * 100))
    }

    static func request(_ tag: Int, expires: Int64) -> RequestRow {
        RequestRow(
            tag: bytes(tag, count: 32), logIndex: UInt64(tag), expires: Instant(seconds: expires),
            proof: bytes(tag + 1, count: 32))
    }

    static func finding(_ tag: [UInt8], _ dossier: DossierID) -> FindingRow {
        FindingRow(tag: tag, dossier: dossier, proof: bytes(tag.count, count: 32))
    }

    typealias NoticeName = Identifier<Named.Event>

    /// At least two rows of each table (one of the log's state), in the order of their keys.
    static var rows: [RecordRow] {
        let all: [RecordRow] = [
            .meta(.founding, bytes(1, count: 900)), .meta(.level, Array("L1".utf8)),
            .object(bytes(2, count: 10_000)), .object([]),
            .statement(statement(10, 0)), .statement(statement(10, 1)),
            .statement(statement(11, 0)),
            .version(version(dossier: 20, section: 21, 1), content: bytes(3, count: 100)),
            .version(
                version(dossier: 20, section: 21, 2, contentSize: 200_000),
                content: bytes(4, count: 200_000)),
            .wrap(wrap(section: 21, 1, grant: 30)), .wrap(wrap(section: 21, 2, grant: 30)),
            .tail(tail(256)), .tail(tail(257)),
            .kept(3, bytes(7, count: 400)),
            .bundle(0, bytes(5, count: 70_000)), .bundle(1, bytes(6, count: 70_000)),
            .tile(TilePosition(level: 0, number: 0), bytes(7, count: 8192)),
            .tile(TilePosition(level: 1, number: 0), bytes(8, count: 32)),
            .detail(detail(256, chain: 10)), .detail(detail(257, chain: 11)),
            .actor(bytes(40, count: 16), 256), .actor(bytes(40, count: 16), 257),
            .subject(bytes(41, count: 16), 256), .subject(bytes(41, count: 16), 257),
            .request(request(50, expires: 1000)), .request(request(51, expires: -2000)),
            .notice(notice(60, 61)), .notice(notice(60, 62)),
            .finding(finding(bytes(70, count: 32), identifier(20))),
            .finding(finding(bytes(70, count: 32), identifier(22))),
            .roleKeyCopy(roleKeyCopy(80, 81)), .roleKeyCopy(roleKeyCopy(80, 82)),
            .ending(ending(90)), .ending(ending(91)),
            .logState(state(258)),
        ]
        return all
    }
}
