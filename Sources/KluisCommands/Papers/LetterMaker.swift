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
    private let regime: String

    /// Takes what was opened.
    ///
    /// Some sentences depend on the regime of the dossier, which the view tells.
    init(_ opened: OpenedSection, of view: DossierView, _ acting: ActingSession) {
        self.opened = opened
        self.acting = acting
        regime = view.regime
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

    /// The letter, by the forms that are adopted now and under the regime of the dossier.
    ///
    /// - Throws: Status 65 for bytes that are no text.
    func letter(_ copy: DocumentTicket.Copy, _ language: Language) throws -> Document {
        let letters = try letters(copy, language, under: [regime])
        guard let letter = letters.first else { throw noText }
        return letter
    }

    /// The letter by each definition that the form ever had, the newest first, and under each regime,
    /// that of the dossier first: a letter stays what it was when the sentences of its form change, or
    /// the regime of its dossier.
    ///
    /// - Throws: Status 65 for bytes that are no text.
    func letters(_ copy: DocumentTicket.Copy, _ language: Language) throws -> [Document] {
        let others = try acting.session.adoptedNames(.regime).filter { $0 != regime }
        return try letters(copy, language, under: [regime] + others)
    }

    private func letters(
        _ copy: DocumentTicket.Copy, _ language: Language, under regimes: [String]
    ) throws -> [Document] {
        let ticket = ticket(copy, language)
        let data = AdoptedData(acting.session)
        let content = try? FormContent(decoding: opened.content)
        let forms = try content.map { try data.everAdopted($0.form, revision: $0.revision) } ?? []
        let lines =
            forms.isEmpty
            ? SectionWords(data: data, language: language).lines(of: opened.content) : nil
        let organisation = try organisation()
        var letters: [Document] = []
        for name in regimes {
            let facts = facts(copy, organisation, try data.regime(name).applies.jurisdiction)
            var made: [Document] = []
            if let content {
                made = forms.map {
                    .letter(content, of: $0, under: RegimeName(name), facts, ticket: ticket)
                }
            }
            if let lines {
                made = [.letter(text: lines.joined(separator: "\n"), facts, ticket: ticket)]
            }
            letters += made.filter { !letters.contains($0) }
        }
        guard !letters.isEmpty else { throw noText }
        return letters
    }

    private func facts(
        _ copy: DocumentTicket.Copy, _ organisation: String?, _ jurisdiction: Jurisdiction
    ) -> LetterFacts {
        LetterFacts(
            kind: opened.manifest.kind.label,
            authorRole: opened.manifest.role.label(under: jurisdiction),
            organisation: organisation, writtenOn: CivilTime.day(of: opened.manifest.time),
            role: copy.role.label(under: jurisdiction), madeOn: CivilTime.day(of: copy.time))
    }

    private var noText: CommandFailure {
        CommandFailure(.badData, "the content is no text: there is no letter of it")
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
