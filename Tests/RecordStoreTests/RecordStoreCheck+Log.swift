import CryptoPrimitives
import RecordStore
import Records
import Testing

extension RecordStoreCheck {
    /// Promises about the log.
    static let log = [
        RecordStoreCheck("the log's state changes only from the size that the caller knows") {
            makeStore in
            let store = try makeStore()
            #expect(try store.read { try $0.logState() } == nil)
            try store.write { (records) throws in
                #expect(throws: RecordStoreError.conflict) {
                    try records.replace(logState: Sample.state(1), expecting: 0)
                }
                try records.replace(logState: Sample.state(0), expecting: nil)
                #expect(throws: RecordStoreError.conflict) {
                    try records.replace(logState: Sample.state(1), expecting: nil)
                }
                try records.replace(logState: Sample.state(7), expecting: 0)
                #expect(throws: RecordStoreError.conflict) {
                    try records.replace(logState: Sample.state(8), expecting: 6)
                }
            }
            #expect(try store.read { try $0.logState() } == Sample.state(7))
            try store.close()
        },
        RecordStoreCheck("a tile only grows, and keeps what it had") { makeStore in
            let store = try makeStore()
            let position = TilePosition(level: 1, number: 0)
            let hashes = Sample.bytes(1, count: 8192)
            try store.write { (records) throws in
                #expect(try records.tile(position) == nil)
                for count in [1, 2, 100, 256] {
                    let part = Array(hashes.prefix(count * 32))
                    try records.extend(tile: position, to: part)
                    #expect(try records.tile(position) == part)
                    #expect(throws: RecordStoreError.conflict) {
                        try records.extend(tile: position, to: part)
                    }
                    #expect(throws: RecordStoreError.conflict) {
                        try records.extend(tile: position, to: Array(part.dropLast(32)))
                    }
                }
                let other = TilePosition(level: 0, number: 0)
                try records.extend(tile: other, to: Array(hashes.prefix(64)))
                var changed = Array(hashes.prefix(96))
                changed[63] ^= 1
                #expect(throws: RecordStoreError.conflict) {
                    try records.extend(tile: other, to: changed)
                }
                #expect(try records.tile(other) == Array(hashes.prefix(64)))
            }
            try store.close()
        },
        RecordStoreCheck("a full bundle takes the place of the open one") { makeStore in
            let store = try makeStore()
            let entries = (0..<300).map { Sample.tail(UInt64($0)) }
            try store.write { (records) throws in
                for entry in entries { try records.insert(entry) }
                #expect(try records.tail(from: 0) == entries)
                #expect(try records.tail(from: 290) == Array(entries[290...]))
                #expect(try records.tailEntry(290) == entries[290])
                #expect(try records.tailEntry(300) == nil)
                #expect(try records.tailHashes(from: 256) == entries[256...].map(\.hash))
                #expect(try records.tailHashes(from: 300) == [])
                try records.insert(bundle: [1, 2, 3], number: 0)
                try records.removeTail(below: 256)
                #expect(try records.tail(from: 0) == Array(entries[256...]))
                #expect(try records.tailEntry(255) == nil)
                #expect(try records.bundle(0) == [1, 2, 3])
                #expect(try records.bundle(1) == nil)
                try records.insert(bundle: [4], number: 1)
                #expect(try records.removeBundles(below: 1) == 1)
                #expect(try records.bundle(0) == nil)
                #expect(try records.bundle(1) == [4])
            }
            try store.close()
        },
        RecordStoreCheck("views give the pages of the whole list, in both directions") {
            makeStore in
            let store = try makeStore()
            let tag = Sample.bytes(1, count: 16)
            let indices = (0..<25).map { UInt64($0 * $0) }
            try store.write { (records) throws in
                for index in indices.shuffled() {
                    try records.insert(actor: tag, index: index)
                    try records.insert(subject: tag, index: index)
                    try records.insert(Sample.detail(index, chain: 1))
                }
                try records.insert(actor: Sample.bytes(2, count: 16), index: 5)
                try records.insert(subject: Sample.bytes(2, count: 16), index: 5)
                try records.insert(Sample.detail(5, chain: 2))
            }
            try store.read { (records) throws in
                let views: [(LogPage) throws -> [UInt64]] = [
                    { try records.entries(actor: tag, $0) },
                    { try records.entries(subject: tag, $0) },
                    { try records.entries(chain: tag, $0) },
                ]
                for view in views {
                    #expect(try view(.ascending(after: nil, limit: 1000)) == indices)
                    #expect(try view(.descending(before: nil, limit: 1000)) == indices.reversed())
                    for edge: UInt64 in [0, 1, 16, 17, 576, 577, 10_000] {
                        let after = indices.filter { $0 > edge }
                        let before = Array(indices.filter { $0 < edge }.reversed())
                        #expect(
                            try view(.ascending(after: edge, limit: 4)) == Array(after.prefix(4)))
                        #expect(
                            try view(.descending(before: edge, limit: 4))
                                == Array(before.prefix(4)))
                    }
                }
            }
            try store.close()
        },
        RecordStoreCheck("an erased detail is gone, and the index under a tag stays") { makeStore in
            let store = try makeStore()
            try store.write { (records) throws in
                try records.insert(Sample.detail(1, chain: 1))
                try records.insert(Sample.detail(2, chain: 2))
                try records.insert(subject: [1], index: 1)
                #expect(try records.detail(1) == Sample.detail(1, chain: 1))
                #expect(try records.removeDetails(of: Sample.bytes(1, count: 16)) == 1)
                #expect(try records.detail(1) == nil)
                #expect(try records.detail(2) == Sample.detail(2, chain: 2))
                #expect(try records.entries(subject: [1], .ascending(after: nil, limit: 9)) == [1])
            }
            try store.close()
        },
        RecordStoreCheck("a request is remembered until it expires") { makeStore in
            let store = try makeStore()
            let rows = (0..<5).map { Sample.request($0, expires: Int64($0) * 100) }
            try store.write { (records) throws in
                for row in rows { try records.insert(row) }
                for row in rows { #expect(try records.request(row.tag) == row) }
                let moment = Instant(seconds: 200)
                #expect(try records.removeRequests(expiringBefore: moment) == 2)
                #expect(try records.request(rows[1].tag) == nil)
                #expect(try records.request(rows[2].tag) == rows[2])
            }
            try store.close()
        },
    ]

    /// Promises about notices, findings, role keys and endings.
    static let people = [
        RecordStoreCheck("notices come oldest first, to their recipient only") { makeStore in
            let store = try makeStore()
            let rows = (10..<20).map { Sample.notice(1, $0) }
            try store.write { (records) throws in
                for row in rows.shuffled() { try records.insert(row) }
                try records.insert(Sample.notice(2, 30))
                let member: MemberID = Sample.identifier(1)
                #expect(try records.notices(of: member, after: nil, limit: 100) == rows)
                let page = try records.notices(of: member, after: rows[3].id, limit: 2)
                #expect(page == [rows[4], rows[5]])
                #expect(try records.removeNotice(of: member, id: rows[4].id) == 1)
                #expect(try records.removeNotice(of: member, id: rows[4].id) == 0)
                #expect(
                    try records.notices(of: member, after: rows[3].id, limit: 1) == [rows[5]])
            }
            try store.close()
        },
        RecordStoreCheck("dossiers are found under a tag, and forgotten") { makeStore in
            let store = try makeStore()
            let dossiers: [DossierID] = (1...3).map(Sample.identifier)
            try store.write { (records) throws in
                for dossier in dossiers { try records.insert(Sample.finding([1], dossier)) }
                try records.insert(Sample.finding([2], dossiers[0]))
                #expect(
                    try records.findings(tag: [1]) == dossiers.map { Sample.finding([1], $0) })
                #expect(try records.findings(tag: [3]).isEmpty)
                #expect(try records.removeFinding(tag: [1], dossier: dossiers[1]) == 1)
                #expect(try records.removeFindings(of: dossiers[0]) == 2)
                #expect(try records.findings(tag: [1]).map(\.dossier) == [dossiers[2]])
                #expect(try records.findings(tag: [2]).isEmpty)
            }
            try store.close()
        },
        RecordStoreCheck("copies of a role key are found by key and by member") { makeStore in
            let store = try makeStore()
            let rows = [(1, 10), (1, 11), (2, 10)].map { Sample.roleKeyCopy($0.0, $0.1) }
            try store.write { (records) throws in
                for row in rows { try records.insert(row) }
                #expect(try records.roleKeyCopies(of: rows[0].roleKey) == [rows[0], rows[1]])
                #expect(Set(try records.roleKeyCopies(of: rows[0].member)) == [rows[0], rows[2]])
                let removed = try records.removeRoleKeyCopy(
                    of: rows[0].roleKey, member: rows[0].member)
                #expect(removed == 1)
                #expect(try records.roleKeyCopies(of: rows[0].roleKey) == [rows[1]])
            }
            try store.close()
        },
        RecordStoreCheck("endings come in the order of their entries until they are done") {
            makeStore in
            let store = try makeStore()
            try store.write { (records) throws in
                for id in [3, 1, 2] { try records.insert(Sample.ending(id)) }
                #expect(try records.endings() == [1, 2, 3].map(Sample.ending))
                #expect(
                    try records.endings(dueBy: Instant(seconds: 200))
                        == [1, 2].map(Sample.ending))
                #expect(try records.endings(dueBy: Instant(seconds: 99)).isEmpty)
                #expect(try records.removeEnding(Sample.ending(1).id) == 1)
                #expect(try records.endings() == [2, 3].map(Sample.ending))
            }
            try store.close()
        },
    ]
}
