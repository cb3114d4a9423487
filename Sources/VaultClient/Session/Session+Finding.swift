package import Records
package import CryptoPrimitives
internal import TransparencyLog

extension Session {
    /// The dossiers of the caller's holder; for an inspector those of an employer on which a case
    /// is open; of one worker, where one is named.
    package func dossiers(
        employer: OrganisationID? = nil, worker: MemberID? = nil
    ) throws -> [DossierView] {
        let answered = try ask(.listDossiers(ListDossiers(employer: employer, worker: worker)))
        let views = try answered.decode(ListDossiers.Answer.self).dossiers
        for view in views { try see(view, answered) }
        try memberState.flush()
        return views
    }

    /// A dossier as the caller may know it.
    ///
    /// What it says is the mediator's word, computed for this reader and moment; but no section in
    /// it is older than one that this client has seen.
    package func show(_ dossier: DossierID) throws -> DossierView {
        let answered = try ask(.showDossier(ShowDossier(dossier: dossier, today: today)))
        let view = try answered.decode(DossierView.self)
        guard view.id == dossier else { throw ClientError.unverified(.message) }
        try see(view, answered)
        try memberState.flush()
        return view
    }

    /// The versions of a section, oldest first.
    ///
    /// Each manifest names the hash of the one before it; a gap, or a head that is older than one
    /// that was seen, is an error. The signatures are checked when a version is opened.
    package func versions(
        of section: SectionID, in dossier: DossierID, purpose: Purpose
    ) throws -> [Manifest] {
        let answered = try ask(
            .listVersions(ListVersions(dossier: dossier, section: section, purpose: purpose)))
        let manifests = try answered.decode(ListVersions.Answer.self).manifests.map(\.manifest)
        var previous: Manifest?
        for manifest in manifests {
            guard manifest.vault == vault, manifest.dossier == dossier,
                manifest.section == section
            else { throw ClientError.unverified(.manifest) }
            // A list may begin later where older versions were erased, but it has no gap.
            if let previous {
                guard manifest.version == previous.version + 1,
                    manifest.previous == previous.hash, manifest.kind == previous.kind
                else { throw ClientError.unverified(.manifest) }
            }
            previous = manifest
        }
        if let head = previous {
            try memberState.see(
                section: section, of: dossier, version: head.version, manifest: head.hash,
                logSize: answered.checkpoint.head.size)
            try memberState.flush()
        }
        return manifests
    }

    /// The dossiers for which a value was indexed by the acting role.
    ///
    /// The value does not leave this machine. Each epoch of the role key has tags of its own; they
    /// are tried from the newest on.
    ///
    /// - Parameters:
    ///   - text: The value as a person types it.
    ///   - purpose: Why.
    /// - Returns: The dossiers that the caller may know of.
    /// - Throws: ``ClientError``.
    package func search(_ text: String, purpose: Purpose) throws -> [DossierID] {
        let value = IndexValue.normalised(text)
        for roleKey in try actingRoleKeys() {
            let tag = try keys.indexTag(of: value, roleKey: roleKey)
            let found = try ask(.search(Search(tag: tag, purpose: purpose)))
                .decode(Search.Answer.self).dossiers
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Makes a dossier findable for the acting role by some values.
    ///
    /// - Parameters:
    ///   - dossier: The dossier.
    ///   - texts: The values, such as a name and a number; at most 16.
    /// - Throws: ``ClientError``.
    package func index(_ dossier: DossierID, by texts: [String]) throws {
        guard let roleKey = try actingRoleKeys().first else { throw ClientError.noRoleKey }
        let tags = try Set(texts.map(IndexValue.normalised)).map {
            try keys.indexTag(of: $0, roleKey: roleKey)
        }
        let sorted = tags.sorted { $0.hex < $1.hex }
        _ = try ask(.index(Index(dossier: dossier, tags: sorted)))
    }

    /// The keyed code of a value, which only the key of the acting role can make.
    ///
    /// - Throws: ``ClientError/noRoleKey``.
    package func findingTag(of text: String) throws -> Digest {
        guard let roleKey = try actingRoleKeys().first else { throw ClientError.noRoleKey }
        return try keys.indexTag(of: IndexValue.normalised(text), roleKey: roleKey)
    }

    /// What the member has to be told, oldest first.
    package func notices() throws -> [Notice] {
        let sealed = try ask(.fetchNotices(FetchNotices())).decode(FetchNotices.Answer.self).sealed
        return try sealed.map { sealed in
            let opened = try keys.openSealed(
                sealed, info: Array("vault/v1/notice".utf8), authenticating: member.bytes)
            let bytes = opened.withBytes { [UInt8](copying: $0) }
            guard let notice = try? Notice(canonical: bytes) else {
                throw ClientError.unverified(.message)
            }
            return notice
        }
    }

    private func see(_ view: DossierView, _ answered: Answered) throws {
        try memberState.see(
            withdrawn: view.consents.filter { $0.withdrawn != nil }.map(\.consent.id), in: view.id)
        for section in view.sections {
            try memberState.see(
                section: section.section, of: view.id, version: section.version,
                manifest: section.manifest, logSize: answered.checkpoint.head.size)
        }
    }
}

/// The form of a value in which it is indexed and searched.
enum IndexValue {
    /// Lower case, letters and digits only, without the marks of the letters.
    ///
    /// A name is found however it is spaced, hyphenated or accented, and a number however it is
    /// punctuated: of what is a number only, zeros before it and the `BE` of an enterprise number
    /// are left out too, because some write them and some do not.
    static func normalised(_ text: String) -> [UInt8] {
        let text = plainForm(of: text)
        let digits = text.hasPrefix("be") ? text.dropFirst(2) : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return Array(text.utf8)
        }
        let significant = digits.drop { $0 == "0" }
        return Array((significant.isEmpty ? "0" : significant).utf8)
    }

    private static func plainForm(of text: String) -> String {
        var output = ""
        for scalar in text.lowercased().unicodeScalars {
            if let letters = plain[scalar] {
                output += letters
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal {
                output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// The accented letters of the languages in use, without their marks.
    private static let plain: [Unicode.Scalar: String] = {
        let groups: [(String, String)] = [
            ("àáâãåā", "a"), ("ä", "a"), ("æ", "ae"), ("çćč", "c"), ("èéêëēęě", "e"),
            ("ìíîïīı", "i"), ("ł", "l"), ("ñńň", "n"), ("òóôõöøō", "o"), ("œ", "oe"),
            ("řŕ", "r"), ("śšș", "s"), ("ß", "ss"), ("ùúûüūů", "u"), ("ýÿ", "y"),
            ("źżž", "z"), ("đ", "d"), ("ţț", "t"), ("ğ", "g"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (letters, replacement) in groups {
            for scalar in letters.unicodeScalars { table[scalar] = replacement }
        }
        return table
    }()
}
