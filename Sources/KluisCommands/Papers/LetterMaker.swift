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
    private let regime: RegimeName?

    /// Takes what was opened.
    ///
    /// - Parameter view: The dossier, whose regime some sentences depend on.
    init(_ opened: OpenedSection, of view: DossierView, _ acting: ActingSession) {
        self.opened = opened
        self.acting = acting
        regime = RegimeName(view.regime)
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

    /// The letter, by the forms that are adopted now.
    ///
    /// - Throws: Status 65 for bytes that are no text.
    func letter(_ copy: DocumentTicket.Copy, _ language: Language) throws -> Document {
        let letters = try letters(copy, language)
        guard let letter = letters.first else { throw noText }
        return letter
    }

    /// The letter by each definition that the form ever had, the newest first, and under each regime,
    /// that of the dossier first: a letter stays what it was when the sentences of its form change, or
    /// the regime of its dossier.
    ///
    /// - Throws: Status 65 for bytes that are no text.
    func letters(_ copy: DocumentTicket.Copy, _ language: Language) throws -> [Document] {
        let ticket = ticket(copy, language)
        let facts = LetterFacts(
            kind: opened.manifest.kind.label, authorRole: opened.manifest.role.label,
            organisation: try organisation(), writtenOn: CivilTime.day(of: opened.manifest.time),
            role: copy.role.label, madeOn: CivilTime.day(of: copy.time))
        let data = AdoptedData(acting.session)
        if let content = try? FormContent(decoding: opened.content) {
            let forms = try data.everAdopted(content.form, revision: content.revision)
            if !forms.isEmpty {
                let names = try acting.session.adoptedNames(.regime).map { RegimeName($0) }
                let regimes = [regime] + names.filter { $0 != regime }
                var letters: [Document] = []
                for (form, regime) in forms.flatMap({ form in regimes.map { (form, $0) } }) {
                    let letter = Document.letter(
                        content, of: form, under: regime, facts, ticket: ticket)
                    if !letters.contains(letter) { letters.append(letter) }
                }
                return letters
            }
        }
        guard
            let lines = SectionWords(data: data, language: language).lines(of: opened.content)
        else { throw noText }
        return [.letter(text: lines.joined(separator: "\n"), facts, ticket: ticket)]
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
