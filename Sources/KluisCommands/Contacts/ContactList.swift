internal import Documents
internal import Records
internal import Reintegration
internal import VaultClient

/// Who has a part in a dossier, as far as who acts may know it.
struct ContactList {
    /// A role that somebody fills.
    struct Contact {
        let role: Role
        /// The organisation; `nil` for a role that a person holds.
        let organisation: String?
        /// Those who are known here; appointments that were never met are not asked for.
        let people: [String]
        let text: ContactText
    }

    /// Those who take part, in the order of the roles.
    let contacts: [Contact]
    /// The roles of the regime that nobody fills.
    let open: [Role]
    private let dossier: DossierID
    private let regime: Regime
    private let today: CivilDate

    /// Takes what the mediator shows.
    ///
    /// A role whose party might be there unseen, because it treats or is sent by the worker, is
    /// among the open ones for worker, physician and nurse only: they are shown all parties.
    init(
        _ open: OpenDossier, _ acting: ActingSession, _ connection: Connection
    ) throws {
        dossier = open.view.id
        regime = open.regime
        today = connection.today
        let directory = try acting.directory(naming: open.view.holders)
        let words = StatementWords(
            directory: directory, book: AddressBook(home: connection.home))
        let standing = open.view.parties.filter { party in
            party.from <= connection.today && party.until.map { connection.today < $0 } ?? true
        }
        var contacts: [Contact] = []
        for role in Role.allCases {
            guard let text = role.contact else { continue }
            for party in standing where party.roles.contains(role) {
                switch party.holder {
                case .organisation(let id):
                    let members = directory.appointments(to: role, in: id, at: connection.now)
                        .map(\.appointment.member)
                    contacts.append(
                        Contact(
                            role: role, organisation: words.name(party.holder),
                            people: Set(members).map { words.name(.member($0)) }.sorted(),
                            text: text))
                case .member:
                    contacts.append(
                        Contact(
                            role: role, organisation: nil, people: [words.name(party.holder)],
                            text: text))
                }
            }
        }
        let seesAll = [nil, .worker, .occupationalPhysician, .nurse].contains(acting.role)
        let filled = Set(contacts.map(\.role))
        self.contacts = contacts
        self.open = Role.allCases.filter { role in
            guard let relations = open.regime.relations[role], role.contact != nil,
                !filled.contains(role)
            else { return false }
            return seesAll || !relations.contains(.care) && !relations.contains(.mandated)
        }
    }

    /// The overview as a document.
    func document(_ language: Language) -> Document {
        var blocks: [Document.Block] = contacts.map { contact in
            .rows(
                caption: contact.role.label[language].asSentence,
                rows(of: contact, language).map { Document.Row($0.0.asSentence, $0.1) })
        }
        if !open.isEmpty {
            blocks.append(
                .rows(
                    caption: ContactWords.open[language],
                    open.compactMap { role in
                        role.contact.map {
                            Document.Row(role.label[language].asSentence, $0.does[language])
                        }
                    }))
        }
        return Document(
            language: language, title: ContactWords.title[language], mark: nil,
            facts: [
                Document.Row(ContactWords.dossier[language].asSentence, dossier.short),
                Document.Row(ContactWords.rules[language].asSentence, regime.title[language]),
                Document.Row(
                    ContactWords.day[language].asSentence, today.words(in: language)),
            ], blocks: blocks, notices: [ContactWords.notice[language]], ticket: nil)
    }

    /// For people.
    func lines(_ language: Language) -> [String] {
        var lines: [String] = []
        for contact in contacts {
            lines.append(contact.role.label[language])
            lines += rows(of: contact, language).map { "  \($0.0): \($0.1)" }
        }
        if !open.isEmpty {
            lines.append(
                "\(ContactWords.open[language]): "
                    + open.map { $0.label[language] }.joined(separator: ", "))
        }
        return lines + [ContactWords.notice[language]]
    }

    /// For programs.
    func json(_ language: Language) -> [(String, JSONValue)] {
        [
            ("dossier", .string(dossier.description)),
            (
                "contacts",
                .array(
                    contacts.map { contact in
                        .object([
                            ("role", .string(contact.role.rawValue)),
                            ("label", .string(contact.role.label[language])),
                            ("organisation", .optional(contact.organisation)),
                            ("people", .strings(contact.people)),
                            ("does", .string(contact.text.does[language])),
                            ("mayBeShared", .string(contact.text.shares[language])),
                        ])
                    })
            ),
            ("open", .strings(open.map(\.rawValue))),
        ]
    }

    private func rows(of contact: Contact, _ language: Language) -> [(String, String)] {
        var rows: [(String, String)] = []
        if let organisation = contact.organisation {
            rows.append((ContactWords.organisation[language], organisation))
        }
        if !contact.people.isEmpty {
            rows.append(
                (ContactWords.people[language], contact.people.joined(separator: ", ")))
        }
        return rows + [
            (ContactWords.does[language], contact.text.does[language]),
            (ContactWords.shares[language], contact.text.shares[language]),
        ]
    }
}
