internal import CryptoPrimitives
internal import Glibc
internal import Keystore
internal import Mediation
internal import RecordStore
internal import RecordStoreSQLite
internal import Records
internal import TransparencyLog

/// Looks at a vault's files on this machine, and changes nothing.
struct VaultDoctor {
    /// Where the files are.
    let files: VaultFiles
    /// Now.
    let now: Instant

    /// The checks that cost little.
    func checks() -> [DoctorCheck] {
        var checks = modes()
        let store: SQLiteRecordStore
        do {
            store = try files.openStore()
            checks.append(
                DoctorCheck(
                    "store", .fine, "opens, with write-ahead log and synchronous=FULL read back"))
        } catch {
            return checks + [failure("store", error)]
        }
        defer { try? store.close() }
        let keystore: FileKeystore
        do {
            keystore = try files.openKeystore()
            checks.append(DoctorCheck("keystore", .fine, "opens under its key"))
        } catch {
            return checks + [failure("keystore", error)]
        }
        if keystore.isRotationUnfinished {
            checks.append(
                DoctorCheck(
                    "keystore-key", .warning, "a change of the keystore key was cut off; finish it")
            )
        }
        do {
            checks += try inside(store, keystore)
        } catch {
            checks.append(failure("records", error))
        }
        return checks
    }

    /// Goes through every page of the records' file.
    func pages() -> DoctorCheck {
        do {
            let store = try files.openStore()
            defer { try? store.close() }
            try store.checkPages()
            return DoctorCheck("store-pages", .fine, "trees and indices of the file agree")
        } catch {
            return failure("store-pages", error)
        }
    }

    /// Recomputes everything.
    func audit(progress: (_ done: Int, _ total: Int) -> Void) throws -> AuditReport {
        let store = try files.openStore()
        defer { try? store.close() }
        return try VaultAudit.run(
            store: store, secrets: files.openKeystore(), day: CivilTime.day(of:),
            progress: progress)
    }

    private func failure(_ name: String, _ error: any Error) -> DoctorCheck {
        let failure = CommandFailure(describing: error)
        return DoctorCheck(
            name, .failure, ([failure.message] + failure.hints).joined(separator: "; "))
    }

