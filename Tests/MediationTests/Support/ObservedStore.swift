import RecordStore
import Synchronization

/// A store that tells how much each of its commits added to the log, and can fail one of them.
final class ObservedStore: RecordStore {
    private let base: any RecordStore
    private let seen = Mutex<[UInt64]>([])
    private let failsShared = Mutex(false)
    private let failed = Mutex<UInt64>(0)

    init(_ base: any RecordStore) { self.base = base }

    /// The number of entries of each commit, in order.
    var commits: [UInt64] { seen.withLock { $0 } }

    /// The number of entries that were lost with the commit that failed; 0 when none did.
    var lostEntries: UInt64 { failed.withLock { $0 } }

    /// Lets the next commit of more than one entry fail.
    func failNextSharedCommit() { failsShared.withLock { $0 = true } }

    func write<T>(_ body: (any RecordWriting) throws -> T) throws -> T {
        var growth: UInt64 = 0
        let value = try base.write { writing in
            let before = try writing.logState()?.size ?? 0
            let value = try body(writing)
            growth = (try writing.logState()?.size ?? 0) - before
            let fails = failsShared.withLock { fails in
                defer { if growth > 1 { fails = false } }
                return fails && growth > 1
            }
            if fails {
                failed.withLock { $0 = growth }
                throw RecordStoreError.inputOutput
            }
            return value
        }
        seen.withLock { $0.append(growth) }
        return value
    }

    func read<T>(_ body: (any RecordReading) throws -> T) throws -> T { try base.read(body) }
    func scrub() throws { try base.scrub() }
    func close() throws { try base.close() }
}
