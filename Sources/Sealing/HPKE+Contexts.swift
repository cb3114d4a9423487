package import CryptoPrimitives

extension HPKE {
    /// The sending side of a context (RFC 9180, section 5.2): messages in their order.
    package struct Sender: ~Copyable {
        /// What the recipient needs: 32 bytes.
        package let encapsulatedKey: [UInt8]
        private var schedule: KeySchedule

        /// Starts a context in mode base.
        ///
        /// - Throws: `invalidKey` for a recipient's key of small order, `randomnessUnavailable`.
        package init(to recipient: X25519.PublicKey, info: [UInt8]) throws(CryptoError) {
            try self.init(to: recipient, info: info, ephemeral: .generate())
        }

        /// Starts a context in mode PSK.
        ///
        /// - Throws: `invalidKey` for a recipient's key of small order, `invalidLength` for a short
        ///   share or an empty name, `randomnessUnavailable`.
        package init(
            to recipient: X25519.PublicKey, info: [UInt8], psk: borrowing SecretBytes,
            pskID: [UInt8]
        ) throws(CryptoError) {
            try self.init(
                to: recipient, info: info, psk: psk, pskID: pskID, ephemeral: .generate())
        }

        /// Mode base under a given ephemeral key, which must never serve twice.
        ///
        /// Not reachable from other modules: only known-answer tests bring their own key.
        init(
            to recipient: X25519.PublicKey, info: [UInt8], ephemeral: borrowing X25519.PrivateKey
        ) throws(CryptoError) {
            let shared = try KeyEncapsulation.encapsulate(to: recipient, ephemeral: ephemeral)
            schedule = try KeySchedule(sharedSecret: shared, info: info)
            encapsulatedKey = ephemeral.publicKey.bytes
        }

        /// Mode PSK under a given ephemeral key; see the other initialiser.
        init(
            to recipient: X25519.PublicKey, info: [UInt8], psk: borrowing SecretBytes,
            pskID: [UInt8], ephemeral: borrowing X25519.PrivateKey
        ) throws(CryptoError) {
            let shared = try KeyEncapsulation.encapsulate(to: recipient, ephemeral: ephemeral)
            schedule = try KeySchedule(sharedSecret: shared, info: info, psk: psk, pskID: pskID)
            encapsulatedKey = ephemeral.publicKey.bytes
        }

        /// Seals the next message.
        ///
        /// - Throws: `messageTooLong` when the context has no nonce left.
        package mutating func seal(
            _ plaintext: borrowing SecretBytes, authenticating data: [UInt8] = []
        ) throws(CryptoError) -> [UInt8] {
            let nonce = try schedule.nonce()
            let sealed = try AES256GCM.seal(
                plaintext, key: schedule.key, nonce: nonce, authenticating: data)
            schedule.advance()
            return sealed
        }

        /// A secret of `count` bytes that both sides have (RFC 9180, section 5.3).
        ///
        /// - Throws: `invalidLength` above 8160 bytes.
        package func export(context: [UInt8], count: Int) throws(CryptoError) -> SecretBytes {
            try schedule.export(context: context, count: count)
        }
    }

    /// The receiving side of a context (RFC 9180, section 5.2): messages in their order.
    package struct Recipient: ~Copyable {
        private var schedule: KeySchedule

        /// Takes up a context in mode base.
        ///
        /// - Throws: `authenticationFailed` for an encapsulated key that is none.
        package init(
            encapsulatedKey: [UInt8], with key: borrowing X25519.PrivateKey, info: [UInt8]
        ) throws(CryptoError) {
            let shared = try KeyEncapsulation.decapsulate(encapsulatedKey, with: key)
            schedule = try KeySchedule(sharedSecret: shared, info: info)
        }

        /// Takes up a context in mode PSK.
        ///
        /// - Throws: `authenticationFailed` for an encapsulated key that is none, `invalidLength`
        ///   for a short share or an empty name.
        package init(
            encapsulatedKey: [UInt8], with key: borrowing X25519.PrivateKey, info: [UInt8],
            psk: borrowing SecretBytes, pskID: [UInt8]
        ) throws(CryptoError) {
            let shared = try KeyEncapsulation.decapsulate(encapsulatedKey, with: key)
            schedule = try KeySchedule(sharedSecret: shared, info: info, psk: psk, pskID: pskID)
        }

        /// Opens the next message; one that does not open leaves the context where it was.
        ///
        /// - Throws: `authenticationFailed`; `messageTooLong` when the context has no nonce left.
        package mutating func open(
            _ ciphertext: [UInt8], authenticating data: [UInt8] = []
        ) throws(CryptoError) -> SecretBytes {
            let nonce = try schedule.nonce()
            let plaintext = try AES256GCM.openSecret(
                ciphertext, key: schedule.key, nonce: nonce, authenticating: data)
            schedule.advance()
            return plaintext
        }

        /// A secret of `count` bytes that both sides have (RFC 9180, section 5.3).
        ///
        /// - Throws: `invalidLength` above 8160 bytes.
        package func export(context: [UInt8], count: Int) throws(CryptoError) -> SecretBytes {
            try schedule.export(context: context, count: count)
        }
    }
}
