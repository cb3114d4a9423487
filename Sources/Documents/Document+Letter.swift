package import Records
package import Reintegration

/// Who wrote a section version, and for whom a copy of it is made.
package struct LetterFacts: Hashable, Sendable {
    /// What the kind of section is called.
    package var kind: LocalizedText
    /// The role of the author, in the document's language.
    package var authorRole: LocalizedText
    /// The organisation for which the author wrote; `nil` for a worker.
    package var organisation: String?
    /// The day on which it was written.
    package var writtenOn: CivilDate
    /// The role for which the copy was made.
    package var role: LocalizedText
    /// The day on which the copy was made.
    package var madeOn: CivilDate

    /// Puts the facts together.
    package init(
        kind: LocalizedText, authorRole: LocalizedText, organisation: String?,
        writtenOn: CivilDate, role: LocalizedText, madeOn: CivilDate
    ) {
        self.kind = kind
        self.authorRole = authorRole
        self.organisation = organisation
        self.writtenOn = writtenOn
        self.role = role
        self.madeOn = madeOn
    }
}

extension Document {
    /// A filled-in form as a letter, with the fixed parts of the form around it.
    ///
    /// - Parameters:
    ///   - content: What was filled in.
    ///   - form: The form.
    ///   - regime: The regime of the dossier, on which some sentences depend.
    ///   - facts: Who wrote it, and for whom the copy is.
    ///   - ticket: What it is made from.
    /// - Returns: The letter.
    package static func letter(
        _ content: FormContent, of form: Form, under regime: RegimeName?, _ facts: LetterFacts,
        ticket: DocumentTicket
    ) -> Document {
        let language = ticket.language
        let letter = form.letter ?? FormLetter(isOfficial: false)
        let body = FormBody(language: language)
        func paragraphs(_ list: [FormLetter.Paragraph]) -> [Block] {
            list.filter { $0.applies(to: content, under: regime) }
                .map { .paragraph($0.text[language].typeset(in: language)) }
        }
        func parties(_ list: [FormLetter.Party]) -> [Party] {
            list.filter { $0.applies(to: content) }.map { body.party($0, content.record, form) }
        }
        func greeting(_ words: LocalizedText) -> [Block] {
            letter.isGreeting ? [.paragraph(words[language])] : []
        }
        let receivers = parties(letter.receivers)
        let senders = parties(letter.senders)
        let signatories = parties(letter.signatories)
        // What stands in the signatures is not said twice.
        let signed = Set(
            letter.signatories.filter { $0.applies(to: content) }.flatMap(\.lines))
        let fields = form.fields.filter { !signed.contains($0.name) }
        return Document(
            language: language, title: form.title[language].typeset(in: language),
            mark: letter.isOfficial ? .official : .model,
            letterhead: receivers.isEmpty && senders.isEmpty
                ? nil
                : Letterhead(
                    senders: senders.isEmpty ? [facts.author(language)] : senders,
                    receivers: receivers),
            facts: facts.rows(ticket),
            blocks: greeting(DocumentWords.salutation) + paragraphs(letter.opening)
                + body.blocks(content.record, fields, caption: DocumentWords.content[language])
                + paragraphs(letter.closing) + greeting(DocumentWords.farewell)
                + (signatories.isEmpty ? [] : [.signatures(signatories)]),
            notices: facts.notices(ticket, isAboutWorker: form.isAboutWorker), ticket: ticket)
    }

    /// A text that was not written into a form.
    package static func letter(
        text: String, _ facts: LetterFacts, ticket: DocumentTicket
    ) -> Document {
        Document(
            language: ticket.language, title: facts.kind[ticket.language].asSentence, mark: .model,
            facts: facts.rows(ticket), blocks: [.paragraph(text)],
            notices: facts.notices(ticket, isAboutWorker: true), ticket: ticket)
    }
}

extension LetterFacts {
    /// For whom the author wrote, and in which role.
    fileprivate func author(_ language: Language) -> Document.Party {
        Document.Party(authorRole[language], [organisation].compactMap(\.self))
    }

    fileprivate func rows(_ ticket: DocumentTicket) -> [Document.Row] {
        let language = ticket.language
        let reference =
            "\(DocumentWords.dossier[language]) \(ticket.dossier.short), "
            + "\(DocumentWords.documentInLine[language]) \(ticket.code)"
        let author = [organisation, authorRole[language]].compactMap(\.self)
            .joined(separator: ", ")
        return [
            Document.Row(DocumentWords.date[language], writtenOn.words(in: language)),
            Document.Row(DocumentWords.reference[language], reference),
            Document.Row(DocumentWords.signedInVault[language], author),
            Document.Row(DocumentWords.copyFor[language], role[language]),
        ]
    }

    fileprivate func notices(_ ticket: DocumentTicket, isAboutWorker: Bool) -> [String] {
        guard case .letter(_, let copy) = ticket.subject else { return [] }
        let language = ticket.language
        let copied = DocumentWords.copied(
            role: role[language], day: madeOn.words(in: language), entry: copy.entry)[language]
        return [isAboutWorker ? "\(copied) \(DocumentWords.personal[language])" : copied]
    }
}

extension Form {
    /// Whether it is about a worker, and not about an organisation as a whole.
    fileprivate var isAboutWorker: Bool {
        kind != .checklist || fields.contains { $0.name == "worker-name" }
    }
}
