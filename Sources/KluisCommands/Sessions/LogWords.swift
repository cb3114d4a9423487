internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TransparencyLog
internal import VaultClient

/// Entries of the log in plain words, for the person whom they are about.
struct LogWords {
    /// The reader's language.
    let language: Language
    /// Names of members and organisations, as far as they are known here.
    let names: StatementWords
    /// The reader.
    let own: MemberID

    /// Prepares to tell of entries: asks who those are that their details name.
    init(
        _ entries: [VerifiedEntry], _ acting: ActingSession, _ connection: Connection
    ) throws {
        let directory = try acting.session.knownDirectory()
        let actors = Set(entries.compactMap { $0.detail?.actor.flatMap { MemberID($0.bytes) } })
        let unknown = actors.filter { id in
            directory.member(id) == nil
        }
        names = StatementWords(
            directory: unknown.isEmpty
                ? directory : try acting.session.learn(unknown.sorted().map(ChainID.member)),
            book: AddressBook(home: connection.home))
        language = connection.context.language
        own = acting.session.member
    }

    /// One line: index, time, who in which role, what, how it ended.
    func line(_ verified: VerifiedEntry) -> String {
        let entry = verified.entry
        var parts = ["#\(verified.index)", CivilTime.text(of: time(of: entry)), who(verified)]
        var what = LogVocabulary.event(entry.event)[language]
        if let category = entry.category {
            what += " (\(LogVocabulary.category(category)[language]))"
        }
        parts.append(what)
        let words = verified.detail?.reason
        if entry.outcome != .allowed {
            // The words of a rule of the floor name it already.
            let named = (words ?? "").split(separator: ", ").filter { !$0.hasPrefix("floor/") }
            let rules = named.isEmpty ? "" : " (\(named.joined(separator: ", ")))"
            parts.append(
                "\(LogVocabulary.outcome(entry.outcome)[language]): "
                    + LogVocabulary.reason(entry.reason)[language]
                    + rules)
        }
        if entry.isEmergency { parts.append(LogVocabulary.emergency[language]) }
        if let purpose = entry.purpose { parts.append(purpose.description) }
        if let words, entry.outcome == .allowed { parts.append("“\(words)”") }
        return ShownText.line(parts.joined(separator: "  "))
    }

    /// For programs.
    func json(_ verified: VerifiedEntry) -> JSONValue {
        let entry = verified.entry
        return .object([
            ("index", .index(verified.index)), ("time", .string(time(of: entry).rfc3339)),
            ("event", .string(entry.event.rawValue)),
            ("label", .string(LogVocabulary.event(entry.event)[language])),
            ("outcome", .string(entry.outcome.rawValue)),
            ("reason", .string(entry.reason.rawValue)),
            ("reasonLabel", .string(LogVocabulary.reason(entry.reason)[language])),
            ("who", .string(who(verified))),
            ("role", .optional(entry.role?.description)),
            ("purpose", .optional(entry.purpose?.description)),
            ("category", .optional(entry.category?.rawValue)),
            ("isEmergency", .bool(entry.isEmergency)),
            ("member", .optional(verified.detail?.actor.map { actor(of: $0) })),
            ("text", .optional(verified.detail?.reason)),
            ("leaf", .string(String(decoding: verified.leaf, as: UTF8.self))),
            ("object", .optional(entry.object?.hex)),
        ])
    }

    private func time(of entry: LogEntry) -> Instant {
        Instant(seconds: Int64(entry.time.seconds))
    }

    private func actor(of id: LogIdentifier) -> String {
        MemberID(id.bytes)?.description ?? id.description
    }

    /// The member's name where the detail tells it, and the role.
    private func who(_ verified: VerifiedEntry) -> String {
        let role = verified.entry.role.flatMap { Role(rawValue: $0.description) }?.label[language]
        guard let id = verified.detail?.actor.flatMap({ MemberID($0.bytes) }) else {
            return role ?? LogVocabulary.somebody[language]
        }
        if id == own { return LogVocabulary.yourself[language] }
        return names.name(id) + (role.map { ", \($0)" } ?? "")
    }
}
