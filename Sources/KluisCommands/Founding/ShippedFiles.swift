internal import Glibc

/// The data files that come with the program: policies, regimes, forms, lexicons, and
/// periods of retention.
struct ShippedFiles {
    /// The directory, which holds `access`, `regimes`, `forms` and `lexicons`.
    let directory: String

    /// Finds them: the named directory, else beside the program, as an installation or a checkout
    /// has them.
    ///
    /// - Throws: Status 78 when they are nowhere.
    init(named: String?, environment: EnvironmentVariables) throws(CommandFailure) {
        if let named = named ?? environment.filled("KLUIS_POLICIES") {
            guard Files.status("\(named)/access")?.isDirectory == true else {
                throw CommandFailure(
                    .configuration, "there are no policies in `\(named)`",
                    hint:
                        "name the directory that holds `access`, `regimes`, `forms` and `lexicons`")
            }
            directory = named
            return
        }
        var candidates: [String] = []
        if let program = Self.programPath {
            candidates.append(Files.parent(of: Files.parent(of: program)) + "/share/kluis/policies")
            var above = Files.parent(of: program)
            while above != "/" && above != "." {
                above = Files.parent(of: above)
                candidates.append((above == "/" ? "" : above) + "/policies")
            }
        }
        guard
            let found = candidates.first(where: {
                Files.status("\($0)/access")?.isDirectory == true
            })
        else {
            throw CommandFailure(
                .configuration, "the policies that come with kluis are not beside the program",
                hint: "give --policies DIRECTORY, or set KLUIS_POLICIES")
        }
        directory = found
    }

    /// The YAML files of a kind, by name; none when there is no such directory.
    ///
    /// Files of cases, which test a policy, are left out.
    func files(_ kind: String) throws(CommandFailure) -> [(file: String, bytes: [UInt8])] {
        try Self.yamlFiles(in: "\(directory)/\(kind)")
    }

    /// The YAML files of a directory, by name; none when there is no such directory.
    static func yamlFiles(
        in directory: String
    ) throws(CommandFailure) -> [(file: String, bytes: [UInt8])] {
        do throws(FileFailure) {
            var files: [(file: String, bytes: [UInt8])] = []
            let names: [String]
            do throws(FileFailure) {
                names = try Files.names(in: directory)
            } catch {
                if error.kind == .missing { return [] }
                throw error
            }
            for name in names where name.hasSuffix(".yaml") && !name.hasSuffix(".cases.yaml") {
                let path = "\(directory)/\(name)"
                files.append((path, try Files.read(path, limit: 1 << 20)))
            }
            return files
        } catch {
            throw error.asCommandFailure
        }
    }

    /// A file beside the directories; `nil` when there is none.
    func file(_ name: String) throws(CommandFailure) -> (file: String, bytes: [UInt8])? {
        let path = "\(directory)/\(name)"
        guard Files.status(path) != nil else { return nil }
        do throws(FileFailure) {
            return (path, try Files.read(path, limit: 1 << 20))
        } catch {
            throw error.asCommandFailure
        }
    }

    /// The path of the running program; `nil` when the system does not tell.
    private static var programPath: String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        // SAFETY: the call writes at most the given number of bytes into the array.
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0, count < buffer.count else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
