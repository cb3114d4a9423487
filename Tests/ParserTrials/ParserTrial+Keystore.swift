internal import CryptoPrimitives
@testable internal import Keystore
internal import Mediation
internal import Records
internal import TestSupport

extension ParserTrial {
    private static func secret() -> SecretBox {
        SecretBox(SecretBytes(copying: SampleRecords.bytes(32)))
    }

    private static func bytes(of secret: borrowing SecretBytes) -> [UInt8] {
        secret.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }

    private static let chain: [UInt8] = {
        var secrets = ChainSecrets(
            storageKey: secret(), tagKey: secret(),
            head: ChainHead.empty.appending(SampleRecords.hash))
        _ = secrets.add(secret(), of: SampleRecords.identifier(8), kind: .plan)
        _ = secrets.add(secret(), of: SampleRecords.identifier(9), kind: .healthFile)
        _ = secrets.end(SampleRecords.identifier(10))
        _ = secrets.end(SampleRecords.identifier(11))
        for number in [6, 7] as [UInt8] {
            secrets.marks[SampleRecords.identifier(number)] = HighWaterMark(
                version: 3, manifest: SampleRecords.hash)
        }
        return bytes(of: secrets.plaintext())
    }()

    /// What the files of the keystore hold, under their seal.
    package static let chainSecrets = Self("chain-secrets", .bytes, samples: [chain]) {
        (input) throws(SecretStoreError) in
        .written(bytes(of: try ChainSecrets(plaintext: SecretBytes(copying: input)).plaintext()))
    }

    /// What the file of the log's head holds, under its seal.
    package static let keptHeads = Self(
        "kept-head", .bytes,
        samples: [
            bytes(
                of: KeptHead(size: 300, root: SampleRecords.hash, note: SampleLog.note)
                    .plaintext())
        ]
    ) { (input) throws(SecretStoreError) in
        .written(bytes(of: try KeptHead(plaintext: SecretBytes(copying: input)).plaintext()))
    }

    /// What the file of the vault's secrets holds, under its seal.
    package static let vaultSecrets = Self(
        "vault-secrets", .bytes, samples: [SampleRecords.bytes(160)]
    ) { (input) throws(SecretStoreError) in
        .written(bytes(of: try VaultSecrets(plaintext: SecretBytes(copying: input)).plaintext()))
    }

    private static let sealingKey: KeyEncryptionKey = {
        guard let key = try? KeyEncryptionKey(SecretBytes(copying: SampleRecords.bytes(32))) else {
            preconditionFailure("32 bytes are a key")
        }
        return key
    }()

    private static let sealedFile: [UInt8] = {
        let name = SealedName.chain(.dossier(SampleRecords.dossier))
        let content = SecretBytes(copying: chain)
        guard let bytes = try? SealedFile.seal(content, as: name, under: sealingKey) else {
            preconditionFailure("a file can be sealed")
        }
        return bytes
    }()

    /// Sealed files: none opens but the one that was sealed.
    package static let sealedFiles = Self("sealed-file", .bytes, samples: [sealedFile]) {
        (input) throws(SecretStoreError) in
        let file = try SealedFile(input, of: .chain)
        _ = try file.chain()
        let opened = try file.open(as: .chain(.dossier(SampleRecords.dossier)), under: sealingKey)
        let isWhole = bytes(of: opened) == chain && isSealed(input, as: sealedFile, salt: 36..<68)
        return isWhole ? .free : .contradiction("it was not sealed")
    }

    /// The file of the key that seals the others.
    package static let keystoreKeys = Self(
        "keystore-key", .text,
        samples: [KeyFile.text(of: SecretBytes(copying: SampleRecords.bytes(32)))]
    ) { (input) throws(SecretStoreError) in
        // Typed by hand, it may have other spaces and capitals; the digits are the same.
        let key = try KeyFile.parse(input)
        let isSame = bytes(of: key) == SampleRecords.bytes(32)
        return isSame ? .free : .contradiction("it is another key with the same check digits")
    }
}
