import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("Signed notes")
struct NoteTests {
    // C2SP signed-note.md, section Verifier keys, Example.
    static let exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    static let example = """
        This is an example message.

        \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """
    // access-log vectors: seeds of 32 times 01 and 02.
    static let logKey =
        "vault.example/access-log+d013e2bd+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"
    static let witnessKey =
        "witness.example/w1+df1c0a35+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU"

    private func note(_ text: String) throws(NoteError) -> SignedNote {
        try SignedNote(Array(text.utf8))
    }

    private func refusal(_ body: () throws -> Void) -> NoteError? {
        do {
            try body()
            return nil
        } catch {
            return error as? NoteError
        }
    }

    @Test("the specification's example verifies with its key")
    func specificationExample() throws {
        let key = try VerifierKey(Self.exampleKey)
        #expect(key.name == "example.com/foo")
        #expect(key.identifier == 0x530d_903a)
        #expect(key.type == .ed25519)
        #expect(key.description == Self.exampleKey)
        let note = try note(Self.example)
        #expect(note.text == Array("This is an example message.\n".utf8))
        #expect(note.bytes == Array(Self.example.utf8))
        let verified = try VerifiedNote(verifying: note, keys: [key])
        #expect(verified.signatures.map(\.key) == [key])
        #expect(verified.signatures.map(\.time) == [nil])
    }

