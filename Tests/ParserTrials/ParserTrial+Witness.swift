internal import CryptoPrimitives
internal import TestSupport
internal import TransparencyLog
internal import WitnessService

extension ParserTrial {
    /// What witnesses remember: what is accepted is what the witness cosigned.
    package static let witnessRecords = Self(
        "witness-record", .text, samples: [SampleLog.note]
    ) { (input) throws(NoteError) in
        let record = try WitnessRecord(
            reading: input, origin: SampleLog.origin, keys: [SampleLog.witnessKey])
        return record.note.text == SampleLog.signedNote.text && record.note.bytes == input
            ? .free : .contradiction("the witness did not cosign this text")
    }

    /// Answers of witnesses.
    package static let witnessAnswers = Self(
        "witness-answer", .text, samples: [Array(SampleLog.note.drop { $0 != 0xe2 })]
    ) { input in
        guard let lines = SignatureLine.lines(input),
            let note = try? SignedNote(text: SampleLog.signedNote.text, lines: lines)
        else { return nil }
        return .written(Array(note.bytes.dropFirst(note.text.count + 1)))
    }

    /// Sizes that witnesses answer.
    package static let witnessSizes = Self(
        "witness-size", .text, samples: [Array("0\n".utf8), Array("20852163\n".utf8)]
    ) { input in
        WitnessRefusal.size(ofConflict: input).map { .written(Array("\($0)\n".utf8)) }
    }

    /// What the program that asks witnesses writes: the body, the status and the type.
    package static let witnessResponses = Self(
        "witness-response", .text,
        samples: ["7\n\n409 text/x.tlog.size", "\n404 "].map { Array($0.utf8) }
    ) { input in
        guard let answer = WitnessClient.Answer(input) else { return nil }
        return .written(answer.body + Array("\n\(answer.status) \(answer.contentType)".utf8))
    }

    /// Histories of published heads.
    package static let headHistories = Self(
        "head-history", .text, samples: [SampleLog.history]
    ) { input in
        guard let history = HeadHistory(input) else { return nil }
        return .written(history.records.flatMap(\.bytes) + input.suffix(history.cutOff))
    }
}

extension SampleLog {
    static let history: [UInt8] = {
        guard let time = LogTime("2023-11-14T22:13:20Z") else {
            preconditionFailure("this is a time")
        }
        return [HeadHistory.Event.published, .cosigned].flatMap {
            HeadHistory.Record($0, at: time, signedNote).bytes
        }
    }()
}
