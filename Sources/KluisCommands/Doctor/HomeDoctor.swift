internal import Glibc
internal import Records

/// Looks at the members' home on this machine.
struct HomeDoctor {
    /// The members' files.
    let home: MemberHome

    /// The checks.
    func checks() throws -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        let handles = try home.handles()
        checks.append(
            DoctorCheck("home", .fine, "\(handles.count) members in `\(home.path)`"))
        for handle in handles {
            let path = home.keyPath(handle)
            guard let status = Files.status(path) else {
                checks.append(
                    DoctorCheck("key-file", .failure, "the key file of `\(handle)` is missing"))
                continue
            }
            if status.mode & 0o077 != 0 {
                checks.append(
                    DoctorCheck(
                        "key-file", .failure,
                        "others may read `\(path)`: run `chmod 600 \(path)`"))
            } else if status.owner != geteuid() {
                checks.append(
                    DoctorCheck("key-file", .warning, "`\(path)` belongs to another user"))
            } else {
                checks.append(DoctorCheck("key-file", .fine, "`\(handle)` is private"))
            }
            do throws(CommandFailure) {
                _ = try home.publicKeys(of: handle)
            } catch {
                checks.append(DoctorCheck("key-file", .failure, error.message))
            }
        }
        return checks
    }
}
