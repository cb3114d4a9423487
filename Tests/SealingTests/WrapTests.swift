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
        let context: WrapContext
        let wrap: [UInt8]

        init() throws {
            let dataKey = try SecretBytes.random(count: 32)
            let roleKey = try X25519.PrivateKey.generate()
            let grantSecret = try SecretBytes.random(count: 32)
            let context = WrapContext(
                manifest: Digest(hashing: [1]), dossier: [1], section: [2], version: 3,
                role: [4], epoch: 5, roleKey: roleKey.publicKey, grant: [6],
                policy: Digest(hashing: [7]), wrapper: [8])
            let share = try MediatorShare.derive(
                grantSecret: grantSecret, contextHash: context.hash)
            wrap = try Wrap.seal(
                dataKey: dataKey, to: roleKey.publicKey, share: share, contextHash: context.hash)
            self.dataKey = dataKey
            self.roleKey = roleKey
            self.grantSecret = grantSecret
            self.context = context
        }

        func open(
            _ wrap: [UInt8], with key: borrowing X25519.PrivateKey, share: borrowing SecretBytes,
            context: WrapContext
        ) throws(CryptoError) -> [UInt8] {
            try Wrap.open(wrap, with: key, share: share, contextHash: context.hash)
                .withBytes { [UInt8](copying: $0) }
        }
    }

    @Test("a wrap of 80 bytes opens with the role key and the mediator's share")
    func opens() throws {
        let sample = try Sample()
        #expect(sample.wrap.count == Wrap.byteCount)
        let share = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: sample.context.hash)
        let opened = try sample.open(
            sample.wrap, with: sample.roleKey, share: share, context: sample.context)
        #expect(opened == sample.dataKey.withBytes { [UInt8](copying: $0) })
    }

    @Test("neither share opens it alone")
    func needsBothShares() throws {
        let sample = try Sample()
        let share = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: sample.context.hash)
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
                info: Array("vault/v1/wrap".utf8) + sample.context.hash.bytes,
                authenticating: sample.context.hash.bytes
            ).count
        }
    }

    @Test("a context that differs in any one field opens nothing and has another share")
    func everyFieldIsBound() throws {
        let sample = try Sample()
        let context = sample.context
        let rightShare = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: context.hash)
        let shareBytes = rightShare.withBytes { [UInt8](copying: $0) }
        let changed = try changes(of: context)
        #expect(changed.count == 12)
        #expect(Set(changed.map(\.bytes) + [context.bytes]).count == 13)
        for other in changed {
            let otherShare = try MediatorShare.derive(
                grantSecret: sample.grantSecret, contextHash: other.hash)
            #expect(otherShare.withBytes { [UInt8](copying: $0) } != shareBytes)
            for share in [shareBytes, otherShare.withBytes { [UInt8](copying: $0) }] {
                #expect(throws: CryptoError(.authenticationFailed)) {
                    try sample.open(
                        sample.wrap, with: sample.roleKey, share: SecretBytes(copying: share),
                        context: other)
                }
            }
            #expect(throws: CryptoError(.authenticationFailed)) {
                try sample.open(
                    sample.wrap, with: sample.roleKey, share: otherShare, context: context)
            }
        }
    }

    /// The context with each field changed, and with bytes moved between neighbouring fields.
    private func changes(of context: WrapContext) throws -> [WrapContext] {
        func changing(
            manifest: Digest? = nil, dossier: [UInt8]? = nil, section: [UInt8]? = nil,
            version: UInt64? = nil, role: [UInt8]? = nil, epoch: UInt64? = nil,
            roleKey: X25519.PublicKey? = nil, grant: [UInt8]? = nil, policy: Digest? = nil,
            wrapper: [UInt8]? = nil
        ) -> WrapContext {
            WrapContext(
                manifest: manifest ?? context.manifest, dossier: dossier ?? context.dossier,
                section: section ?? context.section, version: version ?? context.version,
                role: role ?? context.role, epoch: epoch ?? context.epoch,
                roleKey: roleKey ?? context.roleKey, grant: grant ?? context.grant,
                policy: policy ?? context.policy, wrapper: wrapper ?? context.wrapper)
        }
        return [
            changing(manifest: Digest(hashing: [9])), changing(dossier: [9]),
            changing(section: [9]),
            changing(version: 9), changing(role: [9]), changing(epoch: 9),
            changing(roleKey: try X25519.PrivateKey.generate().publicKey), changing(grant: [9]),
            changing(policy: Digest(hashing: [9])), changing(wrapper: [9]),
            changing(dossier: [1, 2], section: []), changing(dossier: [], section: [1, 2]),
        ]
    }

    @Test("a changed wrap is refused, never a crash", arguments: 0..<3)
    func mutation(seed: UInt64) throws {
        let sample = try Sample()
        let share = try MediatorShare.derive(
            grantSecret: sample.grantSecret, contextHash: sample.context.hash)
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
        let hash = sample.context.hash
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

    @Test("the contexts and the share have their documented encodings")
    func encodings() throws {
        let context = try Sample().context
        var expected = CanonicalEncoder("vault/v1/ctxW")
        expected.append(1 as UInt64)
        expected.append(Digest(hashing: [1]))
        expected.append([1] as [UInt8])
        expected.append([2] as [UInt8])
        expected.append(3 as UInt64)
        expected.append([4] as [UInt8])
        expected.append(5 as UInt64)
        expected.append(Digest(hashing: context.roleKey.bytes))
        expected.append([6] as [UInt8])
        expected.append(Digest(hashing: [7]))
        expected.append([8] as [UInt8])
        #expect(context.bytes == expected.bytes)
        #expect(context.hash == Digest(hashing: expected.bytes))
        // One block of HKDF-Expand is HMAC(secret, info || 0x01).
        let secret = SecretBytes(copying: [UInt8](0..<32))
        let info =
            Array("vault/v1/mshare".utf8) + [0, 0, 0, 0, 32] + context.hash.bytes + [1]
        let share = try MediatorShare.derive(grantSecret: secret, contextHash: context.hash)
        #expect(
            share.withBytes { [UInt8](copying: $0) }
                == HMACSHA256.authenticate(info, key: secret).bytes)
    }
}
