internal import CommandSupport
internal import Glibc

/// Where programs of the system lie.
enum ProgramPath {
    /// The first program of a name in `PATH` that may be run; `nil` when there is none.
    static func find(_ name: String, environment: EnvironmentVariables) -> String? {
        let folders = (environment.filled("PATH") ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { path in
            // SAFETY: the call reads the path for its length.
            unsafe access(path, X_OK) == 0
        }
    }
}
