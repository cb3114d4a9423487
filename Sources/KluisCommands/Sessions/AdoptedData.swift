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

    /// All forms.
    func forms() throws -> [Form] {
        let adoption = try session.adoption(.forms)
        do {
            return try FormSet(canonical: session.object(adoption.hash)).forms
        } catch is CanonicalEncodingError {
            throw CommandFailure(
                .verificationFailed, "the adopted forms are not what they should be")
        }
    }

    /// A form by its name.
    ///
    /// - Throws: Status 66 when there is none.
    func form(_ name: String) throws -> Form {
        let forms = try forms()
        if let form = forms.first(where: { $0.name.text == name }) { return form }
        throw CommandFailure(
            .noInput, "there is no form `\(name)`",
            hint: "the forms are \(forms.map(\.name.text).joined(separator: ", "))")
    }
}
