/// Says what is wrong with a log, in words.
package enum LogFault {
    /// The fault in words.
    package static func words(_ error: DirectoryError) -> String {
        switch error {
        case .missing(let file): "`\(file.path)` is missing"
        case .ends(let end, let signed):
            "it is cut off: the checkpoint is signed over \(signed.size) entries, and \(end) are "
                + "there"
        case .unreadable(let file): "`\(file.path)` cannot be read"
        case .truncated(let file, let entry):
            "`\(file.path)` is cut off" + (entry.map { " in entry \($0)" } ?? "")
        case .trailingBytes(let file): "`\(file.path)` is longer than it should be"
        case .alteredEntry(let file, let entry):
            "entry \(entry) in `\(file.path)` is not what was logged"
        case .alteredTile(let file, let position):
            "`\(file.path)` was changed" + (position.map { " at hash \($0)" } ?? "")
        case .rootMismatch(let signed):
            "neither entries nor tiles lead to the signed root of \(signed.size) entries"
        case .badCheckpoint(let error): "the checkpoint is refused: \(words(error))"
        case .rollback(let known, let found):
            "it was rolled back: \(known.size) entries were signed before, now there are "
                + "\(found.size)"
        case .fork(let known, let found) where known.size == found.size:
            "it was forked: two different logs of \(found.size) entries were signed"
        case .fork(let known, let found):
            "it was forked: the \(found.size) entries do not extend the \(known.size) that were "
                + "signed before"
        }
    }

    /// Why a proof is refused, in words.
    package static func words(_ refusal: ProvenEntry.Refusal) -> String {
        switch refusal {
        case .checkpoint(let error): "its checkpoint is refused: \(words(error))"
        case .path: "its hashes do not lead from the entry to the signed root"
        }
    }

    /// Why a note, a key or a checkpoint is refused, in words.
    package static func words(_ error: NoteError) -> String {
        switch error {
        case .tooLarge: "it is larger than any is"
        case .invalidCharacter: "it is no text, or holds a control character"
        case .notSigned: "it has no signature"
        case .malformedSignatureLine: "a signature line does not have its form"
        case .invalidSignature: "a signature is not valid"
        case .noKnownSignature: "the log's key has not signed it"
        case .ambiguousKey: "two keys have one name"
        case .invalidKeyName: "the name of the key is not allowed"
        case .malformedKey: "it does not have the form of a key"
        case .unsupportedKeyType: "the key is of a type that is not supported"
        case .keyIdentifierMismatch: "the key's identifier is not that of its name and bytes"
        case .malformedCheckpoint: "its text is no checkpoint"
        case .wrongOrigin: "it is of another log"
        case .quorumNotMet: "too few witnesses have signed it"
        case .malformedProof: "it does not have the form of a proof"
        }
    }
}
