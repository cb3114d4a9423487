/// Why a statement is not one that its signers may make.
///
/// The raw value is the rule's id, as refusals and documents name it.
package enum AuthorityError: String, Error, CaseIterable, Hashable, Sendable {
    /// A signature does not verify, or its signer is not known.
    case signature = "authority/signature"
    /// The statement does not extend the chain that it names, or its kind belongs elsewhere.
    case chain = "authority/chain"
    /// An organisation, or a first registrar, needs two founders, one of them from oversight.
    case twoFounders = "authority/two-founders"
    /// An appointment needs two persons, neither of them the appointee.
    case twoPersons = "authority/two-persons"
    /// A registrar acts within the own organisation and its side only.
    case ownOrganisation = "authority/own-organisation"
    /// A worker's key needs two members of different organisations, never the employer's side.
    case workerKey = "authority/worker-key"
    /// A role key is made by a member of the role, with a second person.
    case roleKey = "authority/role-key"
    /// Only an inspector opens a case, for the own inspectorate, on an employer.
    case inspection = "authority/inspection"
    /// An adoption needs two approvers of two roles, and its revision rises.
    case adoption = "authority/adoption"
    /// Only the worker, the employer's side or the occupational service opens a dossier.
    case dossier = "authority/dossier"
    /// The signer may not declare or end this relation.
    case relation = "authority/relation"
    /// Only the worker gives or withdraws a consent; the physician may record it with evidence.
    case consent = "authority/consent"
    /// The signer may not add these grants.
    case grants = "authority/grants"
    /// An event is signed by its actor, under the appointment in which the actor acts.
    case event = "authority/event"
    /// Only auditor, data protection officer or an overseeing founder reviews the log.
    case review = "authority/review"
    /// A decision about the log takes the founders, one from oversight, and not the one it serves.
    case decision = "authority/decision"
    /// Who hands a role over signs that, or a registrar and a second person, never the delegate.
    case delegation = "authority/delegation"
    /// A role of one person, or one without dossiers, is not handed over.
    case personalRole = "authority/personal-role"
    /// The identifier is already in use.
    case duplicate = "authority/duplicate"
    /// The role does not stand on the organisation's side.
    case side = "authority/side"
}
