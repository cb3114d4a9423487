package import Records

/// A form: the fields of a kind of section.
///
/// A value of this type has been checked (see ``FormError``). The check that matters most: a form
/// whose section the employer may read has no field that may not reach the employer, and its free
/// text passes the text guard.
package struct Form: Hashable, Sendable {
    /// The most fields of a form or of an entry.
    package static let maximumFields = 64

    /// Its name.
    package let name: FormName
    /// The kind of the section.
    package let kind: SectionKind
    /// The revision, from 1 on.
    package let revision: Int
    /// What people see.
    package let title: LocalizedText
    /// Whether the fields were derived from the rules and not from a description of the form.
    package let isDerived: Bool
    /// Where the fields come from.
    package let source: String
    /// The fields, in the order in which they are filled in and shown.
    package let fields: [FormField]
    /// The fixed sentences of its letter; `nil` for a form that has none.
    package let letter: FormLetter?

    /// Checks the fields and the letter.
    ///
    /// - Throws: ``FormError``, which names the field that is at fault.
    package init(
        name: FormName, kind: SectionKind, revision: Int, title: LocalizedText, isDerived: Bool,
        source: String, fields: [FormField], letter: FormLetter? = nil
    ) throws(FormError) {
        guard title.isComplete else { throw FormError(code: .emptyLabel, field: nil) }
        try FormError.check(fields, of: kind, isEntry: false)
        try FormError.check(letter, fields)
        self.name = name
        self.kind = kind
        self.revision = revision
        self.title = title
        self.isDerived = isDerived
        self.source = source
        self.fields = fields
        self.letter = letter
    }
}

/// Why fields do not make a form.
package struct FormError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of fault; more can be added without breaking a caller.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        /// A label, help or choice has a language with nothing to read.
        case emptyLabel = "a label is empty in one of the languages"
        /// There is no field, or there are more than 64.
        case fieldCount = "a form and an entry have 1 to 64 fields"
        /// A field stands twice.
        case duplicateField = "the field stands twice"
        /// A field that may not reach the employer stands in a section that the employer may read.
        case notForEmployer = "the field may not stand in a section that the employer may read"
        /// Free text that the employer may read does not pass the text guard.
        case unguardedText = "free text in this kind of section passes the text guard"
        /// A text guard stands on a field that holds no text.
        case guardWithoutText = "only a text can pass the text guard"
        /// A choice offers fewer than two values, or one of them twice.
        case malformedChoice = "a choice offers two different values or more"
        /// A list stands in a list.
        case nestedList = "a list stands in no other list"
        /// The length of a text or list is out of range.
        case malformedMaximum = "the maximum is out of range"
        /// A field depends on a field or value that does not exist.
        case unknownCondition = "the condition names no choice of a field beside it"
        /// A field answers a parameter of another type.
        case wrongParameter = "the field cannot answer this parameter"
        /// A letter has an empty sentence, too many, or one that depends on what is not there.
        case malformedLetter = "a sentence of the letter is empty or depends on no choice"
        /// A sender, receiver or signatory has no name, or a line that is no text and no day.
        case malformedParty = "a party of the letter has no name, or a line that no field fills"
    }

    /// What is wrong.
    package let code: Code
    /// The field that is at fault.
    package let field: FieldName?

    /// The fault in words.
    package var description: String {
        field.map { "`\($0)`: \(code.rawValue)" } ?? code.rawValue
    }

    static func check(
        _ fields: [FormField], of kind: SectionKind, isEntry: Bool
    ) throws(FormError) {
        guard (1...Form.maximumFields).contains(fields.count) else {
            throw FormError(code: .fieldCount, field: nil)
        }
        var names = Set<FieldName>()
        for field in fields {
            guard names.insert(field.name).inserted else {
                throw FormError(code: .duplicateField, field: field.name)
            }
            if let code = fault(of: field, among: fields, in: kind, isEntry: isEntry) {
                throw FormError(code: code, field: field.name)
            }
            if case .list(let entryFields) = field.kind {
                try check(entryFields, of: kind, isEntry: true)
            }
        }
    }

    /// Checks that a letter has a text in every language and depends only on answers and fields that
    /// exist.
    fileprivate static func check(
        _ letter: FormLetter?, _ fields: [FormField]
    ) throws(FormError) {
        guard let letter else { return }
        for paragraphs in [letter.opening, letter.closing]
        where paragraphs.count > FormLetter.maximumParagraphs {
            throw FormError(code: .malformedLetter, field: nil)
        }
        for paragraph in letter.paragraphs {
            guard paragraph.text.isComplete, isAnswerable(paragraph.condition, fields),
                Set(paragraph.regimes).count == paragraph.regimes.count
            else { throw FormError(code: .malformedLetter, field: paragraph.condition?.field) }
        }
        for parties in [letter.senders, letter.receivers, letter.signatories]
        where parties.count > FormLetter.maximumParties {
            throw FormError(code: .malformedParty, field: nil)
        }
        for party in letter.parties {
            guard party.title.isComplete, party.lines.count <= FormLetter.maximumLines,
                isAnswerable(party.condition, fields)
            else { throw FormError(code: .malformedParty, field: party.condition?.field) }
            for line in party.lines {
                let field = fields.first { $0.name == line }
                guard let field, field.isText || field.kind == .date else {
                    throw FormError(code: .malformedParty, field: line)
                }
            }
        }
    }

    /// Whether a condition asks for answers that a field offers.
    private static func isAnswerable(
        _ condition: FieldCondition?, _ fields: [FormField]
    ) -> Bool {
        guard let condition else { return true }
        let field = fields.first { $0.name == condition.field }
        return !condition.values.isEmpty
            && condition.values.allSatisfy { field?.canEqual($0) ?? false }
    }

    private static func fault(
        of field: FormField, among fields: [FormField], in kind: SectionKind, isEntry: Bool
    ) -> Code? {
        let texts = [field.label, field.help ?? field.label] + field.choices.map(\.label)
        guard texts.allSatisfy(\.isComplete) else { return .emptyLabel }
        guard kind.admits(field.fieldClass) else { return .notForEmployer }
        if field.kind == .longText, kind.wantsGuard, !field.isGuarded { return .unguardedText }
        if field.isGuarded, !field.isText { return .guardWithoutText }
        switch field.kind {
        case .choice(let choices), .selection(let choices):
            guard choices.count >= 2, Set(choices.map(\.name)).count == choices.count else {
                return .malformedChoice
            }
        case .list:
            if isEntry { return .nestedList }
        default: break
        }
        guard (1...field.kind.standardMaximum).contains(field.maximum) else {
            return .malformedMaximum
        }
        if let condition = field.requiredWhen {
            let other = fields.first { $0.name == condition.field && $0.name != field.name }
            guard let other, !condition.values.isEmpty,
                condition.values.allSatisfy(other.canEqual)
            else { return .unknownCondition }
        }
        if let parameter = field.parameter, !field.canAnswer(parameter) { return .wrongParameter }
        return nil
    }
}

