internal import Records
internal import VaultClient

extension ActingSession {
    /// Checks that who acts has a key to which sections are sealed: names are found by that key.
    ///
    /// - Throws: Status 77.
    func checkReadsSections() throws(CommandFailure) {
        if let role, !role.holdsSectionKey {
            throw CommandFailure(
                .refused, "the role \(role.rawValue) reads no sections, so it finds no dossier",
                hints: [], rules: ["floor/F8"])
        }
    }
}
