internal import Foundation

/// How often a test with random inputs repeats them.
package enum Rounds {
    /// `usual`, or as many times more as `KLUIS_TEST_ROUNDS` says (`make test-long`).
    package static func scaled(_ usual: Int) -> Int {
        usual * factor
    }

    private static let factor =
        ProcessInfo.processInfo.environment["KLUIS_TEST_ROUNDS"].flatMap { Int($0) }
        .map { max($0, 1) } ?? 1
}
