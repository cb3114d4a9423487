import CryptoPrimitives
import Sealing
import TestSupport
import Testing

@Suite("Two-share wraps") struct WrapTests {
    /// A wrap with all that opens it.
    private struct Sample: ~Copyable {
        let dataKey: SecretBytes
        let roleKey: X25519.PrivateKey
        let grantSecret: SecretBytes
        let context: Digest
        let wrap: [UInt8]

        init() throws {
            let dataKey = try SecretBytes.random(count: 32)
            let roleKey = try X25519.PrivateKey.generate()
            let grantSecret = try SecretBytes.random(count: 32)
            let context = Digest(hashing: [1])
            let share = try MediatorShare.derive(
                grantSecret: grantSecret, contextHash: context)
            wrap = try Wrap.seal(
                dataKey: dataKey, to: roleKey.publicKey, share: share, contextHash: context)
            self.dataKey = dataKey
            self.roleKey = roleKey
            self.grantSecret = grantSecret
            self.context = context
        }

        func open(
            _ wrap: [UInt8], with key: borrowing X25519.PrivateKey, share: borrowing SecretBytes,
            context: Digest
        ) throws(CryptoError) -> [UInt8] {
            try Wrap.open(wrap, with: key, share: share, contextHash: context)
                .withBytes { [UInt8](copying: $0) }
        }
    }

    @Test("a wrap of 80 bytes opens with the role key and the mediator's share")
    func opens() throws {
        let sample = try Sample()
        #expect(sample.wrap.count == Wrap.byteCount)
        let share = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: sample.context)
        let opened = try sample.open(
            sample.wrap, with: sample.roleKey, share: share, context: sample.context)
        #expect(opened == sample.dataKey.withBytes { [UInt8](copying: $0) })
    }

    @Test("neither share opens it alone")
    func needsBothShares() throws {
        let sample = try Sample()
        let share = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: sample.context)
        let failure = CryptoError(.authenticationFailed)
        // The role key with any other share: another grant's, zeros, the grant's secret itself.
        let others = [
            try SecretBytes.random(count: 32).withBytes { [UInt8](copying: $0) },
            [UInt8](repeating: 0, count: 32),
            sample.grantSecret.withBytes { [UInt8](copying: $0) },
            [], [1],
        ]
        for other in others {
            #expect(throws: failure) {
                try sample.open(
                    sample.wrap, with: sample.roleKey, share: SecretBytes(copying: other),
                    context: sample.context)
            }
        }
        // The share with any other key.
        #expect(throws: failure) {
            try sample.open(
                sample.wrap, with: .generate(), share: share, context: sample.context)
        }
        // The role key without a share: the base mode.
        #expect(throws: failure) {
            _ = try HPKE.openBase(
                HPKE.Sealed(bytes: sample.wrap), with: sample.roleKey,
                info: Array("vault/v1/wrap".utf8) + sample.context.bytes,
                authenticating: sample.context.bytes
            ).count
        }
    }

    @Test("a context with one bit changed opens nothing and has another share", arguments: 0..<256)
    func everyBitIsBound(bit: Int) throws {
        let sample = try Sample()
        var bytes = sample.context.bytes
        bytes[bit / 8] ^= 1 << (bit % 8)
        let other = try #require(Digest(bytes))
        let share = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: sample.context)
        let otherShare = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: other)
        #expect(
            share.withBytes { [UInt8](copying: $0) }
                != otherShare.withBytes { [UInt8](copying: $0) })
        let failure = CryptoError(.authenticationFailed)
        #expect(throws: failure) {
            try sample.open(sample.wrap, with: sample.roleKey, share: share, context: other)
        }
        #expect(throws: failure) {
            try sample.open(sample.wrap, with: sample.roleKey, share: otherShare, context: other)
        }
        #expect(throws: failure) {
            try sample.open(
                sample.wrap, with: sample.roleKey, share: otherShare, context: sample.context)
        }
    }

    @Test("a changed wrap is refused, never a crash", arguments: 0..<3)
    func mutation(seed: UInt64) throws {
        let sample = try Sample()
        let share = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: sample.context)
        var mutator = Mutator(seed: seed)
        for _ in 0..<Rounds.scaled(200) {
            let changed = mutator.mutation(of: sample.wrap)
            #expect(throws: CryptoError(.authenticationFailed)) {
                try sample.open(
                    changed, with: sample.roleKey, share: share, context: sample.context)
            }
        }
    }

    @Test("a data key, a share or a grant's secret of another size is refused")
    func sizes() throws {
        let sample = try Sample()
        let hash = sample.context
        for count in [0, 16, 31, 33] {
            #expect(throws: CryptoError(.invalidLength)) {
                try Wrap.seal(
                    dataKey: .random(count: count), to: sample.roleKey.publicKey,
                    share: .random(count: 32), contextHash: hash)
            }
            #expect(throws: CryptoError(.invalidLength)) {
                try Wrap.seal(
                    dataKey: .random(count: 32), to: sample.roleKey.publicKey,
                    share: .random(count: count), contextHash: hash)
            }
            #expect(throws: CryptoError(.invalidLength)) {
                _ = try MediatorShare.derive(
                    grantSecret: .random(count: count), contextHash: hash
                ).count
            }
        }
    }

    @Test("the share has its documented derivation")
    func derivation() throws {
        let context = Digest(hashing: [1])
        // One block of HKDF-Expand is HMAC(secret, info || 0x01).
        let secret = SecretBytes(copying: [UInt8](0..<32))
        let info = Array("vault/v1/mshare".utf8) + [0, 0, 0, 0, 32] + context.bytes + [1]
        let share = try MediatorShare.derive(grantSecret: secret, contextHash: context)
        #expect(
            share.withBytes { [UInt8](copying: $0) }
                == HMACSHA256.authenticate(info, key: secret).bytes)
    }
}
