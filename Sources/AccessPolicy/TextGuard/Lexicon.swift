package import CryptoPrimitives
package import Records

/// The words of one language that the text guard knows.
///
/// A pattern is one or more words. A word matches whatever its case and accents, with one of the
/// lexicon's endings; `*` at its end or start stands for any letters there (`depress*`, `*kanker`).
package struct Lexicon: CanonicalRecord {
    package static let label = "vault/v1/lexicon"

    /// Words with what may stand there instead.
    package struct Phrase: CanonicalRecord {
        package static let label = "vault/v1/lexicon-phrase"

        /// The patterns.
        package let patterns: [String]
        /// What they give away.
        package let textClass: TextClass
        /// What may stand there instead.
        package let replacement: String

        /// Takes the parts.
        package init(patterns: [String], textClass: TextClass, replacement: String) {
            self.patterns = patterns
            self.textClass = textClass
            self.replacement = replacement
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(texts: patterns)
            encoder.append(word: textClass)
            encoder.append(replacement)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            patterns = try decoder.texts()
            textClass = try decoder.word()
            replacement = try decoder.string()
        }
    }

    /// Words of one class.
    package struct Terms: CanonicalRecord {
        package static let label = "vault/v1/lexicon-terms"

        /// What they give away.
        package let textClass: TextClass
        /// The patterns.
        package let patterns: [String]

        /// Takes the parts.
        package init(textClass: TextClass, patterns: [String]) {
            self.textClass = textClass
            self.patterns = patterns
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(word: textClass)
            encoder.append(texts: patterns)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            textClass = try decoder.word()
            patterns = try decoder.texts()
        }
    }

    /// The language.
    package let language: Language
    /// The revision, from 1.
    package let revision: UInt64
    /// The endings that may follow a word.
    package let endings: [String]
    /// Words with a replacement.
    package let phrases: [Phrase]
    /// Words by class.
    package let terms: [Terms]
    /// Short words that count only in capitals, such as `ALS`; all of them diagnoses.
    package let acronyms: [String]
    /// Parts of the body; they count together with a complaint only.
    package let bodyParts: [String]
    /// Complaints that tell something when a part of the body stands near.
    package let complaints: [String]
    /// Words that look like one of the others and are not.
    package let allowed: [String]

    /// Takes the parts.
    package init(
        language: Language, revision: UInt64, endings: [String], phrases: [Phrase],
        terms: [Terms], acronyms: [String], bodyParts: [String], complaints: [String],
        allowed: [String]
    ) {
        self.language = language
        self.revision = revision
        self.endings = endings
        self.phrases = phrases
        self.terms = terms
        self.acronyms = acronyms
        self.bodyParts = bodyParts
        self.complaints = complaints
        self.allowed = allowed
    }

    /// SHA-256 of the canonical encoding: the lexicon's name when it is adopted.
    package var hash: Digest { Digest(hashing: canonicalBytes) }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: language)
        encoder.append(revision)
        encoder.append(texts: endings)
        encoder.append(records: phrases)
        encoder.append(records: terms)
        encoder.append(texts: acronyms)
        encoder.append(texts: bodyParts)
        encoder.append(texts: complaints)
        encoder.append(texts: allowed)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        language = try decoder.word()
        revision = try decoder.integer()
        endings = try decoder.texts()
        phrases = try decoder.records()
        terms = try decoder.records()
        acronyms = try decoder.texts()
        bodyParts = try decoder.texts()
        complaints = try decoder.texts()
        allowed = try decoder.texts()
    }
}

extension CanonicalEncoder {
    /// Appends texts as a list.
    fileprivate mutating func append(texts: [String]) { append(list: texts.map { Array($0.utf8) }) }
}

extension CanonicalDecoder {
    /// Reads a list of texts.
    fileprivate mutating func texts() throws(CanonicalEncodingError) -> [String] {
        var texts: [String] = []
        for element in try list() {
            guard element.count <= 256, let text = String(validating: element, as: UTF8.self) else {
                throw .invalidField
            }
            texts.append(text)
        }
        return texts
    }
}
