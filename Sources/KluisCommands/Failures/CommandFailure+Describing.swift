internal import CryptoPrimitives
internal import DataFiles
internal import LogVerification
internal import Mediation
internal import RecordStore
package import Records
internal import TransparencyLog
internal import VaultClient

extension CommandFailure {
    /// Says what an error of any part means to the user.
    ///
    /// - Parameters:
    ///   - error: The error.
    ///   - language: The user's language, for refusals.
    package init(describing error: any Error, language: Language = .en) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let failure as FileFailure: self = failure.asCommandFailure
        case let failure as CheckFailure: self.init(failure)
        case let error as ClientError: self.init(error, language: language)
        case let error as FramedChannel.Failure: self.init(error)
        case let error as RecordStoreError: self.init(error)
        case let error as SecretStoreError: self.init(error)
        case let error as MediatorError: self.init(error.asFailure)
        case let error as DataFileError: self.init(error)
        case let error as AuthorityError:
            self.init(
                .refused, "those who signed may not state this", rules: [error.rawValue])
        case let error as NoteError:
            self.init(.verificationFailed, "the log does not verify: \(LogFault.words(error))")
        case let error as DirectoryError:
            self.init(.verificationFailed, "the log does not verify: \(LogFault.words(error))")
        case is ProofError:
            self.init(
                .verificationFailed,
                "the log does not verify: a proof does not lead to the signed root")
        case is CanonicalEncodingError:
            self.init(.badData, "the bytes are not what they should be")
        case let error as CryptoError where error.code == .wrongPassphrase:
            self.init(.badData, "the passphrase is wrong")
        case let error as CryptoError:
            self.init(.verificationFailed, "cryptography refuses: \(error)")
        default:
            self.init(
                .bug, "something unexpected happened: \(type(of: error))",
                hint: "please report it; what stands in the log is complete")
        }
    }

    private init(_ failure: CheckFailure) {
        self.init(
            CommandStatus(rawValue: failure.status.rawValue) ?? .bug, failure.message,
            hints: failure.hints,
            members: failure.members.map { JSONMember($0.0, JSONValue($0.1)) })
    }

    private init(_ error: DataFileError) {
        let place = error.line > 0 ? "\(error.file):\(error.line)" : error.file
        self.init(
            .badData, "\(place): \(error.message)", hints: error.hint.map { [$0] } ?? [])
    }

    private init(_ error: FramedChannel.Failure) {
        switch error {
        case .cutOff:
            self.init(
                .unavailable, "the mediator ended without an answer",
                hint:
                    "its own message stands above; whether the act was done, `kluis log mine` and "
                    + "`kluis history` tell")
        case .tooLarge: self.init(.badData, "the message is larger than 16 MiB")
        case .system(let code):
            self.init(.unavailable, "the mediator cannot be reached: system error \(code)")
        }
    }

    private init(_ error: RecordStoreError) {
        let status: CommandStatus =
            switch error {
            case .missing: .noInput
            case .storeExists, .readOnly: .cannotCreate
            case .full, .inputOutput: .inputOutput
            case .busy, .conflict: .temporary
            case .damaged, .notAStore: .verificationFailed
            case .tooLarge: .badData
            case .notPermitted, .newerFormat, .notDurable: .unavailable
            case .alreadyExists, .closed, .failed: .bug
            }
        let hint =
            switch error {
            case .notPermitted:
                "reach the mediator by its own user: --mediator 'sudo -u USER kluis mediate …'"
            case .full: "make space where the records are, and repeat"
            case .readOnly: "mount it for writing, and repeat; nothing was changed"
            case .busy: "try again in a minute"
            case .inputOutput: "look at the disk, then run `kluis doctor --deep`"
            case .damaged, .notAStore:
                "keep the files as they are, and read about restoring in operations.md"
            default: ""
            }
        self.init(status, "\(error)", hints: hint.isEmpty ? [] : [hint])
    }

    private init(_ error: SecretStoreError) {
        let status: CommandStatus =
            switch error.code {
            case .missing: .noInput
            case .alreadyExists, .readOnly: .cannotCreate
            case .full, .inputOutput: .inputOutput
            case .truncated, .foreign, .misplaced, .otherKey, .damaged, .conflict:
                .verificationFailed
            case .exposed: .configuration
            case .olderFormat, .newerFormat, .notPermitted: .unavailable
            case .cryptography: .bug
            }
        let hint =
            switch error.code {
            case .missing:
                error.file == .directory || error.file == .key
                    ? "name the place with --keystore or --kek, or restore it from its own backup"
                    : "restore the keystore from its own backup; nothing was changed"
            case .full: "make space where the keystore is, and repeat"
            case .readOnly: "mount it for writing, and repeat; nothing was changed"
            case .notPermitted:
                "reach the mediator by its own user: --mediator 'sudo -u USER kluis mediate …'"
            case .inputOutput: "look at the disk, then run `kluis doctor --deep`"
            case .otherKey: "name the key that belongs to it with --kek"
            case .truncated, .foreign, .misplaced, .damaged, .conflict:
                "keep the files as they are, and read about restoring in operations.md"
            default: ""
            }
        self.init(status, "\(error)", hints: hint.isEmpty ? [] : [hint])
    }

    /// What the mediator says that it could not do.
    private init(_ failure: Failure) {
        switch failure {
        case .malformed:
            self.init(
                .unavailable, "the mediator does not understand the message",
                hint: "both sides should run the same version")
        case .unauthenticated:
            self.init(
                .refused, "the mediator does not know who signed",
                hint:
                    "is the key registered? `kluis member show` tells; a new key is registered by "
                    + "`kluis member add`")
        case .outOfTime:
            self.init(
                .temporary, "the message is too old, or from the future",
                hint: "set this machine's clock, or make the draft again")
        case .stale:
            self.init(
                .temporary, "somebody else wrote meanwhile; nothing was changed",
                hint: "look at what is there now, and repeat")
        case .unknown: self.init(.noInput, "there is no such thing, or you may not know of it")
        case .unavailable:
            self.init(
                .unavailable, "the vault cannot be written or read; nothing was changed",
                hint: "`kluis doctor --deep` says what is wrong with its files")
        case .full:
            self.init(
                .inputOutput, "no space is left for the vault; nothing was changed",
                hint: "make space where its records and its keystore are, and repeat")
        case .inputOutput:
            self.init(
                .inputOutput, "a disk failed while the vault was read or written",
                hint:
                    "look at the disk, then run `kluis doctor --deep`; `kluis history` tells whether "
                    + "it was done")
        case .unfinished:
            self.init(
                .temporary, "it is done and logged, but what it ends is not deleted yet",
                hint:
                    "the next command that reaches the vault deletes it; `kluis doctor` tells what "
                    + "is left")
        case .levelTooLow:
            self.init(
                .configuration, "the mediator stands less far apart than the vault accepts",
                hint: "reach it with --mediator, as another user or on another host")
        case .rolledBack:
            self.init(
                .verificationFailed,
                "the record store is older than the keystore: something was put back",
                hint: "stop, keep the files as they are, and read about restoring in operations.md")
        case .clock:
            self.init(
                .unavailable, "the mediator's clock is behind its log, or jumped ahead",
                hint: "set the clock of the mediator's machine; when it is right and the log is "
                    + "ahead, the founders run `kluis accept-clock`")
        case .busy:
            self.init(.temporary, "the mediator is busy", hint: "try again in a minute")
        }
    }

    private init(_ error: ClientError, language: Language) {
        switch error {
        case .refused(let refusal, let entry):
            self.init(refusal, entry: entry, language: language)
        case .failed(let failure): self.init(failure)
        case .unverified(.replySignature):
            self.init(
                .verificationFailed,
                "the mediator's answer is not signed by the mediator of the pinned vault",
                hints: [
                    "another vault answers, or somebody in its place: check --vault and --mediator",
                    "nothing of it was used; tell the data protection officer",
                ])
        case .unverified(let what):
            self.init(
                .verificationFailed, "the mediator's answer does not verify: \(what)",
                hint: "nothing of it was used; tell the data protection officer")
        case .rolledBack(let seen, let shown):
            self.init(
                .verificationFailed,
                "the log is smaller than it was: \(seen) entries were seen, now \(shown)",
                hint: "both signed checkpoints are kept in the state directory as evidence")
        case .forked(let seen, let shown):
            self.init(
                .verificationFailed,
                "the log is another one: \(shown) entries do not extend the \(seen) that were seen",
                hint: "both signed checkpoints are kept in the state directory as evidence")
        case .truncated(let entry, let shown):
            self.init(
                .verificationFailed,
                "the log ends at \(shown) entries, before entry \(entry) that was verified")
        case .sectionWentBack(let seen, let shown):
            self.init(
                .verificationFailed,
                "version \(shown) is shown as the newest, but version \(seen) was seen")
        case .levelTooLow(let level, let least):
            self.init(
                .configuration,
                "the mediator stands at \(level.rawValue), the vault accepts \(least.rawValue) at least",
                hint: "reach it with --mediator, as another user or on another host")
        case .wrongVault:
            self.init(
                .verificationFailed, "another vault answers than the one that is pinned",
                hint: "check --vault and --mediator; a pin is changed with --vault-id only")
        case .againstFloor(let rules):
            self.init(
                .refused, "the floor of medical secrecy forbids it", rules: rules)
        case .unopenable(let entry):
            self.init(
                .verificationFailed, "the section does not open with this key",
                hints: [
                    entry == nil
                        ? "it could not be reported"
                        : "it was reported, so that a reader can mend it"
                ], entry: entry)
        case .noRoleKey:
            self.init(
                .configuration, "you have no copy of the role's key yet",
                hint: "a colleague in the role gives you one: `kluis role-key share`")
        case .notStatable:
            self.init(
                .badData,
                "what was given cannot be stated: a text is empty or too long, or a period ends "
                    + "before it begins",
                hint: "names and sources have 1 to 200 bytes, reasons and evidence 500 at most")
        case .notAdopted(let kind):
            self.init(.configuration, "the vault has adopted no \(kind.rawValue) for this")
        case .damagedState(let name):
            self.init(
                .verificationFailed,
                "what this machine remembers was changed: state file `\(name)`",
                hint: "restore it from a backup; removing it loses the check against older logs")
        case .formerState(let name):
            self.init(
                .configuration,
                "what this machine remembers was kept by an earlier kluis: state file `\(name)`",
                hint:
                    "remove the files of this vault in `state/`: the next command is then a first "
                    + "contact, but for the pin")
        case .notADraft:
            self.init(.badData, "this is no draft for this vault, or you have signed it already")
        case .tooLarge: self.init(.badData, "the content is larger than 8 MiB")
        }
    }
}

extension MediatorError {
    /// The same as a member would be told.
    fileprivate var asFailure: Failure {
        switch self {
        case .damaged: .unavailable
        case .rolledBack: .rolledBack
        case .stale: .stale
        case .unknown: .unknown
        case .malformed: .malformed
        case .clock: .clock
        }
    }
}
