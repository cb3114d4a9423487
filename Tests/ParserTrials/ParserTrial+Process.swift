internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration
internal import TestSupport

extension ParserTrial {
    /// Events of a process.
    package static let events = Self(
        "process-event", .fields, samples: [SampleProcess.event.encoded]
    ) { (input) throws(CanonicalEncodingError) in
        .written(try ProcessEvent(decoding: input).encoded)
    }

    /// Contents of forms.
    package static let formContents = Self(
        "form-content", .fields,
        samples: [
            (try? SampleProcess.planForm.validate(
                FormFile.parse(SampleProcess.filledPlan, file: "plan.yaml")))?.encoded ?? []
        ]
    ) { (input) throws(CanonicalEncodingError) in
        let content = try FormContent(decoding: input)
        // Judging a content that a form never made must not fail either.
        _ = SampleProcess.planForm.problems(of: content)
        _ = SampleProcess.planForm.guardedTexts(in: content)
        return .written(content.encoded)
    }

    /// Compiled regimes.
    package static let compiledRegimes = Self(
        "compiled-regime", .fields,
        samples: ShippedData.files(in: "regimes").map { file in
            (try? RegimeFile.parse(file, file: "regime.yaml", parts: ShippedData.parts))?
                .canonicalBytes ?? []
        }
    ) { (input) throws(CanonicalEncodingError) in
        .written(try Regime(canonical: input).canonicalBytes)
    }
}
