package import CryptoPrimitives

/// An entry of the access log: one line of canonical JSON, at most 1,024 bytes of ASCII.
///
/// The line is a JSON object in the form of RFC 8785 with strings and integers only. No string
/// needs an escape: codes come from closed sets, hashes and tags are hexadecimal. Example (one line
/// in fact):
///
///     {"act":"R","btg":0,"cat":"medical","ev":"section.read","for":"reintegration",…,
///      "t":"2026-11-23T03:17:50Z","v":1,"who":"9b1f…","why":"assigned"}
///
/// Nothing in clear names a person: those are tags (``LogTag``), and everything else that would is
/// in the sealed detail, which can be destroyed while the entry stays (``SealedDetail``).
package struct LogEntry: Hashable, Sendable {
    /// The largest line in bytes: 1,024.
    package static let maximumSize = 1024
    /// The largest number of approvals in one entry.
    package static let maximumApprovals = 5
    /// The largest index that `ref` can hold: the largest exact integer of JSON (RFC 8785, 3.2.2.3).
    package static let maximumReference: UInt64 = 1 << 53 - 1

    /// When it happened, by the vault's clock, never before the entry before it (`t`).
    package var time: LogTime
    /// What happened (`ev`).
    package var event: Event
    /// The action code (`act`).
    package var action: Action
    /// How it ended (`res`).
    package var outcome: Outcome
    /// Why it ended so (`why`).
    package var reason: Reason
    /// The mediator that made the entry (`src`; NEN 7513 7.5.2).
    package var source: LogToken
    /// Whether the emergency procedure was used (`btg`, 0 or 1).
    package var isEmergency = false
    /// The policy and the floor that were in force (`pol`).
    package var policy: PolicyReference?
    /// The member who acted (`who`).
    package var actor: LogTag?
    /// The role in which the member acted (`role`).
    package var role: LogToken?
    /// The organisation for which the member acted (`org`).
    package var organisation: Organisation?
    /// The purpose (`for`).
    package var purpose: LogToken?
    /// The worker whom it is about (`sub`).
    package var subject: LogTag?
    /// The record that it is about (`rec`).
    package var record: LogTag?
    /// The coarse category of the record (`cat`).
    package var category: Category?
    /// The session in which it happened (`sid`): random, and of no use elsewhere.
    package var session: LogIdentifier?
    /// SHA-256 of the signed object that the entry is about: manifest, statement or request (`h`).
    package var object: Digest?
    /// SHA-256 of the sealed detail (`d`).
    package var detail: Digest?
    /// The members who approved it, other than the one who acted (`ap`): distinct, at most 5.
    package var approvals: Set<LogTag> = []
    /// The index of the entry of the intent, of the reviewed entry, and so on (`ref`).
    package var reference: UInt64?

    /// Makes an entry with what every entry has; the rest is set afterwards.
    ///
    /// - Parameters:
    ///   - time: When it happened.
    ///   - event: What happened.
    ///   - action: The action code, when it is not the usual one of the event.
    ///   - outcome: How it ended.
    ///   - reason: Why it ended so.
    ///   - source: The mediator that makes the entry.
    package init(
        time: LogTime, event: Event, action: Action? = nil, outcome: Outcome, reason: Reason,
        source: LogToken
    ) {
        self.time = time
        self.event = event
        self.action = action ?? event.action
        self.outcome = outcome
        self.reason = reason
        self.source = source
    }

    /// The policy that decided: the hash of its bundle, and of the floor that no bundle can change.
    ///
    /// Written as `<64 hexadecimal digits>:<64 hexadecimal digits>`.
    package struct PolicyReference: Hashable, Sendable, CustomStringConvertible {
        /// SHA-256 of the adopted bundle.
        package let bundle: Digest
        /// SHA-256 of the floor.
        package let floor: Digest

        /// Takes the two hashes.
        package init(bundle: Digest, floor: Digest) {
            self.bundle = bundle
            self.floor = floor
        }

        /// Reads the text form; `nil` for any other spelling.
        package init?(_ text: String) {
            guard text.utf8.count == 129 else { return nil }
            let parts = text.utf8.split(separator: 0x3a, omittingEmptySubsequences: false)
            guard parts.count == 2, let bundle = Digest(hex: parts[0]),
                let floor = Digest(hex: parts[1])
            else { return nil }
            self.init(bundle: bundle, floor: floor)
        }

        /// The text form: 129 characters.
        package var description: String { "\(bundle.hex):\(floor.hex)" }
    }

    /// An organisation in the log: an identifier where it tells nothing about the worker, and a tag
    /// where it does, as an employer's would.
    package enum Organisation: Hashable, Sendable, CustomStringConvertible {
        /// In clear: 36 characters.
        case clear(LogIdentifier)
        /// Masked: 32 characters.
        case masked(LogTag)

        /// Reads the text form; `nil` for any other spelling.
        package init?(_ text: String) {
            if let identifier = LogIdentifier(text) {
                self = .clear(identifier)
            } else if let tag = LogTag(text) {
                self = .masked(tag)
            } else {
                return nil
            }
        }

        /// The text form.
        package var description: String {
            switch self {
            case .clear(let identifier): identifier.description
            case .masked(let tag): tag.description
            }
        }
    }
}

extension Digest {
    /// Reads 64 lower-case hexadecimal digits; `nil` for any other spelling.
    init?(hex text: some Collection<UInt8>) {
        let text = String(decoding: text, as: UTF8.self)
        guard let bytes = [UInt8](hex: text), let digest = Digest(bytes), digest.hex == text else {
            return nil
        }
        self = digest
    }
}
