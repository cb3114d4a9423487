@testable internal import CryptoPrimitives
internal import TestSupport

extension ParserTrial {
    private static let label = "vault/v1/trial"

    /// A canonical encoding of any fields.
    package static let canonicalFields = Self(
        "canonical-fields", .fields, samples: [sampleFields]
    ) { (input) throws(CanonicalEncodingError) in
        var decoder = try CanonicalDecoder(input, label: label)
        var encoder = CanonicalEncoder(label)
        while !decoder.isAtEnd { encoder.append(try decoder.bytes()) }
        return .written(encoder.bytes)
    }

    /// A canonical encoding of one field of each type.
    package static let typedFields = Self(
        "canonical-types", .fields, samples: [sampleFields]
    ) { (input) throws(CanonicalEncodingError) in
        var decoder = try CanonicalDecoder(input, label: label)
        var encoder = CanonicalEncoder(label)
        encoder.append(try decoder.bytes())
        encoder.append(try decoder.string())
        encoder.append(try decoder.integer())
        encoder.append(try decoder.digest())
        encoder.append(list: try decoder.list())
        encoder.append(optional: try decoder.optional())
        try decoder.finish()
        return .written(encoder.bytes)
    }

    private static let sampleFields: [UInt8] = {
        var encoder = CanonicalEncoder(label)
        encoder.append([1, 2, 3] as [UInt8])
        encoder.append("tekst")
        encoder.append(42 as UInt64)
        encoder.append(Digest(hashing: [1]))
        encoder.append(list: [[1], [2, 3], []])
        encoder.append(optional: [9])
        return encoder.bytes
    }()

    /// Hexadecimal digits of either case.
    package static let hexadecimal = Self(
        "hexadecimal", .text, samples: [Array("00fF7a".utf8), []]
    ) { input in
        guard let text = String(validating: input, as: UTF8.self), let bytes = [UInt8](hex: text)
        else { return nil }
        return bytes.hex == text.lowercased() ? .free : .contradiction("the digits are others")
    }

    /// Base64.
    package static let base64 = Self(
        "base64", .text, samples: ["", "Zg==", "Zm8=", "Zm9v", "+/+/"].map { Array($0.utf8) }
    ) { input in
        guard let text = String(validating: input, as: UTF8.self), let bytes = Base64.decode(text)
        else { return nil }
        return .written(Array(Base64.encode(bytes).utf8))
    }

    /// Public keys of both kinds.
    package static let publicKeys = Self(
        "public-key", .bytes,
        samples: [SampleRecords.signingKey.bytes, SampleRecords.agreementKey.bytes]
    ) { input in
        if let key = try? Ed25519.PublicKey(input) { return .written(key.bytes) }
        return (try? X25519.PublicKey(input)).map { .written($0.bytes) }
    }

    private static let keyText: String = {
        let passphrase = SecretBytes(copying: Array("a passphrase".utf8))
        guard
            let signing = try? Ed25519.PrivateKey(
                seed: SecretBytes(copying: SampleRecords.bytes(32))),
            let agreement = try? X25519.PrivateKey(
                seed: SecretBytes(copying: SampleRecords.bytes(32))),
            let text = try? MemberKeyFile.encode(
                signing: signing, agreement: agreement, passphrase: passphrase, parallelism: 1)
        else { preconditionFailure("a key can be encrypted") }
        return text
    }()

    /// Encrypted private keys, as far as they are read before the passphrase costs anything.
    package static let encryptedKeys = Self(
        "encrypted-private-key", .bytes,
        samples: (try? PEM.blocks("ENCRYPTED PRIVATE KEY", in: keyText)) ?? []
    ) { (input) throws(CryptoError) in
        let key = try EncryptedPrivateKey(encoding: input)
        guard key.derivation.parameters.isAcceptable else {
            return .contradiction("the cost is outside the limits")
        }
        // The length of the key may stand there or not; beside that there is one encoding.
        return try EncryptedPrivateKey(encoding: key.encoding) == key
            ? .free : .contradiction("it is written as another key")
    }

    /// Text around keys.
    package static let keyTexts = Self(
        "pem", .text, samples: [Array(keyText.utf8), Array((keyText + keyText).utf8)]
    ) { (input) throws(CryptoError) in
        guard let text = String(validating: input, as: UTF8.self) else {
            throw CryptoError(.invalidEncoding)
        }
        let blocks = try PEM.blocks("ENCRYPTED PRIVATE KEY", in: text)
        let written = blocks.map { PEM.block("ENCRYPTED PRIVATE KEY", $0) }.joined()
        return try PEM.blocks("ENCRYPTED PRIVATE KEY", in: written) == blocks
            ? .free : .contradiction("the blocks are written as others")
    }
}