    @Test("the specification's poem is read, blank lines and all")
    func poem() throws {
        let text = """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            \u{2014} quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

            """
        let note = try note(text)
        #expect(note.text.suffix(19) == Array("ed è subito sera.\n".utf8)[...])
        #expect(note.lines.map(\.name) == ["quasimodo.example/salvatore"])
        #expect(note.bytes == Array(text.utf8))
        #expect(throws: NoteError.noKnownSignature) {
            try VerifiedNote(verifying: note, keys: [try VerifierKey(Self.exampleKey)])
        }
    }

    @Test("the keys of known seeds have the known verifier keys")
    func knownSeeds() throws {
        let log = try PublishedLog.signer()
        #expect(log.verifierKey.description == Self.logKey)
        let witness = try PublishedLog.signer("witness.example/w1", seed: 2, type: .cosignature)
        #expect(witness.verifierKey.description == Self.witnessKey)
        #expect(try VerifierKey(Self.witnessKey) == witness.verifierKey)
        #expect(try VerifierKey(Self.witnessKey).type == .cosignature)
    }

    @Test("a signed empty checkpoint is byte for byte what Go's x/mod signs")
    func goSigned() throws {
        // Made by Tests/Tools/sumdb-verify sign, with the seed of 32 times 01.
        let text = """
            vault.example/access-log
            0
            47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

            \u{2014} vault.example/access-log 0BPivWil8gLDrlmGJKFITdqxbuQPxO3Q+/X5WCR7kq22sqWmhyR6txIXbImtaX3HAYazjgQpL2hSnupksQVJNfeOkgM=

            """
        #expect(try PublishedLog.sign(.empty).bytes == Array(text.utf8))
    }

    @Test(
        "a verifier key of another form is refused",
        arguments: [
            ("", NoteError.malformedKey), ("a", .malformedKey), ("a+b", .malformedKey),
            ("a+00000000+", .malformedKey), ("a+00000000+AQ", .malformedKey),
            ("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .invalidKeyName),
            (
                "exa mple.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                .invalidKeyName
            ),
            (
                "exa\u{a0}mple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                .invalidKeyName
            ),
            (
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                .malformedKey
            ),
            ("example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .malformedKey),
            (
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                .keyIdentifierMismatch
            ),
            (
                "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                .keyIdentifierMismatch
            ),
            (
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l",
                .keyIdentifierMismatch
            ),
            (
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
                .malformedKey
            ),
            (
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                .unsupportedKeyType
            ),
            ("a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", .malformedKey),
        ])
    func refusedKeys(text: String, error: NoteError) {
        #expect(throws: error) { try VerifierKey(text) }
    }

    @Test("a note of another form is refused with its reason")
    func refusedForms() {
        let line = "\u{2014} a AAAAAAE=\n"
        #expect(refusal { _ = try note("text\n\n\(line)") } == nil)
        #expect(refusal { _ = try note("") } == .notSigned)
        #expect(refusal { _ = try note("text\n") } == .notSigned)
        #expect(refusal { _ = try note("text\n\n") } == .notSigned)
        #expect(refusal { _ = try note("text\n\(line)") } == .notSigned)
        #expect(refusal { _ = try note("text\n\n\(line.dropLast())") } == .notSigned)
        #expect(refusal { _ = try note("text\n\n\(line)\n") } == .notSigned)
        for bad in [
            "- a AAAAAAE=\n", "\u{2014}a AAAAAAE=\n", "\u{2014}  AAAAAAE=\n",
            "\u{2014} a  AAAAAAE=\n",
            "\u{2014} a AAAAAAE= \n", "\u{2014} a AAAAAA==\n", "\u{2014} a AAAAAAF=\n",
            "\u{2014} a AAAAAAE\n", "\u{2014} a+b AAAAAAE=\n", "\u{2014} a\u{2003}b AAAAAAE=\n",
            "\u{2013} a AAAAAAE=\n", "\u{2014} a\n", "\u{2014} AAAAAAE=\n", "x\n",
        ] {
            #expect(refusal { _ = try note("text\n\n\(bad)") } == .malformedSignatureLine, "\(bad)")
            #expect(refusal { _ = try note("text\n\n\(line)\(bad)") } == .malformedSignatureLine)
        }
        for bad in ["te\rxt", "te\txt", "te\u{0}xt", "te\u{1f}xt"] {
            #expect(refusal { _ = try note("\(bad)\n\n\(line)") } == .invalidCharacter)
        }
        #expect(throws: NoteError.invalidCharacter) {
            try SignedNote([0xff] + Array("text\n\n\(line)".utf8))
        }
    }

    @Test("a hundred lines are read and a hundred and one are too many")
    func lineLimit() {
        let line = "\u{2014} a AAAAAAE=\n"
        let lines = String(repeating: line, count: 100)
        #expect(refusal { _ = try note("text\n\n\(lines)") } == nil)
        #expect(refusal { _ = try note("text\n\n\(lines)\(line)") } == .tooLarge)
        let padding = [UInt8](repeating: 0x78, count: SignedNote.maximumSize)
        #expect(throws: NoteError.tooLarge) {
            try SignedNote(padding + Array("\n\n\(line)".utf8))
        }
    }

    @Test("lines of unknown keys are ignored, also with a known name or a known identifier")
    func unknownKeys() throws {
        let key = try VerifierKey(Self.exampleKey)
        let unknown = [
            SignatureLine(name: "other", identifier: 1, signature: [1]),
            SignatureLine(name: key.name, identifier: key.identifier ^ 1, signature: [1]),
            SignatureLine(name: "other", identifier: key.identifier, signature: [1]),
        ]
        let signed = try note(Self.example)
        let note = try SignedNote(text: signed.text, lines: unknown + signed.lines + unknown)
        #expect(
            try VerifiedNote(verifying: SignedNote(note.bytes), keys: [key]).signatures.count == 1)
        let bare = try SignedNote(text: signed.text, lines: unknown)
        #expect(throws: NoteError.noKnownSignature) {
            try VerifiedNote(verifying: bare, keys: [key])
        }
        #expect(throws: NoteError.noKnownSignature) { try VerifiedNote(verifying: note, keys: []) }
    }

    @Test("one bad line of a known key refuses the whole note, before or after a good one")
    func badLine() throws {
        let key = try VerifierKey(Self.exampleKey)
        let signed = try note(Self.example)
        let bad = SignatureLine(
            name: key.name, identifier: key.identifier, signature: [UInt8](repeating: 0, count: 64))
        for lines in [[bad] + signed.lines, signed.lines + [bad], [bad]] {
            let note = try SignedNote(text: signed.text, lines: lines)
            #expect(throws: NoteError.invalidSignature) {
                try VerifiedNote(verifying: note, keys: [key])
            }
        }
        let twice = try signed.adding(signed.lines)
        #expect(try VerifiedNote(verifying: twice, keys: [key]).signatures.count == 1)
    }

    @Test("two keys with one name and one identifier are refused, one key twice is not")
    func ambiguousKeys() throws {
        let key = try VerifierKey(Self.exampleKey)
        let note = try note(Self.example)
        #expect(try VerifiedNote(verifying: note, keys: [key, key]).signatures.count == 1)
        // Two public keys, found by trying, whose identifiers under the name `a` are equal.
        let colliding = try [11_178, 119_137].map { (number: UInt64) in
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
            return try VerifierKey(name: "a", publicKey: bytes + [UInt8](repeating: 5, count: 24))
        }
        #expect(colliding.map(\.identifier) == [0x5c98_6aa3, 0x5c98_6aa3])
        #expect(throws: NoteError.ambiguousKey) {
            try VerifiedNote(verifying: note, keys: [key] + colliding)
        }
    }

    @Test("one changed bit anywhere in a signed note is refused")
    func everyBit() throws {
        let key = try VerifierKey(Self.exampleKey)
        let bytes = Array(Self.example.utf8)
        for position in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[position] ^= 1 << UInt8(bit)
                #expect(
                    refusal { _ = try VerifiedNote(verifying: SignedNote(changed), keys: [key]) }
                        != nil,
                    "byte \(position)")
            }
        }
    }

    @Test("changed notes are refused or read as what they are, and never crash")
    func mutations() throws {
        var generator = SeededGenerator(seed: 6)
        let key = try VerifierKey(Self.exampleKey)
        for _ in 0..<3000 {
            let bytes = generator.mutation(of: Array(Self.example.utf8))
            guard let note = try? SignedNote(bytes) else { continue }
            #expect(note.bytes == bytes)
            if bytes != Array(Self.example.utf8) {
                #expect(refusal { _ = try VerifiedNote(verifying: note, keys: [key]) } != nil)
            }
        }
    }
}

