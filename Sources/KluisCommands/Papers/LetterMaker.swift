internal import CryptoPrimitives
internal import Documents
internal import Records
internal import Reintegration
internal import TransparencyLog
internal import VaultClient

/// Makes the letter of a section version that was opened: when it is carried out, and again when a
/// letter is checked.
struct LetterMaker {
    private let acting: ActingSession
    private let opened: OpenedSection

    /// Takes what was opened.
    init(_ opened: OpenedSection, _ acting: ActingSession) {
        self.opened = opened
        self.acting = acting
    }

    /// The ticket of a copy.
    func ticket(_ copy: DocumentTicket.Copy, _ language: Language) -> DocumentTicket {
        let manifest = opened.manifest
        return DocumentTicket(
            vault: manifest.vault,
            subject: .letter(
                DocumentTicket.Version(
                    section: manifest.section, number: manifest.version, manifest: manifest.hash),
                copy),
            dossier: manifest.dossier, entry: opened.writeEntry.index,
            object: opened.writeEntry.entry.object ?? manifest.hash, language: language)
    }

    /// The letter.
    ///
    /// - Throws: Status 65 for bytes that are no text.
    func letter(_ copy: DocumentTicket.Copy, _ language: Language) throws -> Document {
        let ticket = ticket(copy, language)
        let facts = LetterFacts(
            kind: opened.manifest.kind.label, authorRole: opened.manifest.role.label,
            organisation: try organisation(), writtenOn: CivilTime.day(of: opened.manifest.time),
            role: copy.role.label, madeOn: CivilTime.day(of: copy.time))
        let data = AdoptedData(acting.session)
        if let content = try? FormContent(decoding: opened.content),
            let form = try? data.form(content.form.text), form.revision == content.revision
        {
            return .letter(content, of: form, facts, ticket: ticket)
        }
        // A form of another revision, or a text.
        guard
            let lines = SectionWords(data: data, language: language).lines(of: opened.content)
        else { throw CommandFailure(.badData, "the content is no text: there is no letter of it") }
        return .letter(text: lines.joined(separator: "\n"), facts, ticket: ticket)
    }

    /// The name of the organisation for which the author wrote.
    private func organisation() throws -> String? {
        guard let appointment = opened.manifest.appointment else { return nil }
        let directory = try acting.directory(naming: [.member(opened.manifest.author)])
        guard let organisation = directory.appointment(appointment)?.appointment.organisation
        else { return nil }
        return try acting.directory(naming: [.organisation(organisation)])
            .organisation(organisation)?.name
    }
}
