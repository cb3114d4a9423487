package import Records

/// A deadline as a regime states it; ``Deadline`` is one that runs.
package struct DeadlineRule: Hashable, Sendable {
    /// How long the deadline is.
    package enum Term: Hashable, Sendable {
        /// A period, counted from a day.
        case period(LegalPeriod)
        /// The day itself: the rule says "at once" or "as soon as possible".
        case atOnce
        /// A day that the step names.
        case day(StepParameter)
        /// So long before a day that the step names.
        case before(LegalPeriod, StepParameter)
    }

    /// From which day the term is counted.
    package enum Anchor: Hashable, Sendable {
        /// The day of the step that starts it.
        case step
        /// A day of receipt: what a later step recorded, else what the starting step said, else
        /// the day of the starting step (what is released in the vault is received at once).
        case receipt(StepParameter, recordedBy: StepName?)
        /// The first day of the incapacity; the day of the step where none is known.
        case incapacityStart
    }

    /// What the last day means.
    package enum Nature: String, CaseIterable, Hashable, Sendable {
        /// Something must be done by then; later is too late, but still has to be done.
        case duty
        /// Somebody may do something until then, and not later.
        case right
        /// Nothing can be done before.
        case earliest
    }

    /// During which part of an absence a deadline runs that no trajectory carries.
    package enum Presence: String, CaseIterable, Hashable, Sendable {
        /// While the worker is absent, as long as no trajectory has followed.
        case absent
        /// While the worker is absent, whatever else runs.
        case throughout
        /// While the worker is back at work.
        case atWork = "at-work"
        /// Always.
        case any
    }

    /// What becomes of a last day on which offices are closed.
    package enum LastDay: String, CaseIterable, Hashable, Sendable {
        /// It stays the last day.
        case stays
        /// It moves to the next day that is no Saturday, Sunday or public holiday.
        case nextWorkingDay = "next-working-day"
    }

    /// What makes the term stand still.
    package struct Pause: Hashable, Sendable {
        /// The step from whose day on it stands still.
        package let from: StepName
        /// The steps on whose day it runs on.
        package let until: [StepName]

        /// Makes a pause.
        package init(from: StepName, until: [StepName]) {
            self.from = from
            self.until = until
        }
    }

    /// Its name; one name can stand for several readings of one deadline.
    package let name: DeadlineName
    /// What has to be done.
    package let label: LocalizedText
    /// The rule.
    package let reference: LegalReference
    /// The reading under which it is counted like this.
    package let onlyWith: OptionCondition?
    /// What its last day means.
    package let nature: Nature
    /// How long it is.
    package let term: Term
    /// Which day is the first that counts.
    package let firstDay: LegalPeriod.FirstDay
    /// What becomes of a last day that is a Saturday, Sunday or public holiday.
    package let lastDay: LastDay
    /// From which day it is counted.
    package let anchor: Anchor
    /// What happened on that day, in words.
    package let anchorLabel: LocalizedText
    /// The states in which it can run.
    package let runsIn: Set<StateName>
    /// The steps that meet it.
    package let metBy: [StepName]
    /// Who has to act.
    package let who: [Role]
    /// What follows when the day passes.
    package let consequence: LocalizedText
    /// What makes it stand still.
    package let pause: Pause?
    /// When it runs outside a trajectory.
    package let presence: Presence
    /// What must hold for it to run at all.
    package let conditions: [GuardRule]

    /// Puts a rule together.
    package init(
        name: DeadlineName, label: LocalizedText, reference: LegalReference,
        onlyWith: OptionCondition? = nil, nature: Nature = .duty, term: Term,
        firstDay: LegalPeriod.FirstDay = .dayAfter, lastDay: LastDay = .stays,
        anchor: Anchor = .step, anchorLabel: LocalizedText, runsIn: Set<StateName>,
        metBy: [StepName], who: [Role], consequence: LocalizedText, pause: Pause? = nil,
        presence: Presence = .absent, conditions: [GuardRule] = []
    ) {
        self.name = name
        self.label = label
        self.reference = reference
        self.onlyWith = onlyWith
        self.nature = nature
        self.term = term
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.anchor = anchor
        self.anchorLabel = anchorLabel
        self.runsIn = runsIn
        self.metBy = metBy
        self.who = who
        self.consequence = consequence
        self.pause = pause
        self.presence = presence
        self.conditions = conditions
    }
}