@Suite("Checkpoints and cosignatures")
struct CheckpointTests {
    let log = ReferenceTree(count: 20)
    private let origin = PublishedLog.origin

    private func checkpoint(_ text: String) throws(NoteError) -> Checkpoint {
        try Checkpoint(Array(text.utf8))
    }

    @Test("the specification's checkpoint is read and written")
    func specificationExample() throws {
        let text =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        let checkpoint = try checkpoint(text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.head.size == 20_852_163)
        #expect(checkpoint.head.root.hex.hasPrefix("0ac5186a91863e8e1d90c808"))
        #expect(checkpoint.extensionLines.isEmpty)
        #expect(checkpoint.text == Array(text.utf8))
        let extended = try self.checkpoint(text + "extension\n")
        #expect(extended.extensionLines == ["extension"])
        #expect(extended.text == Array((text + "extension\n").utf8))
    }

    @Test(
        "a text of another form is not a checkpoint",
        arguments: [
            "", "\n", "o\n1\n", "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
            "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n1 \nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n٣\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n0x1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n99999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
            "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
            "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
            "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
            "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nx\n",
            "o\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        ])
    func refusedTexts(text: String) {
        #expect(throws: NoteError.malformedCheckpoint) { try checkpoint(text) }
    }

    @Test("the largest size is read")
    func largestSize() throws {
        let text = "o\n9223372036854775807\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        #expect(try checkpoint(text).head.size == UInt64(Int64.max))
    }

    @Test("a checkpoint verifies for its log and for no other")
    func signedCheckpoint() throws {
        let key = try PublishedLog.logKey()
        let note = try PublishedLog.sign(log.head(20))
        let signed = try SignedCheckpoint(verifying: note.bytes, origin: origin, logKeys: [key])
        #expect(signed.head == log.head(20))
        #expect(signed.note == note)
        #expect(signed.cosignatures.isEmpty)
        #expect(throws: NoteError.wrongOrigin) {
            try SignedCheckpoint(verifying: note.bytes, origin: "vault.example", logKeys: [key])
        }
        let text = try PublishedLog.signer().sign(Array("not a checkpoint\n".utf8))
        let other = try SignedNote(text: Array("not a checkpoint\n".utf8), lines: [text])
        #expect(throws: NoteError.malformedCheckpoint) {
            try SignedCheckpoint(verifying: other.bytes, origin: origin, logKeys: [key])
        }
    }

