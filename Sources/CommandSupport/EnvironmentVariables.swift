internal import Glibc

/// The variables of the environment that a command looks at.
package struct EnvironmentVariables: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// Takes fixed values.
    package init(_ values: [String: String]) { lookUp = { values[$0] } }

    private init(lookUp: @escaping @Sendable (String) -> String?) { self.lookUp = lookUp }

    /// The variables of the process.
    package static let process = Self { name in
        // SAFETY: the pointer stays valid while no variable is set, and this program sets none.
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The value of a variable; `nil` when it is not set.
    package subscript(name: String) -> String? { lookUp(name) }

    /// The value of a variable; `nil` when it is not set or empty.
    package func filled(_ name: String) -> String? {
        guard let value = lookUp(name), !value.isEmpty else { return nil }
        return value
    }
}
