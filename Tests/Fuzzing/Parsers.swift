import ParserTrials

/// The parsers that can be fuzzed, by name: those that the tests try too.
///
/// Each takes any bytes, lets the parser refuse them, and traps when the parser accepted what it
/// does not write itself, or what contradicts itself.
let parsers: [String: ParserTrial] = Dictionary(
    uniqueKeysWithValues: ParserTrial.all.map { ($0.name, $0) })
