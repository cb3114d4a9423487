internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TransparencyLog
internal import VaultClient

/// Entries of the log in plain words, for the person whom they are about.
///
/// Role and organisation say who it was; a name only where a decision allows it (CJEU C-579/21).
struct LogWords {
    /// The reader's language.
    let language: Language
    /// Names of members and organisations, as far as they are known here.
    let names: StatementWords
    /// The reader.
    let own: MemberID

    /// Prepares to tell of entries: asks which organisations those are, and who those are whose
    /// names were given.
    init(
        _ entries: [VerifiedEntry], _ acting: ActingSession, _ connection: Connection
    ) throws {
        let actors = entries.compactMap(\.actor).flatMap { actor in
            [actor.member, actor.responsible].compactMap { $0.flatMap { MemberID($0.bytes) } }
        }
        let organisations = entries.compactMap { Self.organisation(of: $0.entry) }
        names = StatementWords(
            directory: try acting.directory(
                naming: actors.map(Holder.member) + organisations.map(Holder.organisation)),
            book: AddressBook(home: connection.home))
        language = connection.context.language
        own = acting.session.member
    }

    /// One line: index, time, who, what, for which purpose, on which basis.
    func line(_ row: OwnLogRow) -> String {
        let first = row.first
        let parts = ["#\(first.index)", moment(first), who(first), what(first.entry)]
        return ShownText.line((parts + notes(row)).joined(separator: "  "))
    }

    /// The same as the cells of a table: index, time, who, what, and the rest in one.
    func cells(_ row: OwnLogRow) -> [String] {
        let first = row.first
        return [
            "\(first.index)", moment(first), who(first), what(first.entry),
            notes(row).joined(separator: "\n"),
        ]
    }

    private func moment(_ verified: VerifiedEntry) -> String {
        CivilTime.text(of: time(of: verified.entry))
    }

    /// For which purpose, on which basis, or why it was refused; and how often.
    private func notes(_ row: OwnLogRow) -> [String] {
        let verified = row.first
        let entry = verified.entry
        var parts: [String] = []
        let words = verified.detail?.reason
        if entry.outcome == .allowed {
            if let purpose = purpose(of: entry) { parts.append(purpose) }
            if let basis = basis(of: verified) { parts.append(basis) }
            if let words { parts.append("“\(words)”") }
        } else {
            // The words of a rule of the floor name it already.
            let named = (words ?? "").split(separator: ", ").filter { !$0.hasPrefix("floor/") }
            let rules = named.isEmpty ? "" : " (\(named.joined(separator: ", ")))"
            parts.append(
                "\(LogVocabulary.outcome(entry.outcome)[language]): "
                    + LogVocabulary.reason(entry.reason)[language] + rules)
        }
        if entry.isEmergency { parts.append(LogVocabulary.emergency[language].uppercased()) }
        if row.entries.count > 1 {
            let last = row.entries.last?.entry ?? entry
            let clock = CivilTime.text(of: time(of: last)).suffix(5)
            parts.append(
                "\(row.entries.count) \(LogVocabulary.times[language]) "
                    + "(\(LogVocabulary.until[language]) \(clock))")
        }
        return parts
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
            ("organisation", .optional(organisationName(of: entry))),
            ("name", .optional(name(of: verified))),
            ("onBehalfOf", .optional(principal(of: verified))),
            ("purpose", .optional(entry.purpose?.description)),
            ("category", .optional(entry.category?.rawValue)),
            ("isEmergency", .bool(entry.isEmergency)),
            (
                "dossier",
                .optional(
                    verified.detail?.dossier.flatMap { DossierID($0.bytes) }?.short)
            ),
            (
                "consent",
                .optional(
                    verified.detail?.consent.flatMap { ConsentID($0.bytes) }?.short)
            ),
            ("text", .optional(verified.detail?.reason)),
            ("leaf", .string(String(decoding: verified.leaf, as: UTF8.self))),
            ("leafHash", .string(Digest(entry: verified.leaf).hex)),
            ("object", .optional(entry.object?.hex)),
        ])
    }

    /// The role and the organisation of who acted, and the name where it was given.
    func who(_ verified: VerifiedEntry) -> String {
        let behalf = principal(of: verified).map { LogVocabulary.onBehalf(of: $0)[language] }
        if verified.actor?.member.bytes == own.bytes {
            return [LogVocabulary.yourself[language], behalf].compactMap(\.self)
                .joined(separator: ", ")
        }
        let role = verified.entry.role.flatMap { Role(rawValue: $0.description) }?.label[language]
        let known = [name(of: verified), behalf, role, organisationName(of: verified.entry)]
            .compactMap(\.self)
        return known.isEmpty
            ? LogVocabulary.somebody[language] : known.joined(separator: ", ")
    }

    /// The name of who acted, where it was given and is not the reader's own.
    func name(of verified: VerifiedEntry) -> String? {
        verified.actor.flatMap { MemberID($0.member.bytes) }.flatMap { id in
            id == own ? nil : names.name(id)
        }
    }

    /// For whom a delegate acted, where the name of who acted was given.
    func principal(of verified: VerifiedEntry) -> String? {
        verified.actor?.responsible.flatMap { MemberID($0.bytes) }.map { names.name($0) }
    }

    /// The organisation's name; an employer's stands as a tag, and the worker knows who it is.
    func organisationName(of entry: LogEntry) -> String? {
        if let id = Self.organisation(of: entry) { return names.name(id) }
        guard case .masked = entry.organisation else { return nil }
        return LogVocabulary.employer[language]
    }

    private func what(_ entry: LogEntry) -> String {
        let event = LogVocabulary.event(entry.event)[language]
        guard let category = entry.category else { return event }
        return "\(event) (\(LogVocabulary.category(category)[language]))"
    }

    private func purpose(of entry: LogEntry) -> String? {
        entry.purpose.flatMap { Purpose(rawValue: $0.description) }
            .map { LogVocabulary.purpose($0)[language] }
    }

    /// On what it rests: the consent by its number, or the relation and the law behind it.
    private func basis(of verified: VerifiedEntry) -> String? {
        let reason = LogVocabulary.reason(verified.entry.reason)[language]
        guard let consent = verified.detail?.consent.flatMap({ ConsentID($0.bytes) }) else {
            return verified.entry.reason == .authority ? nil : reason
        }
        return "\(LogVocabulary.reason(.consent)[language]) \(consent.short)"
    }

    private func time(of entry: LogEntry) -> Instant {
        Instant(seconds: Int64(entry.time.seconds))
    }

    private static func organisation(of entry: LogEntry) -> OrganisationID? {
        guard case .clear(let id) = entry.organisation else { return nil }
        return OrganisationID(id.bytes)
    }
}
