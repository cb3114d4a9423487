internal import Reintegration

extension YAMLNode {
    /// The value as a name of a process or a form.
    func name<Subject>(of subject: Subject.Type = Subject.self) throws(DataFileError)
        -> Name<Subject>
    {
        let text = try text()
        guard let name = Name<Subject>(text) else {
            throw error(
                "`\(text)` is not a name",
                hint: "a name has lower-case letters, digits, hyphens and dots, 64 at most")
        }
        return name
    }

    /// The value as a list of distinct names.
    func names<Subject>(of subject: Subject.Type = Subject.self) throws(DataFileError)
        -> [Name<Subject>]
    {
        var names: [Name<Subject>] = []
        for element in try list() {
            let name = try element.name(of: Subject.self)
            guard !names.contains(name) else { throw element.error("`\(name)` stands twice") }
            names.append(name)
        }
        return names
    }

    /// The value as one name, or as a list of distinct names that has one at least.
    func nameOrNames<Subject>(of subject: Subject.Type = Subject.self) throws(DataFileError)
        -> [Name<Subject>]
    {
        guard case .list(let elements) = content else { return [try name(of: subject)] }
        guard !elements.isEmpty else { throw error("the list is empty") }
        return try names(of: subject)
    }

    /// The value as a period, such as `49 calendar-days`.
    func period() throws(DataFileError) -> LegalPeriod {
        let text = try text()
        guard let period = LegalPeriod(text) else {
            throw error(
                "`\(text)` is not a period",
                hint: "write a number and "
                    + LegalPeriod.Unit.allCases.map { "`\($0.rawValue)`" }
                    .joined(separator: ", "))
        }
        return period
    }

    /// The value as the number of a rule, such as `R22-16`.
    func rule() throws(DataFileError) -> RuleID {
        let text = try text()
        guard let rule = RuleID(text) else {
            throw error("`\(text)` is not a rule number", hint: "such as `R22-16`")
        }
        return rule
    }
}
