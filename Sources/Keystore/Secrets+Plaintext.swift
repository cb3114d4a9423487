internal import CryptoPrimitives
internal import Mediation
internal import Records

// What is inside the sealed files, as `docs/formats/keystore.md` describes it: fields of fixed
// size, counters big endian, lists with a count of 4 bytes before them and in the order of their
// keys, so that the same secrets are the same bytes.

extension VaultSecrets {
    /// 160 bytes: id of the vault, seed of the mediator, seed of the log, index key, storage key.
    func plaintext() -> SecretBytes {
        var writer = PlaintextWriter(capacity: 160)
        writer.append(vault.bytes)
        for box in [mediatorSeed, logSeed, indexKey, storageKey] { writer.append(box) }
        return writer.finish()
    }

    init(plaintext: consuming SecretBytes) throws(SecretStoreError) {
        var reader = PlaintextReader(plaintext, .vault)
        self.init(
            vault: try reader.digest(), mediatorSeed: try reader.secret(),
            logSeed: try reader.secret(), indexKey: try reader.secret(),
            storageKey: try reader.secret())
        try reader.finish()
    }
}

extension KeptHead {
    /// Size, root, and the note to the end.
    func plaintext() -> SecretBytes {
        var writer = PlaintextWriter(capacity: 44 + note.count)
        writer.append(size, byteCount: 8)
        writer.append(root.bytes)
        writer.append(UInt64(note.count), byteCount: 4)
        writer.append(note)
        return writer.finish()
    }

    init(plaintext: consuming SecretBytes) throws(SecretStoreError) {
        var reader = PlaintextReader(plaintext, .head)
        let (size, root) = (try reader.number(byteCount: 8), try reader.digest())
        let count = Int(try reader.number(byteCount: 4))
        self.init(size: size, root: root, note: try reader.bytes(count))
        try reader.finish()
    }
}

extension ChainSecrets {
    /// Keys, head, then the lists: grants' secrets, ended grants, high-water marks.
    func plaintext() -> SecretBytes {
        let grants = self.grants.sorted {
            ($0.key.grant, $0.key.kind.rawValue) < ($1.key.grant, $1.key.kind.rawValue)
        }
        // The exact size: an array that grows leaves its old memory behind with the secrets in it.
        let names = grants.reduce(0) { $0 + $1.key.kind.rawValue.utf8.count }
        var writer = PlaintextWriter(
            capacity: 116 + grants.count * 49 + names + ended.count * 16 + marks.count * 56)
        writer.append(storageKey)
        writer.append(tagKey)
        writer.append(head.length, byteCount: 8)
        writer.append(head.link.bytes)
        writer.append(UInt64(grants.count), byteCount: 4)
        for (key, secret) in grants {
            writer.append(key.grant.bytes)
            writer.append(UInt64(key.kind.rawValue.utf8.count), byteCount: 1)
            writer.append(Array(key.kind.rawValue.utf8))
            writer.append(secret)
        }
        writer.append(UInt64(ended.count), byteCount: 4)
        for grant in ended.sorted() { writer.append(grant.bytes) }
        writer.append(UInt64(marks.count), byteCount: 4)
        for (section, mark) in marks.sorted(by: { $0.key < $1.key }) {
            writer.append(section.bytes)
            writer.append(mark.version, byteCount: 8)
            writer.append(mark.manifest.bytes)
        }
        return writer.finish()
    }

    init(plaintext: consuming SecretBytes) throws(SecretStoreError) {
        var reader = PlaintextReader(plaintext, .chain)
        self.init(
            storageKey: try reader.secret(), tagKey: try reader.secret(),
            head: ChainHead(length: try reader.number(byteCount: 8), link: try reader.digest()))
        // Each list in its order, so that the same secrets are the same bytes.
        var lastGrant: (GrantID, String)?
        for _ in 0..<(try reader.number(byteCount: 4)) {
            let grant: GrantID = try reader.identifier()
            let bytes = try reader.bytes(Int(try reader.number(byteCount: 1)))
            let name = String(decoding: bytes, as: UTF8.self)
            guard let kind = SectionKind(rawValue: name),
                lastGrant.map({ $0 < (grant, name) }) ?? true,
                add(try reader.secret(), of: grant, kind: kind)
            else { throw SecretStoreError(.damaged, .chain) }
            lastGrant = (grant, name)
        }
        var lastEnded: GrantID?
        for _ in 0..<(try reader.number(byteCount: 4)) {
            let grant: GrantID = try reader.identifier()
            guard lastEnded.map({ $0 < grant }) ?? true, end(grant) == 0 else {
                throw SecretStoreError(.damaged, .chain)
            }
            lastEnded = grant
        }
        var lastSection: SectionID?
        for _ in 0..<(try reader.number(byteCount: 4)) {
            let section: SectionID = try reader.identifier()
            guard lastSection.map({ $0 < section }) ?? true else {
                throw SecretStoreError(.damaged, .chain)
            }
            lastSection = section
            marks[section] = HighWaterMark(
                version: try reader.number(byteCount: 8), manifest: try reader.digest())
        }
        try reader.finish()
    }
}
