package import Records

extension CompiledPolicy {
    /// For which purposes some rule permits a role an action on a kind, in the order of the purposes.
    package func purposes(of role: Role, to action: Action, _ kind: SectionKind) -> [Purpose] {
        let permitting = rules.filter {
            $0.effect == .permit && $0.roles.contains(role) && $0.actions.contains(action)
                && $0.kinds.contains(kind)
        }
        return Purpose.allCases.filter { purpose in
            permitting.contains { $0.purposes.contains(purpose) }
        }
    }
}
