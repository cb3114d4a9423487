internal import ArgumentParser
internal import CommandSupport
internal import CryptoPrimitives
internal import TransparencyLog

/// `kluis-witness keygen`: a new key of a witness.
struct KeygenCommand: WitnessCommand {
    static let configuration = CommandConfiguration(
        "keygen", abstract: "Make the key of a witness.",
        discussion: """
            Writes an Ed25519 key under a passphrase (PKCS#8, which `openssl pkey` opens) to the key \
            file, and its public half, the vkey that goes into trust policies, beside it. A witness \
            has one key, one state directory and one machine: a copy that cosigns too could cosign \
            a second history.
            """,
        examples: [
            ("kluis-witness keygen witness.example/w1 --key w1.key", "ask for a passphrase, twice"),
            (
                "kluis-witness keygen witness.example/w1 --key w1.key --passphrase-file w1.pass",
                "take the passphrase from a file that only you can read"
            ),
        ])

    @Argument(help: "The name: a URL without its scheme, such as witness.example/w1.")
    var name: String

    @OptionGroup(title: "Key") var key: WitnessKeyOptions
    @OptionGroup(title: "Global options") var global: WitnessOptions

    func run(in context: WitnessContext) async throws -> CommandStatus {
        let passphrase = try newPassphrase(context)
        let vkey = try key.file.create(name: name, passphrase: passphrase)
        context.print(
            [
                ("name", .string(name)), ("vkey", .string(vkey.description)),
                ("keyFile", .string(key.key)), ("publicKey", .string(key.file.publicPath)),
            ],
            lines: [
                vkey.description,
                "key file: \(key.key), public half: \(key.file.publicPath)",
                "next: give the first line to those who write the trust policy",
            ])
        return .success
    }

    /// A passphrase for a new key file; typed twice, because it is not shown.
    private func newPassphrase(_ context: WitnessContext) throws -> SecretBytes {
        let first = try key.passphrase(context)
        guard first.count > 0 else { throw CommandFailure(.badData, "the passphrase is empty") }
        guard key.asksPerson else { return first }
        let second = try Passphrase.ask("the same passphrase again")
        let isSame = first.withBytes { first in
            second.withBytes { second in constantTimeEqual(first, second) }
        }
        guard isSame else { throw CommandFailure(.badData, "the two passphrases differ") }
        return first
    }
}
