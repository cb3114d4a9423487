package import Records

extension CompiledPolicy {
    /// Whether a role reads a kind without data of third parties only: every rule that permits it
    /// carries that duty.
    ///
    /// Such a role gets no key of a version that names third parties. Where only some rules carry
    /// the duty, the key is made and the mediator keeps its share back. The worker reads the own
    /// dossier whole (F13), and is never one of them.
    package func readsRedactedOnly(_ role: Role, _ kind: SectionKind) -> Bool {
        guard role != .worker else { return false }
        let permits = rules.filter { rule in
            rule.effect == .permit && rule.roles.contains(role) && rule.actions.contains(.read)
                && rule.kinds.contains(kind)
        }
        return !permits.isEmpty
            && permits.allSatisfy { $0.duties.contains(.redactThirdParties) }
    }
}
