internal import Keystore
internal import Mediation
internal import RecordStore
internal import RecordStoreSQLite
internal import Records

/// Where the files of a vault are on this machine.
struct VaultFiles {
    /// The directory of the record store.
    let directory: String
    /// The directory of the mediator's secrets.
    let keystore: String
    /// The file of the key that seals them.
    let kek: String

    /// Takes the places from the settings.
    ///
    /// - Throws: Status 78 when no vault was named.
    init(_ context: CommandContext) throws {
        directory = try context.vaultDirectory()
        let settings = context.settings
        keystore = settings.keystore ?? directory + "-keystore"
        kek = settings.kek ?? keystore + ".key"
    }

    /// Opens the record store.
    func openStore() throws -> SQLiteRecordStore {
        do throws(RecordStoreError) {
            return try SQLiteRecordStore(opening: directory)
        } catch {
            guard error == .missing else { throw error }
            throw CommandFailure(
                .noInput, "there is no vault in `\(directory)`",
                hint: "found one with `kluis init`, or name another with --vault")
        }
    }

    /// Opens the mediator's secrets.
    func openKeystore() throws -> FileKeystore {
        try FileKeystore(opening: keystore, keyPath: kek)
    }
}

/// A mediator over the files of this machine.
final class LocalMediator: Sendable {
    private let store: SQLiteRecordStore
    private let mediator: Mediator

    /// Opens store and keystore.
    ///
    /// - Parameters:
    ///   - files: Where they are.
    ///   - level: How far it stands apart from who calls it.
    /// - Throws: What store, keystore or mediator say is wrong with the files.
    init(_ files: VaultFiles, level: AssuranceLevel) throws {
        let store = try files.openStore()
        do {
            mediator = try Mediator(
                store: store, secrets: try files.openKeystore(),
                clock: MediatorClock(
                    now: SystemClock.now, uptime: SystemClock.uptime, day: CivilTime.day(of:)),
                level: level)
        } catch {
            try? store.close()
            throw error
        }
        self.store = store
    }

    /// Answers a message.
    func handle(_ message: [UInt8]) -> [UInt8] { mediator.handle(message) }

    /// Closes the store, which leaves its files tidy.
    func close() throws { try store.close() }
}
