/// Why a log entry or its detail was refused.
package enum EntryError: Error, Hashable, Sendable {
    /// The line is longer than 1,024 bytes, or the detail longer than 2 KiB.
    case tooLarge
    /// The line is not the one canonical spelling of what it says (RFC 8785).
    case notCanonical
    /// The line is of another version.
    case unsupportedVersion
    /// The line has a field that an entry does not have.
    case unknownField
    /// A field that this entry must have is missing.
    case missingField
    /// A field does not have its form, or a value outside its closed set.
    case invalidField
    /// The detail is not the one that the entry names.
    case otherDetail
    /// The key is not the one that the detail was sealed with.
    case wrongKey
    /// The detail does not open, although entry and key are its own.
    case damagedDetail
}
