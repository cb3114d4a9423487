/// A word that a data file uses for one of its things, typed by what it names.
///
/// 1 to 64 bytes: lower-case ASCII letters, digits, hyphens and dots, starting with a letter.
package struct Name<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The word itself.
    package let text: String

    /// Takes a word from outside; `nil` when it breaks the rule above.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard (1...64).contains(bytes.count), let first = bytes.first,
            (0x61...0x7a).contains(first),
            bytes.allSatisfy({ byte in
                switch byte {
                case 0x61...0x7a, 0x30...0x39, 0x2d, 0x2e: true
                default: false
                }
            })
        else { return nil }
        self.text = text
    }

    /// Takes a word that stands in the source; a malformed one is the programmer's mistake.
    package init(stringLiteral text: String) {
        guard let name = Self(text) else { preconditionFailure("a name is lower-case words") }
        self = name
    }

    /// The word itself.
    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// What a ``Name`` can name.
package enum ProcessNaming {
    /// A regime.
    package enum Regime: Sendable {}
    /// A state of a regime.
    package enum State: Sendable {}
    /// A step of a regime.
    package enum Step: Sendable {}
    /// A deadline of a regime.
    package enum Deadline: Sendable {}
    /// A term whose passing changes the state.
    package enum Lapse: Sendable {}
    /// An ambiguity that can be read in more than one way.
    package enum Option: Sendable {}
    /// A reading of an ambiguity.
    package enum Choice: Sendable {}
    /// A form.
    package enum Form: Sendable {}
    /// A field of a form.
    package enum Field: Sendable {}
    /// A value that a field offers.
    package enum FieldChoice: Sendable {}
    /// A strand of a process that runs beside others.
    package enum Track: Sendable {}
}

/// The name of a regime, such as `be-2022`.
package typealias RegimeName = Name<ProcessNaming.Regime>
/// The name of a state, such as `under-assessment`.
package typealias StateName = Name<ProcessNaming.State>
/// The name of a step, such as `decide-b` or `absence.start`.
package typealias StepName = Name<ProcessNaming.Step>
/// The name of a deadline, such as `plan-answer`.
package typealias DeadlineName = Name<ProcessNaming.Deadline>
/// The name of a term whose passing changes the state.
package typealias LapseName = Name<ProcessNaming.Lapse>
/// The name of an ambiguity.
package typealias OptionName = Name<ProcessNaming.Option>
/// The name of a reading of an ambiguity.
package typealias ChoiceName = Name<ProcessNaming.Choice>
/// The name of a form, such as `assessment-form`.
package typealias FormName = Name<ProcessNaming.Form>
/// The name of a field of a form.
package typealias FieldName = Name<ProcessNaming.Field>
/// The name of a value that a field offers.
package typealias FieldChoiceName = Name<ProcessNaming.FieldChoice>
/// The name of a strand of a process, such as `coaching`.
package typealias TrackName = Name<ProcessNaming.Track>