    @Test("a witness's cosignature verifies with its time, and does not stand for the log's")
    func cosigned() throws {
        let key = try PublishedLog.logKey()
        let witness = try PublishedLog.signer("witness.example/w1", seed: 2, type: .cosignature)
        let note = try PublishedLog.sign(log.head(20))
        let signed = try SignedCheckpoint(verifying: note.bytes, origin: origin, logKeys: [key])
        let line = try witness.cosign(signed, time: 1_700_000_000)
        #expect(line.signature.count == 72)
        #expect(line.signature.prefix(8) == [0, 0, 0, 0, 0x65, 0x53, 0xf1, 0])
        // The message of the specification, signed by the bare key.
        let message = Array("cosignature/v1\ntime 1700000000\n".utf8) + note.text
        let publicKey = try Ed25519.PublicKey(witness.verifierKey.publicKey)
        #expect(publicKey.isValidSignature(Array(line.signature[8...]), for: message))
        let cosigned = try note.adding([line])
        let verified = try SignedCheckpoint(
            verifying: cosigned.bytes, origin: origin, logKeys: [key],
            witnesses: [witness.verifierKey])
        #expect(verified.cosignatures.map(\.key) == [witness.verifierKey])
        #expect(verified.cosignatures.map(\.time) == [1_700_000_000])
        #expect(throws: NoteError.noKnownSignature) {
            let alone = try SignedNote(text: note.text, lines: [line])
            _ = try SignedCheckpoint(
                verifying: alone.bytes, origin: origin, logKeys: [key],
                witnesses: [witness.verifierKey])
        }
        for position in 0..<72 {
            var signature = line.signature
            signature[position] ^= 1
            let changed = SignatureLine(
                name: line.name, identifier: line.identifier, signature: signature)
            #expect(throws: NoteError.invalidSignature) {
                try SignedCheckpoint(
                    verifying: note.adding([changed]).bytes, origin: origin, logKeys: [key],
                    witnesses: [witness.verifierKey])
            }
        }
        let short = SignatureLine(
            name: line.name, identifier: line.identifier,
            signature: Array(line.signature.dropLast()))
        #expect(throws: NoteError.invalidSignature) {
            try SignedCheckpoint(
                verifying: note.adding([short]).bytes, origin: origin, logKeys: [key],
                witnesses: [witness.verifierKey])
        }
    }

    @Test("a cosignature's time above 2^63 is refused")
    func hugeTime() throws {
        let key = try PublishedLog.logKey()
        let witness = try PublishedLog.signer("witness.example/w1", seed: 2, type: .cosignature)
        let note = try PublishedLog.sign(log.head(20))
        let seed = SecretBytes(copying: [UInt8](repeating: 2, count: 32))
        let message = Array("cosignature/v1\ntime 9223372036854775808\n".utf8) + note.text
        let signature = try Ed25519.PrivateKey(seed: seed).sign(message)
        let line = SignatureLine(
            name: "witness.example/w1", identifier: witness.verifierKey.identifier,
            signature: [0x80, 0, 0, 0, 0, 0, 0, 0] + signature)
        #expect(throws: NoteError.invalidSignature) {
            try SignedCheckpoint(
                verifying: note.adding([line]).bytes, origin: origin, logKeys: [key],
                witnesses: [witness.verifierKey])
        }
    }

    @Test("a head signed by the old and the new key verifies with either")
    func rotation() throws {
        let note = try PublishedLog.sign(log.head(20))
        let next = try PublishedLog.signer(seed: 3)
        let both = try note.adding([try next.sign(note.text)])
        let old = try PublishedLog.logKey()
        for keys in [[old], [next.verifierKey], [old, next.verifierKey]] {
            let signed = try SignedCheckpoint(verifying: both.bytes, origin: origin, logKeys: keys)
            #expect(signed.head == log.head(20))
        }
    }
}

@Suite("Proofs as files")
struct LogProofTests {
    let tree = ReferenceTree(PublishedLog.entries(300))

    private func proof(_ index: Int, extra: [UInt8]? = nil) throws -> LogProof {
        LogProof(
            index: UInt64(index), path: tree.path(index, 0..<300),
            checkpoint: try PublishedLog.sign(tree.head(300)), extra: extra)
    }

    private func refusal(_ entry: [UInt8], _ proof: LogProof) throws -> ProvenEntry.Refusal? {
        do {
            _ = try ProvenEntry(
                verifying: entry, proof: proof, origin: PublishedLog.origin,
                logKeys: [try PublishedLog.logKey()])
            return nil
        } catch let error as ProvenEntry.Refusal {
            return error
        }
    }

