internal import CryptoPrimitives
internal import DataFiles
@testable internal import KluisCommands
internal import Records
internal import Reintegration
internal import TestSupport

extension ParserTrial {
    /// The configuration file.
    package static let configurations = Self(
        "configuration", .text,
        samples: [
            Array(
                """
                # who acts
                as = els/occupational-physician@dienst
                vault = ~/vault
                language = nl

                """.utf8)
        ]
    ) { (input) throws(CommandFailure) in
        guard let text = String(validating: input, as: UTF8.self) else {
            throw CommandFailure(.configuration, "not UTF-8")
        }
        let values = try ConfigurationFile(text, path: "config").values
        return values.values.contains { $0.contains("\n") || $0.isEmpty }
            ? .contradiction("a value has no text, or several lines") : .free
    }

    /// Who acts, as options and the configuration name it.
    package static let actingNames = Self(
        "acting-as", .text,
        samples: ["els", "els/nurse", "els/occupational-physician@Dienst Noord"].map {
            Array($0.utf8)
        }
    ) { (input) throws(CommandFailure) in
        let acting = try ActingAs(String(decoding: input, as: UTF8.self))
        let isPlain = acting.handle.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x2f }
        return isPlain ? .free : .contradiction("the handle can name another file")
    }

    /// Drafts of statements, in the text in which they travel.
    package static let drafts = Self(
        "draft", .text, samples: [Array(DraftFile.text(of: sampleDraft).utf8)]
    ) { input in
        guard let draft = DraftFile.parse(input) else { return nil }
        let again = DraftFile.parse(Array(DraftFile.text(of: draft).utf8))
        return again == draft ? .free : .contradiction("it is written as another draft")
    }

    private static let publicKeysText: String = MemberHome.PublicKeys(
        member: SampleRecords.worker, signing: SampleRecords.signingKey,
        agreement: SampleRecords.agreementKey
    ).text

    /// A member's public keys, as the home keeps them.
    package static let keptPublicKeys = Self(
        "member-id", .text, samples: [Array(publicKeysText.utf8)]
    ) { input in
        guard let keys = MemberHome.PublicKeys(text: String(decoding: input, as: UTF8.self)) else {
            return nil
        }
        let again = MemberHome.PublicKeys(text: keys.text)
        return again == keys ? .free : .contradiction("they are written as others")
    }

    /// The definitions of forms that a vault adopted together.
    package static let formFiles = Self(
        "form-files", .fields,
        samples: [
            (try? FormFiles(reading: [
                ("plan.yaml", ShippedData.bytes("forms/plan.yaml")),
                ("team-text.yaml", ShippedData.bytes("forms/team-text.yaml")),
            ]))?.encoded ?? []
        ]
    ) { (input) throws(CanonicalEncodingError) in
        .written(try FormFiles(decoding: input).encoded)
    }

    /// The frame of a scanned paper.
    package static let scannedPapers = Self(
        "scanned-paper", .bytes,
        samples: [
            Array("%PDF-1.7\n%%EOF\n".utf8), [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xd9],
            [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
                + [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82],
        ]
    ) { ScannedPaper.MediaType(of: $0) == nil ? nil : .free }

    /// The first line of a file that began as the template of a form.
    package static let templateLines = Self(
        "template-line", .text,
        samples: [Array("# Gesprek (tweede) (talk, 1)\n# meer\ndate:\n".utf8)]
    ) { input in
        Form.name(inTemplate: String(decoding: input, as: UTF8.self)) == nil ? nil : .free
    }
}
