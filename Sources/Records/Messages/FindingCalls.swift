package import CryptoPrimitives

/// Asks for the dossiers of the caller's holder.
package struct ListDossiers: CanonicalRecord {
    package static let label = "vault/v1/list-dossiers"
    /// For an inspector: the employer on which a case is open.
    package let employer: OrganisationID?
    /// Only those of this worker; `nil` for all.
    package let worker: MemberID?

    package init(employer: OrganisationID?, worker: MemberID? = nil) {
        self.employer = employer
        self.worker = worker
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(optional: employer)
        encoder.append(optional: worker)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        employer = try decoder.optionalIdentifier()
        worker = try decoder.optionalIdentifier()
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/dossiers"
        /// The dossiers, as far as the caller may know of them.
        package let dossiers: [DossierView]

        package init(dossiers: [DossierView]) { self.dossiers = dossiers }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: dossiers)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            dossiers = try decoder.records(limit: 65_536)
        }
    }
}

/// Asks for one dossier as the caller may know it; the answer is a ``DossierView``.
package struct ShowDossier: CanonicalRecord {
    package static let label = "vault/v1/show-dossier"
    /// The dossier.
    package let dossier: DossierID
    /// The civil day on which deadlines are judged, as the caller's clock has it.
    package let today: CivilDate

    package init(dossier: DossierID, today: CivilDate) {
        self.dossier = dossier
        self.today = today
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(dossier)
        encoder.append(today)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        dossier = try decoder.identifier()
        today = try decoder.civilDate()
    }
}

/// Asks which dossiers a value was indexed for, by the caller's role.
///
/// The value itself does not leave the client: `tag = HMAC(role's index key, normalised value)`,
/// and the mediator looks up `HMAC(mediator's index key, tag)`.
package struct Search: CanonicalRecord {
    package static let label = "vault/v1/search"
    /// The inner tag: 32 bytes.
    package let tag: Digest
    /// Why.
    package let purpose: Purpose

    package init(tag: Digest, purpose: Purpose) {
        self.tag = tag
        self.purpose = purpose
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(tag)
        encoder.append(word: purpose)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        tag = try decoder.digest()
        purpose = try decoder.word()
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/found"
        /// The dossiers that the caller may know of.
        package let dossiers: [DossierID]

        package init(dossiers: [DossierID]) { self.dossiers = dossiers }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(list: dossiers.map(\.bytes))
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            var dossiers: [DossierID] = []
            for element in try decoder.list(limit: 65_536) {
                guard let id = DossierID(element) else { throw .invalidField }
                dossiers.append(id)
            }
            self.dossiers = dossiers
        }
    }
}

/// Adds inner tags of a dossier, so that the caller's role finds it again.
package struct Index: CanonicalRecord {
    package static let label = "vault/v1/index"
    /// The dossier.
    package let dossier: DossierID
    /// The inner tags; at most 16.
    package let tags: [Digest]

    package init(dossier: DossierID, tags: [Digest]) {
        self.dossier = dossier
        self.tags = tags
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(dossier)
        encoder.append(list: tags.map(\.bytes))
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        dossier = try decoder.identifier()
        var tags: [Digest] = []
        for element in try decoder.list(limit: 16) {
            guard let tag = Digest(element) else { throw .invalidField }
            tags.append(tag)
        }
        self.tags = tags
    }
}
