package import Records

/// A dated relation of a holder to the worker of a dossier, with its source.
///
/// A correction is a new fact; the period is half open, `[from, until)`, in civil days of the
/// jurisdiction.
package struct RelationFact: Hashable, Sendable {
    /// Who stands in the relation.
    package let holder: Holder
    /// The relation; never `none` or `lapsed`, which are conclusions.
    package let relation: Relation
    /// The roles of the holder that it reaches.
    package let roles: Set<Role>
    /// The first day.
    package let from: CivilDate
    /// The day after the last; `nil` for no end.
    package let until: CivilDate?
    /// Where it comes from, such as `employment contract`.
    package let source: String

    /// Takes the parts.
    package init(
        holder: Holder, relation: Relation, roles: Set<Role>, from: CivilDate, until: CivilDate?,
        source: String
    ) {
        precondition(
            relation != .none && relation != .lapsed, "a relation fact states a relation")
        self.holder = holder
        self.relation = relation
        self.roles = roles
        self.from = from
        self.until = until
        self.source = source
    }

    /// Whether the relation stands on a day.
    package func isCurrent(on day: CivilDate) -> Bool {
        from <= day && until.map { day < $0 } ?? true
    }

    /// Whether the relation stood before a day and has ended; an empty period never stood.
    package func isOver(on day: CivilDate) -> Bool {
        guard let until else { return false }
        return from < until && until <= day
    }

    /// A total order in which the same facts stand however they are given: by the end, none being
    /// last, the beginning, and the source.
    static func precedes(_ left: Self, _ right: Self) -> Bool {
        func key(_ fact: Self) -> (Int, Int, String) {
            (fact.until?.daysSinceEpoch ?? .max, fact.from.daysSinceEpoch, fact.source)
        }
        return key(left) < key(right)
    }
}