    @Test("a proof has the form of the specification")
    func form() throws {
        let proof = try proof(0, extra: Array("extra".utf8))
        let text = try #require(String(validating: proof.bytes, as: UTF8.self))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "c2sp.org/tlog-proof@v1")
        #expect(lines[1] == "extra ZXh0cmE=")
        #expect(lines[2] == "index 0")
        #expect(
            lines[3..<12].map { Base64.decode(String($0)) }
                == tree.path(0, 0..<300).map { $0.bytes })
        #expect(lines[12] == "")
        #expect(lines[13] == "vault.example/access-log")
        #expect(try LogProof(proof.bytes) == proof)
    }

    @Test("proofs are read back and verify, each for its own entry only")
    func roundTrip() throws {
        for index in [0, 1, 254, 255, 256, 299] {
            let proof = try LogProof(proof(index).bytes)
            #expect(try refusal(tree.entries[index], proof) == nil)
            #expect(try refusal(tree.entries[(index + 1) % 300], proof) == .path(.rootMismatch))
        }
        let single = ReferenceTree(count: 1)
        let proof = LogProof(index: 0, path: [], checkpoint: try PublishedLog.sign(single.head(1)))
        #expect(try LogProof(proof.bytes) == proof)
        #expect(try refusal(single.entries[0], proof) == nil)
    }

    @Test("a proof with another log's checkpoint is refused as such")
    func otherCheckpoint() throws {
        let foreign = LogProof(
            index: 3, path: tree.path(3, 0..<300),
            checkpoint: try PublishedLog.sign(tree.head(300), origin: "other.example/log"))
        #expect(try refusal(tree.entries[3], foreign) == .checkpoint(.wrongOrigin))
        let unsigned = LogProof(
            index: 3, path: tree.path(3, 0..<300),
            checkpoint: try PublishedLog.signer(seed: 8).sign(
                Checkpoint(origin: PublishedLog.origin, head: tree.head(300))))
        #expect(try refusal(tree.entries[3], unsigned) == .checkpoint(.noKnownSignature))
    }

    @Test("a text of another form is refused")
    func refusedForms() throws {
        let checkpoint = String(decoding: try PublishedLog.sign(tree.head(1)).bytes, as: UTF8.self)
        let hash = Base64.encode(tree.head(1).root.bytes)
        let header = "c2sp.org/tlog-proof@v1\n"
        #expect(throws: Never.self) {
            try LogProof(Array("\(header)index 0\n\(hash)\n\n\(checkpoint)".utf8))
        }
        for text in [
            "", "\n\n", "index 0\n\n\(checkpoint)",
            "c2sp.org/tlog-proof@v2\nindex 0\n\n\(checkpoint)",
            "\(header)\n\(checkpoint)", "\(header)index 00\n\n\(checkpoint)",
            "\(header)index -1\n\n\(checkpoint)", "\(header)index 0 \n\n\(checkpoint)",
            "\(header)Index 0\n\n\(checkpoint)", "\(header)index 0\nextra AA==\n\n\(checkpoint)",
            "\(header)extra \nindex 0\n\n\(checkpoint)",
            "\(header)extra AB==\nindex 0\n\n\(checkpoint)",
            "\(header)extra AA==\nextra AA==\nindex 0\n\n\(checkpoint)",
            "\(header)index 0\nAAAA\n\n\(checkpoint)",
            "\(header)index 0\n\(hash) \n\n\(checkpoint)",
            "\(header)index 9223372036854775808\n\n\(checkpoint)",
            "\(header)index 0\n" + String(repeating: "\(hash)\n", count: 64) + "\n\(checkpoint)",
        ] {
            #expect(throws: NoteError.malformedProof) { try LogProof(Array(text.utf8)) }
        }
        #expect(throws: NoteError.notSigned) { try LogProof(Array("\(header)index 0\n\n".utf8)) }
        #expect(throws: NoteError.tooLarge) {
            try LogProof([UInt8](repeating: 0x41, count: LogProof.maximumSize + 1))
        }
    }

    @Test("a changed proof is refused when read or when checked, and never crashes")
    func mutations() throws {
        var generator = SeededGenerator(seed: 7)
        let original = try proof(41, extra: [1, 2, 3])
        for _ in 0..<3000 {
            let bytes = generator.mutation(of: original.bytes)
            guard let read = try? LogProof(bytes) else { continue }
            #expect(read.bytes == bytes)
            // Nothing vouches for the extra bytes, as the specification says.
            let matters =
                read.index != original.index || read.path != original.path
                || read.checkpoint != original.checkpoint
            if matters { #expect(try refusal(tree.entries[41], read) != nil) }
        }
    }
}
