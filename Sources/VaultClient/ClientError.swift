package import Records

/// Why a member's act did not succeed.
///
/// No case carries a key, content or an identifier of a person.
package enum ClientError: Error, Hashable, Sendable {
    /// Floor, policy or process refuse, and the refusal is an entry of the log.
    case refused(Refusal, entry: UInt64?)
    /// The mediator could not do it; nothing was changed.
    case failed(Failure)
    /// Something that the mediator said could not be verified; nothing of it was used.
    case unverified(Unverified)
    /// The log is smaller than one that was seen before.
    case rolledBack(seen: UInt64, shown: UInt64)
    /// The log is not an extension of one that was seen before: two histories were signed.
    case forked(seen: UInt64, shown: UInt64)
    /// The log ends before an entry that was verified earlier.
    case truncated(entry: UInt64, shown: UInt64)
    /// A section's head is older than one that was seen before.
    case sectionWentBack(seen: UInt64, shown: UInt64)
    /// The mediator stands less far apart than the vault's founders accept.
    case levelTooLow(AssuranceLevel, least: AssuranceLevel)
    /// The mediator serves another vault than the one that is pinned.
    case wrongVault
    /// The floor forbids it whatever the mediator says; the names of its rules.
    case againstFloor([String])
    /// The wrap or the content does not open; it was reported, as the entry says.
    case unopenable(reported: UInt64?)
    /// The caller has no copy of the role key; a member of the role has to share one.
    case noRoleKey
    /// What was to be said does not fit in a message: a text is empty, too long, or a word does not
    /// exist.
    case notStatable
    /// What is adopted for this purpose is missing, such as a policy.
    case notAdopted(Adoption.Kind)
    /// What was kept from earlier runs is damaged; the name of the blob.
    case damagedState(String)
    /// What was kept from earlier runs has a form that is not read any more; the name of the blob.
    case formerState(String)
    /// The draft was made for another vault, or is not a draft.
    case notADraft
    /// The content is larger than ``Manifest/maximumLength``.
    case tooLarge

    /// What could not be verified.
    package enum Unverified: Hashable, Sendable {
        /// The answer is not a message of the protocol.
        case message
        /// The reply is not signed by the vault's mediator.
        case replySignature
        /// The reply answers another request.
        case otherRequest
        /// The checkpoint is not one of the vault's log.
        case checkpoint
        /// An entry is not in the log.
        case inclusion
        /// The reply lacks the entry of the act.
        case missingEntry
        /// The entry of the act says something else, or names somebody else.
        case entry
        /// A detail does not belong to its entry.
        case detail
        /// A statement was not made by those who may make it.
        case statement(AuthorityError)
        /// A chain does not hang together, or differs from what was seen before.
        case chain
        /// A statement that something rests on is missing.
        case evidence
        /// A manifest is not signed by its author, or is not what was asked for.
        case manifest
        /// The author did not hold a role in which this kind may be written.
        case author
        /// A wrap is not signed, or is not one of this version.
        case wrap
        /// A recipient's key is not the registered one.
        case recipientKey
        /// A recipient's grant rests on no statement.
        case recipientBasis
        /// The worker is not among the recipients.
        case workerLeftOut
        /// An adopted object does not have its hash.
        case object
        /// An older policy is shown than one that was seen before.
        case policyWentBack
    }
}
