internal import ArgumentParser
internal import Reintegration

/// Whether numbers of persons and enterprises are shown whole.
struct UnmaskOption: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Show social security, enterprise and other official numbers whole; otherwise all but "
                + "the last digits are `*`."))
    var unmask = false

    /// How they are shown.
    var display: NumberDisplay { unmask ? .formatted : .masked }
}
