internal import ArgumentParser

/// Why something is done, in own words, where a rule of the policy asks for it.
struct ReasonOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The reason in your own words, where a rule asks for one; it is logged.",
            valueName: "text"))
    var reason = ""

    func validate() throws {
        guard reason.utf8.count <= 400 else {
            throw ValidationError("a reason has at most 400 bytes")
        }
    }
}
