import CryptoPrimitives
import RecordStore
import Records
import Testing

extension RecordStoreCheck {
    /// Promises about chains, sections and wraps.
    static let contents = [
        RecordStoreCheck("an object is found by its hash") { makeStore in
            let store = try makeStore()
            let hash = try store.write { try $0.insert(object: [1, 2, 3]) }
            #expect(hash == Digest(hashing: [1, 2, 3]))
            #expect(try store.read { try $0.object(hash) } == [1, 2, 3])
            #expect(try store.read { try $0.object(Sample.digest(0)) } == nil)
            try store.close()
        },
        RecordStoreCheck("a chain has no gaps and is read in order") { makeStore in
            let store = try makeStore()
            let rows = (0..<10).map { Sample.statement(10, $0) }
            try store.write { (records) throws in
                #expect(throws: RecordStoreError.conflict) { try records.insert(rows[1]) }
                for row in rows { try records.insert(row) }
                #expect(throws: RecordStoreError.conflict) {
                    try records.insert(Sample.statement(10, 11))
                }
            }
            try store.read { (records) throws in
                let chain = rows[0].chain
                #expect(try records.lastStatement(of: chain) == rows[9])
                #expect(try records.statements(of: chain, after: nil, limit: 100) == rows)
                #expect(
                    try records.statements(of: chain, after: 3, limit: 2) == [rows[4], rows[5]])
                #expect(try records.statements(of: chain, after: 9, limit: 100).isEmpty)
                #expect(try records.lastStatement(of: Sample.bytes(11, count: 16)) == nil)
            }
            #expect(try store.write { try $0.removeStatements(of: rows[0].chain) } == 10)
            #expect(try store.read { try $0.lastStatement(of: rows[0].chain) } == nil)
            try store.close()
        },
        RecordStoreCheck("the latest version of each section is found") { makeStore in
            let store = try makeStore()
            let rows = (0..<4).flatMap { section in
                (1...UInt64(section + 1)).map { version in
                    Sample.version(dossier: 1, section: 10 + section, version)
                }
            }
            let other = Sample.version(dossier: 2, section: 20, 1)
            try store.write { (records) throws in
                for row in rows.shuffled() + [other] {
                    try records.insert(row, content: Sample.bytes(0, count: 100))
                }
            }
            try store.read { (records) throws in
                let latest = try records.latestVersions(of: Sample.identifier(1))
                #expect(latest.map(\.key.version) == [1, 2, 3, 4])
                #expect(Set(latest).isSubset(of: rows))
                #expect(latest.map(\.key.section) == latest.map(\.key.section).sorted())
                for row in latest {
                    let (section, dossier) = (row.key.section, row.key.dossier)
                    #expect(try records.latestVersion(of: section, in: dossier) == row)
                    let versions = try records.versions(of: section, in: dossier)
                    #expect(versions.map(\.key.version) == Array(1...row.key.version))
                }
                #expect(try records.version(other.key) == other)
                // The section is there, in another dossier.
                #expect(
                    try records.latestVersion(of: other.key.section, in: Sample.identifier(1))
                        == nil)
                #expect(try records.latestVersions(of: Sample.identifier(3)).isEmpty)
            }
            try store.close()
        },
        RecordStoreCheck("any part of a content is what a slice of the whole is") { makeStore in
            let store = try makeStore()
            let sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001]
            let rows = sizes.enumerated().map { index, size in
                Sample.version(dossier: 1, section: 10 + index, 1, contentSize: size)
            }
            try store.write { (records) throws in
                for (row, size) in zip(rows, sizes) {
                    try records.insert(row, content: Sample.bytes(size, count: size))
                }
            }
            try store.read { (records) throws in
                for (row, size) in zip(rows, sizes) {
                    let whole = Sample.bytes(size, count: size)
                    #expect(try records.content(of: row.key) == whole)
                    let edges = [0, 1, 65_535, 65_536, 65_537, size - 1, size, size + 1, size * 2]
                    for start in edges where start >= 0 {
                        for end in edges where end >= start {
                            let part = try records.content(of: row.key, range: start..<end)
                            #expect(part == Array(whole.dropFirst(start).prefix(end - start)))
                        }
                    }
                }
                let absent = Sample.version(dossier: 1, section: 99, 1).key
                #expect(try records.content(of: absent) == nil)
            }
            try store.close()
        },
        RecordStoreCheck("a content of 16 MiB is kept, one byte more is refused") { makeStore in
            let store = try makeStore()
            let size = VersionRow.maximumContentSize
            let row = Sample.version(dossier: 1, section: 2, 1, contentSize: size)
            let content = [UInt8](repeating: 7, count: size)
            try store.write { try $0.insert(row, content: content) }
            #expect(try store.read { try $0.content(of: row.key) } == content)
            let larger = Sample.version(dossier: 1, section: 2, 2, contentSize: size + 1)
            #expect(throws: RecordStoreError.tooLarge) {
                try store.write { try $0.insert(larger, content: content + [7]) }
            }
            #expect(try store.read { try $0.version(larger.key) } == nil)
            try store.close()
        },
        RecordStoreCheck("removed versions are gone with all their content") { makeStore in
            let store = try makeStore()
            let rows = [(1, 10), (1, 11), (2, 12)].map {
                Sample.version(dossier: $0.0, section: $0.1, 1, contentSize: 150_000)
            }
            let content = Sample.bytes(3, count: 150_000)
            try store.write { (records) throws in
                for row in rows { try records.insert(row, content: content) }
            }
            try store.write { (records) throws in
                let (first, second) = (rows[0].key, rows[1].key)
                #expect(try records.removeVersions(of: first.section, in: first.dossier) == 1)
                #expect(try records.content(of: first) == nil)
                #expect(try records.content(of: second) == content)
                #expect(try records.removeVersions(of: second.dossier) == 1)
                #expect(try records.removeVersions(of: second.dossier) == 0)
                #expect(try records.content(of: rows[2].key) == content)
                // The same number can be given again, and has nothing of the old content.
                try records.insert(
                    VersionRow(key: first, manifest: [], logIndex: 0, contentSize: 1), content: [9])
                #expect(try records.content(of: first) == [9])
            }
            try store.close()
        },
        RecordStoreCheck("wraps are found by version, by grant and by key") { makeStore in
            let store = try makeStore()
            var rows: [WrapRow] = []
            for section in 1...3 {
                for version in 1...3 {
                    for grant in 1...2 {
                        rows.append(Sample.wrap(section: section, UInt64(version), grant: grant))
                    }
                }
            }
            rows.append(Sample.wrap(section: 3, 3, grant: 2, epoch: 2))
            try store.write { records in for row in rows.shuffled() { try records.insert(row) } }
            let grant: GrantID = Sample.identifier(2)
            let ofGrant = rows.filter { $0.key.grant == grant }
            try store.read { (records) throws in
                for row in rows { #expect(try records.wrap(row.key) == row) }
                #expect(try records.wrap(Sample.wrap(section: 1, 4, grant: 1).key) == nil)
                let ofVersion = try records.wraps(of: Sample.identifier(3), version: 3)
                #expect(Set(ofVersion) == Set(rows.suffix(3)))
                for limit in 1...ofGrant.count + 1 {
                    var pages: [WrapRow] = []
                    var last: WrapKey?
                    while true {
                        let page = try records.wraps(under: grant, after: last, limit: limit)
                        #expect(page.count <= limit)
                        pages += page
                        guard let end = page.last else { break }
                        last = end.key
                    }
                    #expect(pages == ofGrant)
                }
            }
            try store.write { (records) throws in
                for row in ofGrant where row.key.section == Sample.identifier(3) {
                    #expect(try records.removeWrap(row.key) == 1)
                    #expect(try records.removeWrap(row.key) == 0)
                }
                #expect(try records.removeWraps(under: grant) == 6)
                #expect(try records.removeWraps(of: Sample.identifier(1)) == 3)
                #expect(try records.count(of: .wrap) == 6)
            }
            try store.close()
        },
        RecordStoreCheck("a number that no store can hold is refused, not cut") { makeStore in
            let store = try makeStore()
            let key = VersionKey(
                dossier: Sample.identifier(1), section: Sample.identifier(2), version: .max)
            #expect(throws: RecordStoreError.tooLarge) { try store.read { try $0.version(key) } }
            #expect(throws: RecordStoreError.tooLarge) {
                try store.write { try $0.insert(Sample.wrap(section: 1, 1 << 63, grant: 1)) }
            }
            #expect(throws: RecordStoreError.tooLarge) { try store.read { try $0.bundle(.max) } }
            try store.close()
        },
    ]
}
