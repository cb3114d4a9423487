internal import CryptoPrimitives

extension HPKE {
    /// HKDF with the labels that keep one use of a secret from being taken for another
    /// (RFC 9180, section 4).
    struct LabeledKDF: Sendable {
        /// `KEM` or `HPKE` and the identifiers of the algorithms.
        let suite: [UInt8]

        /// Key encapsulation: DHKEM(X25519, HKDF-SHA256).
        static let encapsulation = Self(suite: Array("KEM".utf8) + [0x00, 0x20])
        /// Key schedule: that, HKDF-SHA256 and AES-256-GCM.
        static let schedule = Self(
            suite: Array("HPKE".utf8) + [0x00, 0x20, 0x00, 0x01, 0x00, 0x02])

        private static let version = Array("HPKE-v1".utf8)

        /// `LabeledExtract(salt, label, ikm)`.
        func extract(
            salt: borrowing SecretBytes, _ label: String, _ inputKey: borrowing SecretBytes
        ) throws(CryptoError) -> SecretBytes {
            try HKDF.extract(
                salt: salt, prefix: Self.version + suite + Array(label.utf8), inputKey: inputKey)
        }

        /// `LabeledExtract("", label, ikm)` of bytes that are no secret.
        func digest(_ label: String, _ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
            try extract(salt: SecretBytes(copying: []), label, SecretBytes(copying: bytes))
                .withBytes { [UInt8](copying: $0) }
        }

        /// `LabeledExpand(prk, label, info, L)`.
        func expand(
            _ key: borrowing SecretBytes, _ label: String, info: [UInt8], count: Int
        ) throws(CryptoError) -> SecretBytes {
            guard 0...(255 * 32) ~= count else { throw CryptoError(.invalidLength) }
            let length = [UInt8(count >> 8), UInt8(count & 0xff)]
            return try HKDF.expand(
                key, info: length + Self.version + suite + Array(label.utf8) + info, count: count)
        }
    }

    /// DHKEM(X25519, HKDF-SHA256) (RFC 9180, section 4.1).
    enum KeyEncapsulation {
        /// The secret that the sender shares with the owner of `recipient`.
        ///
        /// - Throws: `invalidKey` for a key of small order.
        static func encapsulate(
            to recipient: X25519.PublicKey, ephemeral: borrowing X25519.PrivateKey
        ) throws(CryptoError) -> SecretBytes {
            try sharedSecret(
                ephemeral.sharedSecret(with: recipient),
                context: ephemeral.publicKey.bytes + recipient.bytes)
        }

        /// The secret that the recipient shares with the sender.
        ///
        /// - Throws: `authenticationFailed` for bytes that are not such a key, or one of small
        ///   order.
        static func decapsulate(
            _ encapsulatedKey: [UInt8], with key: borrowing X25519.PrivateKey
        ) throws(CryptoError) -> SecretBytes {
            let agreed: SecretBytes
            do {
                agreed = try key.sharedSecret(with: X25519.PublicKey(encapsulatedKey))
            } catch {
                throw CryptoError(.authenticationFailed)
            }
            return try sharedSecret(agreed, context: encapsulatedKey + key.publicKey.bytes)
        }

        /// `ExtractAndExpand(dh, kem_context)`.
        private static func sharedSecret(
            _ agreed: borrowing SecretBytes, context: [UInt8]
        ) throws(CryptoError) -> SecretBytes {
            let kdf = LabeledKDF.encapsulation
            let key = try kdf.extract(salt: SecretBytes(copying: []), "eae_prk", agreed)
            return try kdf.expand(key, "shared_secret", info: context, count: 32)
        }
    }

    /// The secrets of a context and the number of its next message (RFC 9180, sections 5.1, 5.2).
    struct KeySchedule: ~Copyable {
        /// The key of AES-256-GCM.
        let key: SecretBytes
        private let baseNonce: [UInt8]
        private let secret: SecretBytes
        private let context: [UInt8]
        private var sequence: UInt64 = 0

        /// Mode base: no pre-shared key.
        init(sharedSecret: borrowing SecretBytes, info: [UInt8]) throws(CryptoError) {
            try self.init(
                mode: 0, sharedSecret: sharedSecret, info: info, psk: SecretBytes(copying: []),
                pskID: [])
        }

        /// Mode PSK.
        ///
        /// - Throws: `invalidLength` for a short share or an empty name.
        init(
            sharedSecret: borrowing SecretBytes, info: [UInt8], psk: borrowing SecretBytes,
            pskID: [UInt8]
        ) throws(CryptoError) {
            guard psk.count >= HPKE.minimumPSKByteCount, !pskID.isEmpty else {
                throw CryptoError(.invalidLength)
            }
            try self.init(mode: 1, sharedSecret: sharedSecret, info: info, psk: psk, pskID: pskID)
        }

        private init(
            mode: UInt8, sharedSecret: borrowing SecretBytes, info: [UInt8],
            psk: borrowing SecretBytes, pskID: [UInt8]
        ) throws(CryptoError) {
            let kdf = LabeledKDF.schedule
            let context =
                try [mode] + kdf.digest("psk_id_hash", pskID) + kdf.digest("info_hash", info)
            let secret = try kdf.extract(salt: sharedSecret, "secret", psk)
            let key = try kdf.expand(secret, "key", info: context, count: AES256GCM.keyByteCount)
            let nonce = try kdf.expand(
                secret, "base_nonce", info: context, count: AES256GCM.nonceByteCount)
            baseNonce = nonce.withBytes { [UInt8](copying: $0) }
            self.key = key
            self.secret = secret
            self.context = context
        }

        /// The nonce of the next message: the base nonce XOR its number.
        ///
        /// - Throws: `messageTooLong` after 2⁶⁴ - 1 messages, far below the 2⁹⁶ of the RFC.
        func nonce() throws(CryptoError) -> [UInt8] {
            guard sequence < .max else { throw CryptoError(.messageTooLong) }
            var nonce = baseNonce
            for position in 0..<8 {
                nonce[nonce.count - 1 - position] ^=
                    UInt8(truncatingIfNeeded: sequence >> UInt64(8 * position))
            }
            return nonce
        }

        /// Goes on to the next message.
        mutating func advance() {
            sequence += 1
        }

        /// `Export(exporter_context, L)` (RFC 9180, section 5.3).
        func export(context exporter: [UInt8], count: Int) throws(CryptoError) -> SecretBytes {
            let kdf = LabeledKDF.schedule
            let key = try kdf.expand(secret, "exp", info: context, count: 32)
            return try kdf.expand(key, "sec", info: exporter, count: count)
        }
    }
}
