/// A row with the names that its reader may see.
///
/// An auditor's rows have none: tags stand for people. A worker's own rows name organisations, and
/// a member only where a logged decision allows it.
package struct NamedRow: Hashable, Sendable {
    /// The row.
    package let row: AuditRow
    /// Who acted; any text.
    package var actorName: String?
    /// For which organisation; any text.
    package var organisationName: String?
    /// The worker whom it is about; any text.
    package var subjectName: String?
    /// The reason in the actor's own words; any text.
    package var reason: String?

    /// Takes a row without names.
    package init(_ row: AuditRow) { self.row = row }
}
