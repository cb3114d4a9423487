/// Why a cryptographic operation did not succeed.
///
/// Equality looks at the code only. The description names the code and the place in the source;
/// it never holds a key, a plaintext, a ciphertext or an identifier.
package struct CryptoError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure; more can be added without breaking a caller.
    package struct Code: Hashable, Sendable {
        fileprivate enum Kind: String, Sendable {
            case authenticationFailed, commitmentMismatch, invalidEncoding, invalidKey
            case invalidLength, invalidSignature, libraryFailure, messageTooLong
            case randomnessUnavailable, truncated, unacceptableParameters, wrongPassphrase
        }
        fileprivate let kind: Kind

        /// The key is wrong or the bytes were changed; which of the two is not told.
        package static let authenticationFailed = Self(kind: .authenticationFailed)
        /// The bytes were made under another key or for another context, or another message was
        /// committed to.
        package static let commitmentMismatch = Self(kind: .commitmentMismatch)
        /// The bytes or the text do not have the expected form.
        package static let invalidEncoding = Self(kind: .invalidEncoding)
        /// The bytes are not a key that is accepted: wrong length, small order or not canonical.
        package static let invalidKey = Self(kind: .invalidKey)
        /// A key, a nonce, a ciphertext or an output has a length that the algorithm does not have.
        package static let invalidLength = Self(kind: .invalidLength)
        /// The signature is not of this message by this key.
        package static let invalidSignature = Self(kind: .invalidSignature)
        /// libcrypto refused a call that cannot fail but for want of memory.
        package static let libraryFailure = Self(kind: .libraryFailure)
        /// The message is longer than the format allows.
        package static let messageTooLong = Self(kind: .messageTooLong)
        /// The system gave no random bytes; nothing may be made without them.
        package static let randomnessUnavailable = Self(kind: .randomnessUnavailable)
        /// The ciphertext ends before its last chunk.
        package static let truncated = Self(kind: .truncated)
        /// The parameters are weaker or costlier than what is accepted.
        package static let unacceptableParameters = Self(kind: .unacceptableParameters)
        /// The passphrase does not open the key file, or the key file was changed.
        package static let wrongPassphrase = Self(kind: .wrongPassphrase)
    }

    /// What went wrong.
    package let code: Code
    private let location: String

    /// Makes an error that remembers where it was made.
    package init(_ code: Code, fileID: String = #fileID, line: Int = #line) {
        self.code = code
        location = "\(fileID):\(line)"
    }

    /// The code and the place, such as `authenticationFailed (CryptoPrimitives/AES256GCM.swift:41)`.
    package var description: String { "\(code.kind.rawValue) (\(location))" }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
