import Glibc
import ParserTrials

/// Called by libFuzzer once, before the first input.
@_cdecl("LLVMFuzzerInitialize")
public func initializeFuzzer(
    _ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?
) -> CInt {
    if environment("KLUIS_FUZZ_PARSER") == "list" {
        for name in parsers.keys.sorted() { print(name) }
        exit(0)
    }
    if let directory = environment("KLUIS_FUZZ_SEEDS") {
        do {
            try writeSeeds(into: directory)
            exit(0)
        } catch {
            print("the seeds cannot be written: \(error)")
            exit(74)
        }
    }
    return 0
}

/// Called by libFuzzer for each input.
///
/// A trap is a finding; so is an input that takes too long.
///
/// - Parameters:
///   - start: The first byte of the input.
///   - count: The size of the input in bytes.
/// - Returns: 0, which libFuzzer demands.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // SAFETY: libFuzzer lends `count` readable bytes at `start` for the length of this call, and the
    // array is a copy of them.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    if let fault = chosenParser.fault(of: input) { preconditionFailure(fault) }
    return 0
}

private let chosenParser: ParserTrial = {
    guard let parser = environment("KLUIS_FUZZ_PARSER").flatMap({ parsers[$0] }) else {
        print("KLUIS_FUZZ_PARSER must name a parser; `list` prints the names")
        exit(64)
    }
    return parser
}()

private func environment(_ name: String) -> String? {
    // SAFETY: nothing in this program changes the environment, so the C string stays where it is.
    unsafe getenv(name).map { unsafe String(cString: $0) }
}
