/// Guesses what a misspelt word was meant to be.
enum Spelling {
    /// `did you mean …?` for the nearest word within a third of the length (two at least).
    static func hint(for word: String, among words: [String]) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let limit = max(2, word.count / 3)
        let ranked = words.map { (word: $0, distance: distance(word, $0)) }
            .filter { $0.distance <= limit && $0.distance < word.count }
        guard let nearest = ranked.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) })
        else { return nil }
        return "did you mean `\(nearest.word)`?"
    }

    /// The number of insertions, deletions and replacements between two words (Levenshtein).
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.unicodeScalars.prefix(64))
        let right = Array(right.unicodeScalars.prefix(64))
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (character == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
