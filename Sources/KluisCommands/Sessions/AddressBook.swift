package import Records

/// Names for identifiers, for typing: a convenience of this machine that nothing is decided by.
///
/// The file `names` in the members' home has lines such as `organisation dienst 0192…`. What a name
/// stands for is verified by statements afterwards, so a changed file can at most name another
/// member or organisation of the vault, which commands show before they state anything.
package struct AddressBook: Sendable {
    /// What is named.
    package enum Kind: String, CaseIterable, Sendable {
        case organisation, member, dossier
    }

    private let path: String

    /// Takes the members' home.
    package init(home: MemberHome) { path = "\(home.path)/names" }

    /// The identifier of a name; `nil` when there is none.
    package func identifier<Subject>(
        _ kind: Kind, named name: String
    ) throws(CommandFailure) -> Identifier<Subject>? {
        let key = NameForm.slug(name)
        let entry = try entries().last { $0.kind == kind && $0.name == key }
        return entry.flatMap { Identifier<Subject>($0.identifier) }
    }

    /// The name of an identifier; `nil` when there is none.
    package func name<Subject>(
        _ kind: Kind, of identifier: Identifier<Subject>
    ) throws(CommandFailure) -> String? {
        try entries().last { $0.kind == kind && $0.identifier == identifier.description }?.name
    }

    /// Names an identifier; the newest meaning of a name counts.
    package func add<Subject>(
        _ kind: Kind, named name: String, _ identifier: Identifier<Subject>
    ) throws(CommandFailure) {
        let key = NameForm.slug(name)
        guard !key.isEmpty else { return }
        var lines = try entries().filter { $0.kind != kind || $0.name != key }.map(\.line)
        lines.append(Entry(kind: kind, name: key, identifier: identifier.description).line)
        do throws(FileFailure) {
            try Files.makeDirectory(Files.parent(of: path))
            try Files.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
        } catch {
            throw error.asCommandFailure
        }
    }

    private struct Entry {
        let kind: Kind
        let name: String
        let identifier: String

        var line: String { "\(kind.rawValue) \(name) \(identifier)" }
    }

    private func entries() throws(CommandFailure) -> [Entry] {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limit: 4 << 20)
        } catch {
            if error.kind == .missing { return [] }
            throw error.asCommandFailure
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 3, let kind = Kind(rawValue: parts[0]) else { return nil }
            return Entry(kind: kind, name: parts[1], identifier: parts[2])
        }
    }
}
