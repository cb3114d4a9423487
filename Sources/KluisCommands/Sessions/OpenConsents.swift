internal import AccessPolicy
internal import Records
internal import VaultClient

/// The consents of a dossier as who acts may know them, with what else opens the same.
struct OpenConsents {
    /// The dossier.
    let view: DossierView
    /// Names.
    let words: StatementWords
    private let policy: CompiledPolicy
    private let facts: DossierFacts
    private let now: Instant

    /// Shows a dossier.
    init(_ dossier: String, _ acting: ActingSession, _ connection: Connection) throws {
        let lookup = Lookup(acting, connection)
        view = try acting.session.show(try lookup.dossier(dossier))
        facts = try DossierFacts(view, acting, today: connection.today, now: connection.now)
        policy = try acting.session.policy(for: view.regime)
        now = connection.now
        words = StatementWords(
            directory: try acting.directory(naming: view.holders), book: lookup.book)
    }

    /// The consent that a code means.
    ///
    /// - Throws: Status 66 when none is shown.
    func entry(_ code: String) throws(CommandFailure) -> ConsentView {
        let found = view.consents.first { NameForm.matches(code, id: $0.consent.id, name: "") }
        guard let found else {
            throw CommandFailure(
                .noInput, "the dossier shows no consent `\(code)`",
                hint: "`kluis consent list \(view.id.short)` lists them")
        }
        return found
    }

    /// What became of a consent, in a word.
    func state(of entry: ConsentView) -> String {
        let consent = entry.consent
        if entry.withdrawn != nil { return "withdrawn" }
        if consent.until.map({ $0 <= now }) ?? false { return "expired" }
        switch consent.nature {
        case .refusal: return "refused"
        case .agreement: return "agreed"
        case .consent, .request: break
        }
        let own = facts.consents.facts(of: consent.id)
        if own.contains(where: { $0.isCurrent(at: now) }) {
            return consent.nature == .request ? "requested" : "active"
        }
        return own.isEmpty || !own.contains(where: { $0.isExpired(at: now) })
            ? "waits for the other side" : "ended"
    }

    /// What else opens to the recipient of a consent what it covers.
    func otherOpenings(than consent: Consent) -> OtherOpenings {
        OtherOpenings(openings: facts.openings(beside: consent, under: policy))
    }
}

/// What opens a section to a recipient beside a consent.
struct OtherOpenings {
    /// The ways.
    let openings: [Opening]

    /// For people.
    func lines(_ language: Language) -> [String] {
        openings.map { opening in
            "still opens \(opening.kind.rawValue) for "
                + opening.purposes.map(\.rawValue).sorted().joined(separator: ", ") + ": "
                + reason(opening.basis, language)
        }
    }

    /// A few words for a table.
    var short: String {
        let words = openings.map { opening in
            switch opening.basis {
            case .relation: "by rule"
            case .statutory: "by law"
            case .consent(let id): id.short
            }
        }
        return words.isEmpty ? "-" : Set(words).sorted().joined(separator: ", ")
    }

    /// For programs.
    var json: JSONValue {
        .array(
            openings.map { opening in
                .object([
                    ("section", .string(opening.kind.rawValue)),
                    ("purposes", .strings(opening.purposes.map(\.rawValue).sorted())),
                    ("by", .strings(names(opening.basis))),
                ])
            })
    }

    private func names(_ basis: Opening.Basis) -> [String] {
        switch basis {
        case .relation(let rules): rules.map(\.id)
        case .statutory: ["statutory"]
        case .consent(let id): [id.description]
        }
    }

    private func reason(_ basis: Opening.Basis, _ language: Language) -> String {
        switch basis {
        case .relation(let rules):
            rules.map { "\($0.id): \(ShownText.line($0.label[language]))" }
                .joined(separator: " ")
        case .statutory(let until):
            "the law, in the first year of the exchange"
                + (until.map { ", until \(CivilTime.lastDay(before: $0)) inclusive" } ?? "")
        case .consent(let id): "consent \(id.short)"
        }
    }
}
