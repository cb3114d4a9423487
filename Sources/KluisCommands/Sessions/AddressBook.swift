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
        let beginning = Self.beginning(kind, NameForm.slug(name))
        let line = try lines().last { $0.starts(with: beginning) }
        return line.flatMap {
            Identifier<Subject>(String(decoding: $0.dropFirst(beginning.count), as: UTF8.self))
        }
    }

    /// The name of an identifier; `nil` when there is none.
    package func name<Subject>(
        _ kind: Kind, of identifier: Identifier<Subject>
    ) throws(CommandFailure) -> String? {
        let beginning = Array("\(kind.rawValue) ".utf8)
        let end = Array(" \(identifier)".utf8)
        let line = try lines().last {
            $0.count > beginning.count + end.count && $0.starts(with: beginning)
                && $0.suffix(end.count) == end[...]
        }
        return line.map {
            String(decoding: $0.dropFirst(beginning.count).dropLast(end.count), as: UTF8.self)
        }
    }

    /// Names an identifier; the newest meaning of a name counts.
    package func add<Subject>(
        _ kind: Kind, named name: String, _ identifier: Identifier<Subject>
    ) throws(CommandFailure) {
        try add([(kind, name, identifier.description)])
    }

    /// Names dossiers by their numbers; the file is written once, if any of them is new in it.
    package func add(dossiers: some Sequence<DossierID>) throws(CommandFailure) {
        try add(dossiers.map { (.dossier, $0.short, $0.description) })
    }

    private func add(
        _ entries: [(kind: Kind, name: String, identifier: String)]
    ) throws(CommandFailure) {
        var added: [[UInt8]: [UInt8]] = [:]
        for (kind, name, identifier) in entries {
            let key = NameForm.slug(name)
            guard !key.isEmpty else { continue }
            let beginning = Self.beginning(kind, key)
            added[beginning] = beginning + Array(identifier.utf8)
        }
        let lines = try lines()
        let known = Set(lines)
        added = added.filter { !known.contains($0.value[...]) }
        guard !added.isEmpty else { return }
        var kept = lines.filter { added[Array(Self.beginning(of: $0))] == nil }
        kept += added.values.map { $0[...] }.sorted { $0.lexicographicallyPrecedes($1) }
        do throws(FileFailure) {
            try Files.makeDirectory(Files.parent(of: path))
            try Files.write(kept.flatMap { $0 + [Self.lineFeed] }, to: path)
        } catch {
            throw error.asCommandFailure
        }
    }

    private static let lineFeed: UInt8 = 0x0a
    private static let space: UInt8 = 0x20

    /// Kind and name, with the space after them.
    private static func beginning(_ kind: Kind, _ name: String) -> [UInt8] {
        Array("\(kind.rawValue) \(name) ".utf8)
    }

    private static func beginning(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line[...(line.lastIndex(of: space) ?? line.index(before: line.endIndex))]
    }

    /// The lines of three words, compared as they stand because there may be thousands.
    private func lines() throws(CommandFailure) -> [ArraySlice<UInt8>] {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limit: 4 << 20)
        } catch {
            if error.kind == .missing { return [] }
            throw error.asCommandFailure
        }
        return bytes.split(separator: Self.lineFeed)
            .filter { line in line.count { $0 == Self.space } == 2 }
    }
}