    private func modes() -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        func look(_ name: String, _ path: String, isDirectory: Bool) {
            guard let status = Files.status(path) else {
                checks.append(DoctorCheck(name, .failure, "there is no `\(path)`"))
                return
            }
            let wanted: UInt32 = isDirectory ? 0o700 : 0o600
            if status.mode & 0o077 != 0 {
                checks.append(
                    DoctorCheck(
                        name, .failure,
                        "others can reach `\(path)`: run `chmod \(String(wanted, radix: 8)) "
                            + "\(path)`"))
            } else if !Files.isWritable(path) {
                checks.append(
                    DoctorCheck(name, .failure, "`\(path)` cannot be written: is it read-only?"))
            } else if status.owner != geteuid() {
                checks.append(DoctorCheck(name, .warning, "`\(path)` belongs to another user"))
            } else {
                checks.append(
                    DoctorCheck(name, .fine, "`\(path)` has mode \(String(status.mode, radix: 8))"))
            }
        }
        look("records-mode", files.directory, isDirectory: true)
        look(
            "records-mode", "\(files.directory)/\(SQLiteRecordStore.fileName)", isDirectory: false)
        look("keystore-mode", files.keystore, isDirectory: true)
        look("keystore-key-mode", files.kek, isDirectory: false)
        for path in [files.keystore, files.kek] where path.hasPrefix(files.directory + "/") {
            checks.append(
                DoctorCheck(
                    "keystore-apart", .warning,
                    "`\(path)` lies in the records' directory: a backup of one takes both"))
        }
        return checks
    }

    private func inside(
        _ store: SQLiteRecordStore, _ keystore: FileKeystore
    ) throws -> [DoctorCheck] {
        let own = try keystore.vaultSecrets()
        let kept = try keystore.head()
        let chains = try keystore.chains()
        return try store.read { reading in
            var checks: [DoctorCheck] = []
            let founding = try reading.meta(.founding)
            checks.append(
                founding.map { Digest(hashing: $0) } == own.vault
                    ? DoctorCheck("vault", .fine, "vault \(own.vault.hex)")
                    : DoctorCheck(
                        "vault", .failure, "records and keystore are of different vaults"))
            checks += log(reading, kept, founding)
            var behind = 0
            for chain in chains {
                let head = try keystore.chain(chain).head
                let length = try reading.lastStatement(of: chain.bytes).map { $0.sequence + 1 } ?? 0
                if length < head.length { behind += 1 }
            }
            checks.append(
                behind == 0
                    ? DoctorCheck(
                        "chains", .fine, "\(chains.count) chains reach the keystore's heads")
                    : DoctorCheck(
                        "chains", .failure,
                        "\(behind) of \(chains.count) chains are older than the keystore has them"))
            let endings = try reading.endings(dueBy: now).count
            if endings > 0 {
                checks.append(
                    DoctorCheck(
                        "endings", .warning,
                        "\(endings) endings of grants are due; the next mediator that starts "
                            + "carries them out"))
            }
            return checks
        }
    }

    private func log(
        _ reading: any RecordReading, _ kept: KeptHead?, _ founding: [UInt8]?
    ) -> [DoctorCheck] {
        do {
            guard let state = try reading.logState(),
                let frontier = MerkleFrontier(size: state.size, peaks: state.frontier)
            else { return [DoctorCheck("log", .failure, "the log has no state")] }
            guard let founding, let signed = try? SignedStatement(canonical: founding),
                case .founding(let body) = signed.statement.body
            else { return [DoctorCheck("log", .failure, "there is no founding statement")] }
            let checkpoint = try SignedCheckpoint(
                verifying: state.checkpoint, origin: body.origin,
                logKeys: [VerifierKey(name: body.origin, publicKey: body.logKey.bytes)])
            var checks: [DoctorCheck] = []
            checks.append(
                checkpoint.head == frontier.head
                    ? DoctorCheck("log", .fine, "\(state.size) entries under a signed head")
                    : DoctorCheck("log", .failure, "the signed head is of another log"))
            if let kept {
                let isSame =
                    kept.size < state.size
                    || kept.size == state.size && kept.root == frontier.root
                if kept.size < state.size {
                    checks.append(
                        DoctorCheck(
                            "keystore-head", .warning,
                            "the keystore's head is \(state.size - kept.size) entries behind the "
                                + "log: the last commits were cut off, or an older keystore was "
                                + "put back"))
                }
                checks.append(
                    isSame
                        ? DoctorCheck(
                            "log-head", .fine, "not behind the keystore's head of \(kept.size)")
                        : DoctorCheck(
                            "log-head", .failure,
                            "the log is not the one whose head the keystore keeps (\(kept.size))"))
            } else {
                checks.append(
                    DoctorCheck("log-head", .failure, "the keystore has no head of the log"))
            }
            checks.append(try clock(reading, state))
            return checks
        } catch {
            return [failure("log", error)]
        }
    }

    private func clock(
        _ reading: any RecordReading, _ state: LogState
    ) throws -> DoctorCheck {
        let last = try StoredLog(reading, state).lastLeaf()
        guard let last, let entry = try? LogEntry(line: last) else {
            return DoctorCheck("clock", .failure, "the last entry cannot be read")
        }
        let ahead = Int64(entry.time.seconds) - now.seconds
        if ahead > 120 {
            return DoctorCheck(
                "clock", .warning,
                "the clock is \(ahead) seconds behind the last entry; the mediator works only when "
                    + "the founders have accepted it with `kluis accept-clock`")
        }
        return DoctorCheck("clock", .fine, "last entry \(entry.time)")
    }
}
