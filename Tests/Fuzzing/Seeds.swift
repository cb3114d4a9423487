import Foundation
import ParserTrials

/// Writes what each parser accepts into its corpus, so that a fuzzer starts from right inputs.
///
/// - Parameter directory: The corpora; a folder for each parser is made in it.
/// - Throws: What the file system says.
func writeSeeds(into directory: String) throws {
    for trial in ParserTrial.all {
        let folder = URL(filePath: directory).appending(path: trial.name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (number, sample) in trial.samples.enumerated() {
            try Data(sample).write(to: folder.appending(path: "seed-\(number)"))
        }
    }
}
