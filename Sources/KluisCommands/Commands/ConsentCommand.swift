internal import ArgumentParser

/// `kluis consent`: what the worker agrees to, asks for and refuses.
struct ConsentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "consent", abstract: "Consents: to whom, which sections, what for, until when.",
        discussion: """
            Only the worker gives or withdraws a consent; the occupational physician may record one \
            with evidence, and the worker is told. A withdrawal works at once: what was not opened \
            yet stays closed. A refusal beats every consent.
            """,
        examples: [
            (
                "kluis consent give K7QJ-2M4X --to trui --role treating-physician "
                    + "--section medical-assessment --for care --until 2024-09-01 --as wim",
                "the treating physician may read one kind of section"
            ),
            ("kluis consent withdraw K7QJ-2M4X 5M2A-90TX --as wim", "at once"),
        ],
        subcommands: [
            ConsentGiveCommand.self, ConsentRequestCommand.self, ConsentRecordCommand.self,
            ConsentRefuseCommand.self, ConsentAgreeCommand.self, ConsentWithdrawCommand.self,
            ConsentListCommand.self, ConsentShowCommand.self, ConsentReceiptCommand.self,
            ConsentPurposesCommand.self,
        ])
}
