internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// What the vault has adopted, read for a command: regimes, forms, lexicons.
struct AdoptedData {
    private let session: Session

    /// Reads for a session, which verifies the adoptions.
    init(_ session: Session) { self.session = session }

    /// A regime by its name.
    ///
    /// - Throws: Status 78 when it was not adopted; 20 when its bytes are not what was adopted.
    func regime(_ name: String) throws -> Regime {
        let adoption = try session.adoption(.regime, name: name)
        do {
            return try Regime(canonical: session.object(adoption.hash))
        } catch is CanonicalEncodingError {
            throw CommandFailure(
                .verificationFailed, "the adopted regime `\(name)` is not what it should be")
        }
    }

    /// The adopted forms; a definition is read when it is needed.
    func formFiles() throws -> FormFiles {
        let adoption = try session.adoption(.forms)
        do {
            return try FormFiles(decoding: session.object(adoption.hash))
        } catch is CanonicalEncodingError {
            throw CommandFailure(
                .verificationFailed, "the adopted forms are not what they should be")
        }
    }

    /// A form by its name.
    ///
    /// - Throws: Status 66 when there is none.
    func form(_ name: String) throws -> Form {
        let files = try formFiles().files
        if let file = files.first(where: { $0.name == name }) { return try file.form() }
        let names = files.map(\.name)
        throw CommandFailure(
            .noInput, "the vault has adopted no form `\(name)`",
            hint: Spelling.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
                ?? "the forms are \(names.joined(separator: ", "))")
    }

    /// Every definition of a form's revision that the vault ever adopted, the newest first.
    func everAdopted(_ name: FormName, revision: Int) throws -> [Form] {
        // Verifies the vault's chain, in which all adoptions stand.
        _ = try session.adoption(.forms)
        var forms: [Form] = []
        for adoption in try session.knownDirectory(of: [.vault]).adoptions.reversed()
        where adoption.kind == .forms {
            let files = try FormFiles(decoding: session.object(adoption.hash)).files
            guard let form = try files.first(where: { $0.name == name.text })?.form(),
                form.revision == revision, !forms.contains(form)
            else { continue }
            forms.append(form)
        }
        return forms
    }

    /// The text guard with all adopted lexicons: those of the languages, and an organisation's own.
    func textGuard() throws -> TextGuard {
        let lexicons = try session.adoptedNames(.lexicon).map { name in
            do {
                let adoption = try session.adoption(.lexicon, name: name)
                return try Lexicon(canonical: session.object(adoption.hash))
            } catch is CanonicalEncodingError {
                throw CommandFailure(
                    .verificationFailed, "the adopted lexicon `\(name)` is not what it should be")
            }
        }
        guard !lexicons.isEmpty else { throw ClientError.notAdopted(.lexicon) }
        // In the order of the languages, since of two findings the earlier lexicon's is told.
        return TextGuard(
            Language.allCases.flatMap { language in lexicons.filter { $0.language == language } })
    }
}
