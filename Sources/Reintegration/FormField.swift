package import Records

/// Whom a field of a form is for (the classification of the official forms).
package enum FieldClass: String, CaseIterable, Hashable, Sendable {
    /// E: may reach the employer.
    case employer = "E"
    /// M: medical, never for the employer.
    case medical = "M"
    /// W: the worker's own.
    case worker = "W"
    /// A: for the advising physician.
    case advising = "A"
}

/// A value that a field offers.
package struct FieldChoice: Hashable, Sendable {
    /// Its name, which is what is stored.
    package let name: FieldChoiceName
    /// What people see.
    package let label: LocalizedText
    /// The steps that say the same as this value; none: the value says nothing about the step.
    package let steps: [StepName]

    /// Makes a choice.
    package init(name: FieldChoiceName, label: LocalizedText, steps: [StepName] = []) {
        self.name = name
        self.label = label
        self.steps = steps
    }
}

/// Another field's value on which it depends whether a field must be filled.
package struct FieldCondition: Hashable, Sendable {
    /// The other field, in the same form or in the same entry of a list.
    package let field: FieldName
    /// The values of it: choices, or `true` and `false`.
    package let values: [FieldChoiceName]

    /// Makes a condition.
    package init(field: FieldName, values: [FieldChoiceName]) {
        self.field = field
        self.values = values
    }
}

/// A field of a form.
package struct FormField: Hashable, Sendable {
    /// What a field holds.
    package enum Kind: Hashable, Sendable {
        /// One line.
        case text
        /// Lines.
        case longText
        /// A day.
        case date
        /// Yes or no.
        case boolean
        /// One of some values.
        case choice([FieldChoice])
        /// Some of some values.
        case selection([FieldChoice])
        /// A whole number in a range.
        case integer(ClosedRange<Int>)
        /// Two days; the second can be left open when the field says so.
        case period(isOpenEnded: Bool)
        /// A number by which an authority knows a person or an enterprise; its check digits are
        /// checked, and it is kept without separators.
        case number(NumberScheme)
        /// A list of entries, each with these fields.
        case list([FormField])
    }

    /// Its name.
    package let name: FieldName
    /// What it holds.
    package let kind: Kind
    /// Whom it is for.
    package let fieldClass: FieldClass
    /// Whether it must be filled.
    package let isRequired: Bool
    /// When it must be filled although it is not required.
    package let requiredWhen: FieldCondition?
    /// The most characters (Unicode scalars) of a text, or the most entries of a list.
    package let maximum: Int
    /// Whether its text passes the text guard before it leaves the medical side.
    package let isGuarded: Bool
    /// Whether what it holds names third parties, so that an extract leaves it out.
    package let namesThirdParties: Bool
    /// What people see.
    package let label: LocalizedText
    /// What helps to fill it.
    package let help: LocalizedText?
    /// The parameter of a step that the field answers.
    package let parameter: StepParameter?

    /// The most characters of one line, unless the field says less.
    package static let lineMaximum = 200
    /// The most characters of lines, unless the field says less.
    package static let textMaximum = 10_000
    /// The most entries of a list, unless the field says less.
    package static let listMaximum = 50

    /// Puts a field together; ``Form`` checks it.
    package init(
        name: FieldName, kind: Kind, fieldClass: FieldClass, isRequired: Bool = false,
        requiredWhen: FieldCondition? = nil, maximum: Int? = nil, isGuarded: Bool = false,
        namesThirdParties: Bool = false, label: LocalizedText, help: LocalizedText? = nil,
        parameter: StepParameter? = nil
    ) {
        self.name = name
        self.kind = kind
        self.fieldClass = fieldClass
        self.isRequired = isRequired
        self.requiredWhen = requiredWhen
        self.maximum = maximum ?? kind.standardMaximum
        self.isGuarded = isGuarded
        self.namesThirdParties = namesThirdParties
        self.label = label
        self.help = help
        self.parameter = parameter
    }

    /// The fields of an entry, for a list.
    package var entryFields: [FormField] {
        if case .list(let fields) = kind { fields } else { [] }
    }

    /// The values that it offers.
    package var choices: [FieldChoice] {
        switch kind {
        case .choice(let choices), .selection(let choices): choices
        default: []
        }
    }

    var isText: Bool { kind == .text || kind == .longText }
}

extension FormField.Kind {
    /// The limit that holds when the field names none.
    var standardMaximum: Int {
        switch self {
        case .text: FormField.lineMaximum
        case .longText: FormField.textMaximum
        case .list: FormField.listMaximum
        default: 1
        }
    }
}
