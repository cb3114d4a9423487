internal import ArgumentParser
internal import CryptoPrimitives
internal import Records

/// `kluis member keygen`: new keys in a key file.
struct MemberKeygenCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "keygen", abstract: "Make a member's keys.",
        discussion: """
            Makes an Ed25519 key that signs and an X25519 key to which others seal, and writes both \
            to a key file under a passphrase (PKCS#8, which `openssl pkey` opens). Nothing is sent \
            anywhere. Keep a copy of the key file and the passphrase apart from each other: nobody \
            can restore them.
            """,
        examples: [
            ("kluis member keygen els", "ask for a passphrase, twice"),
            (
                "kluis member keygen els --passphrase-file els.pass",
                "take the passphrase from a file that only you can read"
            ),
        ])

    @Argument(help: "The handle: 1 to 64 of a-z, 0-9, `.`, `_` and `-`.")
    var handle: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        guard ActingAs.isHandle(handle) else {
            throw CommandFailure(
                .usage, "`\(handle)` is no handle",
                hint: "a handle has 1 to 64 of a-z, 0-9, `.`, `_` and `-`")
        }
        let home = MemberHome(path: context.settings.home)
        if try home.handles().contains(handle) {
            throw CommandFailure(
                .cannotCreate, "there is a member `\(handle)` here already; nothing was changed")
        }
        let passphrase = try newPassphrase(context)
        let signing = try Ed25519.PrivateKey.generate()
        let agreement = try X25519.PrivateKey.generate()
        let text = try MemberKeyFile.encode(
            signing: signing, agreement: agreement, passphrase: passphrase)
        let id = MemberID(at: SystemClock.now(), randomness: try Randomness.bytes(count: 10))
        try home.add(
            handle,
            publicKeys: MemberHome.PublicKeys(
                member: id, signing: signing.publicKey, agreement: agreement.publicKey),
            keyText: text)
        context.print(
            [
                ("handle", .string(handle)), ("member", .string(id.description)),
                ("short", .string(id.short)), ("keyFile", .string(home.keyPath(handle))),
                ("publicKeys", .string(home.identifierPath(handle))),
                ("signingKey", .string(signing.publicKey.bytes.hex)),
                ("agreementKey", .string(agreement.publicKey.bytes.hex)),
            ],
            lines: [
                "made the keys of \(handle): member \(id) (\(id.short))",
                "key file: \(home.keyPath(handle))",
                "public half: \(home.identifierPath(handle))",
                "next: a registrar registers them with `kluis member add \(handle)`",
            ])
        return .success
    }

    /// A passphrase for a new key file; typed twice, because it is not shown.
    private func newPassphrase(_ context: CommandContext) throws -> SecretBytes {
        let first = try context.passphrase.read(for: handle)
        guard first.count > 0 else {
            throw CommandFailure(.badData, "the passphrase is empty")
        }
        guard case .person = context.passphrase else { return first }
        let second = try Passphrase.ask("the same passphrase again")
        let isSame = first.withBytes { first in
            second.withBytes { second in constantTimeEqual(first, second) }
        }
        guard isSame else { throw CommandFailure(.badData, "the two passphrases differ") }
        return first
    }
}