extension SectionKind {
    /// Whether free text of this kind passes the text guard: whatever the employer may read, but
    /// for what workers want to say about themselves.
    fileprivate var wantsGuard: Bool { !isSecret && sectionClass != .statement }

    /// Whether a field of a class may stand in a section of this kind.
    ///
    /// A secret section takes every field, the worker's own statement the worker's, and whatever
    /// the employer may read only what may reach the employer (invariant I8).
    package func admits(_ fieldClass: FieldClass) -> Bool {
        if isSecret { return true }
        return switch fieldClass {
        case .employer: true
        case .worker: sectionClass == .statement
        case .medical, .advising: false
        }
    }
}

extension FormField {
    /// Whether a condition can ask for this value.
    fileprivate func canEqual(_ value: FieldChoiceName) -> Bool {
        switch kind {
        case .boolean: value == "true" || value == "false"
        case .choice(let choices): choices.contains { $0.name == value }
        default: false
        }
    }

    /// Whether the field's value can be turned into a parameter.
    fileprivate func canAnswer(_ parameter: StepParameter) -> Bool {
        switch (parameter.kind, kind) {
        case (.day, .date), (.flag, .boolean), (.number, .integer), (.count, .integer),
            (.flag, .longText):
            true
        case (.day, .period): parameter == .validFrom
        case (.measures, .choice(let choices)), (.measures, .selection(let choices)):
            choices.allSatisfy { PlanMeasure(rawValue: $0.name.text) != nil }
        case (.ground, .choice(let choices)):
            choices.allSatisfy { ReportGround(rawValue: $0.name.text) != nil }
        case (.goal, .choice(let choices)):
            choices.allSatisfy { YearTwoGoal(rawValue: $0.name.text) != nil }
        default: false
        }
    }
}
