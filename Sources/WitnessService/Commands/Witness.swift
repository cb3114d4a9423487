internal import ArgumentParser

/// The root of the command line.
struct Witness: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kluis-witness",
        abstract: "A witness for transparency logs, and how a log reaches its witnesses.",
        discussion: """
            A witness cosigns the heads of a log, and each only after a proof that it extends the \
            one before: who asks for a cosignature cannot be shown another history than everybody \
            else. It never sees entries. Formats: C2SP tlog-witness, tlog-cosignature, tlog-policy.

            EXAMPLES:
              kluis-witness keygen witness.example/w1 --key w1.key
                  make a witness's key
              kluis-witness submit /srv/www/log --policy trust.policy
                  let the witnesses of a policy cosign a published log
            """,
        version: "0.1.0",
        subcommands: [
            KeygenCommand.self, CosignCommand.self, ServeCommand.self, SubmitCommand.self,
        ])
}
