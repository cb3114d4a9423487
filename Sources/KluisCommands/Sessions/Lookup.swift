internal import Records
internal import VaultClient

/// Finds what a word of the command line means, and has it verified.
struct Lookup {
    /// Who asks.
    let acting: ActingSession
    /// The names of this machine.
    let book: AddressBook
    /// The members' files of this machine.
    let home: MemberHome

    /// Looks up for a session.
    init(_ acting: ActingSession, _ connection: Connection) {
        self.acting = acting
        home = connection.home
        book = AddressBook(home: connection.home)
    }

    /// An organisation by identifier, short code or name.
    ///
    /// - Throws: Status 66 when it is not known here.
    func organisation(_ text: String) throws -> Organisation {
        var candidate = OrganisationID(text)
        if candidate == nil {
            if let found = try known(text) { return found }
            candidate = try book.identifier(.organisation, named: text)
        }
        guard let id = candidate else { throw unknown("organisation", text) }
        let directory = try acting.session.learn([.organisation(id)])
        guard let organisation = directory.organisation(id) else {
            throw unknown("organisation", text)
        }
        return organisation
    }

    /// The organisation that was named, or the one for which the person acts.
    ///
    /// - Throws: Status 64 when none was named and the person acts for none; 66 when it is not known.
    func ownOrganisation(orNamed text: String?) throws -> OrganisationID {
        if let text { return try organisation(text).id }
        guard let own = acting.organisation else {
            throw CommandFailure(
                .usage, "you act for no organisation", hint: "name an organisation")
        }
        return own
    }

    /// A member by identifier, short code, name, or the handle of a key file on this machine.
    ///
    /// - Throws: Status 66 when nobody of the kind is known here.
    func member(_ text: String) throws -> (id: MemberID, entry: Directory.MemberEntry) {
        let named: MemberID? = try book.identifier(.member, named: text)
        var candidate = MemberID(text) ?? named
        if candidate == nil, ActingAs.isHandle(text), try home.handles().contains(text) {
            candidate = try home.publicKeys(of: text).member
        }
        if candidate == nil {
            let matches = try acting.session.knownDirectory().allMembers.filter {
                NameForm.matches(text, id: $0.0, name: $0.1.name)
            }
            guard matches.count <= 1 else {
                let codes = matches.map(\.0.short).joined(separator: ", ")
                throw CommandFailure(
                    .usage, "`\(text)` means more than one member", hint: "choose one of \(codes)")
            }
            candidate = matches.first?.0
        }
        guard let id = candidate else { throw unknown("member", text) }
        let directory = try acting.session.learn([.member(id)])
        guard let entry = directory.member(id) else { throw unknown("member", text) }
        return (id, entry)
    }

    /// A holder of a role: the organisation, or the person for roles of one.
    func holder(_ text: String, of role: Role) throws -> Holder {
        role.isPersonal ? .member(try member(text).id) : .organisation(try organisation(text).id)
    }

    /// A dossier by identifier or number.
    ///
    /// - Throws: Status 66 when there is none of that number among those of who acts.
    func dossier(_ text: String) throws -> DossierID {
        if let id = DossierID(text) { return id }
        if let id: DossierID = try book.identifier(.dossier, named: text) { return id }
        let views = try acting.session.dossiers()
        try book.add(dossiers: views.map(\.id))
        guard let view = views.first(where: { $0.id.short == text.uppercased() }) else {
            throw CommandFailure(
                .noInput, "there is no dossier `\(text)` among yours",
                hint: "`kluis dossier list` shows their numbers")
        }
        return view.id
    }

    /// A section of a dossier: the newest of a kind, or one by identifier or short code.
    ///
    /// - Throws: Status 66 when there is none.
    func section(_ text: String, in dossier: DossierID) throws -> SectionSelector {
        if let kind = SectionKind(rawValue: text) { return .latest(kind) }
        if let id = SectionID(text) { return .section(id) }
        let sections = try acting.session.show(dossier).sections
        guard let section = sections.first(where: { $0.section.short == text.uppercased() }) else {
            let names = SectionKind.allCases.map(\.rawValue)
            throw CommandFailure(
                .noInput, "there is no section `\(text)` that you may read",
                hint: Spelling.nearest(to: text, among: names).map { "did you mean `\($0)`?" }
                    ?? "`kluis dossier show \(dossier.short)` lists them")
        }
        return .section(section.section)
    }

    /// The name of a holder, as far as it is known.
    func name(of holder: Holder) throws -> String {
        let directory = try acting.session.knownDirectory(of: [holder.chain])
        switch holder {
        case .organisation(let id): return directory.organisation(id)?.name ?? id.short
        case .member(let id):
            let name = directory.member(id)?.name ?? ""
            return name.isEmpty ? id.short : name
        }
    }

    private func known(_ text: String) throws -> Organisation? {
        let matches = try acting.session.knownOrganisations().filter {
            NameForm.matches(text, id: $0.id, name: $0.name)
        }
        guard matches.count <= 1 else {
            let codes = matches.map(\.id.short).joined(separator: ", ")
            throw CommandFailure(
                .usage, "`\(text)` means more than one organisation",
                hint: "choose one of \(codes)")
        }
        return matches.first
    }

    private func unknown(_ kind: String, _ text: String) -> CommandFailure {
        CommandFailure(
            .noInput, "no \(kind) `\(text)` is known on this machine",
            hint:
                "ask for its identifier and give that, or run `kluis \(kind) show IDENTIFIER` once")
    }
}
