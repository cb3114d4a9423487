internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TransparencyLog
internal import VaultClient

extension DossierExport {
    /// The version of the layout of the JSON file (docs/formats/dossier-export.md).
    static let schemaVersion = 1

    /// The file for programs.
    ///
    /// - Parameters:
    ///   - vault: The vault's id.
    ///   - logWords: Words for the worker's own entries; `nil` for another reader.
    ///   - more: Members of a kind of export, such as the terms of a copy.
    /// - Returns: The members, in order.
    func json(
        vault: Digest, logWords: LogWords?, _ more: [(String, JSONValue)] = []
    ) -> [(String, JSONValue)] {
        [
            ("schemaVersion", .count(Self.schemaVersion)),
            ("vault", .string(vault.hex)), ("exportedAt", .string(now.rfc3339)),
            ("role", .string((acting.role ?? .worker).rawValue)),
            ("organisation", .optional(acting.organisation.map(words.name))),
            ("language", .string(language.rawValue)),
            ("numbersAreMasked", .bool(numbers == .masked)),
            ("isScreened", .bool(isScreened)),
        ] + more + [
            ("dossier", .object(report.json)),
            ("events", .array(orderedEvents.map(json))),
            ("sections", .array(sections.map(json))),
            ("notIncluded", .array(leftOut.map(json))),
            ("nothingOf", .strings(absentKinds.map(\.rawValue))),
            ("log", .array(entries.map { logWords?.json($0) ?? Self.json($0) })),
        ]
    }

    /// The dossier in words, as `kluis dossier show` has it.
    var report: DossierReport {
        DossierReport(open: open, words: words, language: language, today: today)
    }

    /// The steps in the order of their legal days.
    var orderedEvents: [ProcessEvent] {
        open.events.sorted { ($0.occurredOn, $0.recordedAt) < ($1.occurredOn, $1.recordedAt) }
    }

    /// The name of a step.
    func label(of event: ProcessEvent) -> String {
        open.regime.step(event.step)?.label[language] ?? event.step.text
    }

    private func json(_ event: ProcessEvent) -> JSONValue {
        .object([
            ("event", .string(event.id.description)), ("step", .string(event.step.text)),
            ("label", .string(label(of: event))),
            ("occurredOn", .string(event.occurredOn.description)),
            ("recordedAt", .string(event.recordedAt.rfc3339)),
            ("member", .string(event.actor.member.description)),
            ("name", .string(words.name(event.actor.member))),
            ("role", .string(event.actor.role.rawValue)),
            ("parameters", EventParameters(event: event).json),
        ])
    }

    private func json(_ section: Section) -> JSONValue {
        let manifest = section.manifest
        return .object([
            ("section", .string(manifest.section.description)),
            ("kind", .string(manifest.kind.rawValue)),
            ("label", .string(manifest.kind.label[language])),
            ("class", .string(manifest.kind.sectionClass.rawValue)),
            ("version", .index(manifest.version)),
            ("isNewest", .bool(section.opened.isHead)),
            ("role", .string(manifest.role.rawValue)),
            ("author", .string(manifest.author.description)),
            ("time", .string(manifest.time.rfc3339)),
            ("manifest", .string(manifest.hash.hex)),
            ("sha256", .string(Digest(hashing: section.opened.content).hex)),
            ("extractOf", .optional(manifest.extractOf?.hex)),
            ("omittedFields", .strings(section.omitted.map(\.text))),
            ("logEntry", .index(section.opened.entry.index)),
            ("content", content(of: section)),
        ])
    }

    private func content(of section: Section) -> JSONValue {
        let words = SectionWords(
            data: AdoptedData(acting.session), language: language, numbers: numbers)
        return words.json(of: section.content?.encoded ?? section.opened.content)
    }

    private func json(_ entry: LeftOut) -> JSONValue {
        .object([
            ("kind", .string(entry.kind.rawValue)),
            ("section", .string(entry.section.description)), ("version", .index(entry.version)),
            ("reason", .string(entry.reason)), ("rules", .strings(entry.rules)),
            ("logEntry", entry.entry.map(JSONValue.index) ?? .null),
        ])
    }

    private static func json(_ verified: VerifiedEntry) -> JSONValue {
        let entry = verified.entry
        return .object([
            ("index", .index(verified.index)), ("time", .string(entry.time.description)),
            ("event", .string(entry.event.rawValue)),
            ("outcome", .string(entry.outcome.rawValue)),
            ("reason", .string(entry.reason.rawValue)),
            ("role", .optional(entry.role?.description)),
            ("purpose", .optional(entry.purpose?.description)),
            ("category", .optional(entry.category?.rawValue)),
            ("leaf", .string(String(decoding: verified.leaf, as: UTF8.self))),
            ("leafHash", .string(Digest(entry: verified.leaf).hex)),
        ])
    }
}
