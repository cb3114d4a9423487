import CryptoPrimitives
import RecordStore
import Records
import Testing

/// One promise of ``RecordStore``, to be kept by every engine.
///
/// An engine's own suite runs all of them: `checkRecordStore(check) { try MyStore(…) }`.
struct RecordStoreCheck: CustomTestStringConvertible, Sendable {
    /// The promise, as a sentence.
    let testDescription: String
    /// Checks an empty store; it may ask for more of them.
    let run: @Sendable (_ makeStore: () throws -> any RecordStore) throws -> Void

    init(
        _ description: String,
        _ run: @escaping @Sendable (_ makeStore: () throws -> any RecordStore) throws -> Void
    ) {
        testDescription = description
        self.run = run
    }

    /// Every promise.
    static let all = wholeTables + contents + log + people
}

/// Runs a check against an engine.
func checkRecordStore(
    _ check: RecordStoreCheck, _ makeStore: () throws -> any RecordStore
) throws {
    try check.run(makeStore)
}

/// All rows of a store, as sets: tables may come in any order of their keys.
func allRows(of store: any RecordStore) throws -> [RecordTable: Set<RecordRow>] {
    try store.read { (records) throws in
        var rows: [RecordTable: Set<RecordRow>] = [:]
        for table in RecordTable.allCases {
            rows[table] = []
            try records.forEachRow(of: table) { rows[table]?.insert($0) }
        }
        return rows
    }
}

/// A failure that a test makes itself.
struct Refusal: Error, Hashable {}

extension RecordStoreCheck {
    static let wholeTables = [
        RecordStoreCheck("every row of every table comes back as it was written") { makeStore in
            let store = try makeStore()
            try store.write { records in for row in Sample.rows { try records.insert(row) } }
            let rows = try allRows(of: store)
            #expect(Set(rows.values.joined()) == Set(Sample.rows))
            for table in RecordTable.allCases {
                #expect(try store.read { try $0.count(of: table) } == rows[table]?.count)
                #expect(rows[table]?.isEmpty == false, "the sample has no row of \(table)")
            }
            try store.close()
        },
        RecordStoreCheck("an insertion never replaces, and the transaction goes on") { makeStore in
            let store = try makeStore()
            try store.write { records in for row in Sample.rows { try records.insert(row) } }
            let before = try allRows(of: store)
            try store.write { (records) throws in
                for row in Sample.rows {
                    switch row {
                    // The same bytes under the same hash are no change.
                    case .object: try records.insert(row)
                    case .tile, .logState:
                        #expect(throws: RecordStoreError.conflict) { try records.insert(row) }
                    default:
                        #expect(throws: RecordStoreError.alreadyExists) {
                            try records.insert(row)
                        }
                    }
                }
                try records.insert(Sample.ending(99))
            }
            var after = try allRows(of: store)
            #expect(after[.ending]?.remove(.ending(Sample.ending(99))) != nil)
            #expect(after == before)
            try store.close()
        },
        RecordStoreCheck("other values under a taken key do not replace it") { makeStore in
            let store = try makeStore()
            let old = Sample.statement(10, 0)
            try store.write { try $0.insert(old) }
            let new = StatementRow(
                chain: old.chain, sequence: 0, link: Sample.digest(5), sealed: [1], logIndex: 9)
            #expect(throws: RecordStoreError.alreadyExists) {
                try store.write { try $0.insert(new) }
            }
            #expect(try store.read { try $0.lastStatement(of: old.chain) } == old)
            try store.close()
        },
        RecordStoreCheck("a body that throws changes nothing") { makeStore in
            let store = try makeStore()
            #expect(throws: Refusal()) {
                try store.write { (records) throws in
                    for row in Sample.rows { try records.insert(row) }
                    throw Refusal()
                }
            }
            #expect(try allRows(of: store).values.allSatisfy(\.isEmpty))
            try store.close()
        },
        RecordStoreCheck("of a part that throws nothing is kept, and what is around it is") {
            makeStore in
            let store = try makeStore()
            try store.write { (records) throws in
                try records.insert(Sample.ending(1))
                let refused = try records.attempt { () throws -> Int in
                    for row in Sample.rows { try records.insert(row) }
                    throw Refusal()
                }
                #expect(throws: Refusal()) { try refused.get() }
                #expect(try records.logState() == nil)
                let kept = try records.attempt { () throws -> Int in
                    try records.insert(Sample.ending(2))
                    return 7
                }
                #expect(try kept.get() == 7)
                try records.insert(Sample.ending(3))
            }
            let rows = try allRows(of: store)
            #expect(rows[.ending] == Set((1...3).map { .ending(Sample.ending($0)) }))
            #expect(rows.values.map(\.count).reduce(0, +) == 3)
            try store.close()
        },
        RecordStoreCheck("a part that was kept goes with the transaction that is not") {
            makeStore in
            let store = try makeStore()
            #expect(throws: Refusal()) {
                try store.write { (records) throws in
                    _ = try records.attempt { try records.insert(Sample.ending(1)) }
                    throw Refusal()
                }
            }
            #expect(try allRows(of: store).values.allSatisfy(\.isEmpty))
            try store.close()
        },
        RecordStoreCheck("a body sees its own changes, and its value comes back") { makeStore in
            let store = try makeStore()
            let found = try store.write { (records) throws in
                try records.insert(Sample.state(3))
                return try records.logState()
            }
            #expect(found == Sample.state(3))
            try store.close()
        },
        RecordStoreCheck("a copy has the same rows") { makeStore in
            let (store, copy) = (try makeStore(), try makeStore())
            try store.write { records in for row in Sample.rows { try records.insert(row) } }
            let count = try store.copyRows(into: copy, batchBytes: 50_000)
            #expect(count == Sample.rows.count)
            #expect(try allRows(of: copy) == allRows(of: store))
            try store.close()
            try copy.close()
        },
        RecordStoreCheck("a closed store refuses, and closing twice is no error") { makeStore in
            let store = try makeStore()
            try store.close()
            try store.close()
            #expect(throws: RecordStoreError.closed) { try store.read { _ in } }
            #expect(throws: RecordStoreError.closed) { try store.write { _ in } }
            #expect(throws: RecordStoreError.closed) { try store.scrub() }
        },
        RecordStoreCheck("facts change only from the value that the caller knows") { makeStore in
            let store = try makeStore()
            try store.write { (records) throws in
                #expect(throws: RecordStoreError.conflict) {
                    try records.replace(meta: .level, [], with: [2])
                }
                try records.insert([1], meta: .level)
                #expect(throws: RecordStoreError.conflict) {
                    try records.replace(meta: .level, [9], with: [2])
                }
                try records.replace(meta: .level, [1], with: [2])
            }
            #expect(try store.read { try $0.meta(.level) } == [2])
            #expect(try store.read { try $0.meta(.founding) } == nil)
            try store.close()
        },
    ]
}

extension RecordWriting {
    /// Writes the first state of the log.
    func insert(_ state: LogState) throws(RecordStoreError) {
        try replace(logState: state, expecting: nil)
    }
}
