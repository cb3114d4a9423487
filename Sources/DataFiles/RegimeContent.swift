internal import Records
internal import Reintegration

/// What a regime file and each of its parts hold.
struct RegimeContent {
    /// The keys of it, of which a file leaves out what its parts hold.
    static let keys = [
        "relations", "holidays", "options", "states", "steps", "deadlines", "lapses",
    ]

    private(set) var relations: [Role: [Relation]] = [:]
    private(set) var holidays = HolidayCalendar.none
    private(set) var options: [ProcessOption] = []
    private(set) var states: [ProcessState] = []
    private var steps: [ProcessStep] = []
    private(set) var deadlines: [DeadlineRule] = []
    private(set) var lapses: [Lapse] = []
    private var starts: [StepName: [DeadlineName]] = [:]

    /// Reads what is there.
    init(_ mapping: YAMLMapping) throws(DataFileError) {
        let reader = try RegimeReader(mapping)
        if let node = mapping["relations"] { relations = try reader.relations(node) }
        holidays = try reader.holidays(mapping["holidays"])
        if let node = mapping["options"] { options = try reader.options(node) }
        if let node = mapping["states"] { states = try reader.states(node) }
        if let node = mapping["steps"] { steps = try reader.steps(node, states: states) }
        if let node = mapping["deadlines"] {
            deadlines = try reader.deadlines(node)
            starts = try reader.starts(node)
        }
        if let node = mapping["lapses"] { lapses = try reader.lapses(node) }
    }

    /// Adds what a part holds; a role that both name has the relations of both.
    mutating func append(_ part: Self) {
        for (role, added) in part.relations {
            let known = relations[role, default: []]
            relations[role] = known + added.filter { !known.contains($0) }
        }
        holidays = HolidayCalendar(rules: holidays.rules + part.holidays.rules)
        options += part.options
        states += part.states
        steps += part.steps
        deadlines += part.deadlines
        lapses += part.lapses
        for (step, names) in part.starts { starts[step, default: []] += names }
    }

    /// The steps, each with the deadlines that it names and those that name it.
    ///
    /// A step that no file declares is found by the check of the regime's names.
    var stepsWithDeadlines: [ProcessStep] {
        steps.map { step in
            let added = starts[step.name, default: []].filter { !step.starts.contains($0) }
            return added.isEmpty ? step : step.starting(step.starts + added)
        }
    }

    /// A step that deadlines name and no file declares.
    var undeclaredStart: StepName? {
        let declared = Set(steps.map(\.name))
        return starts.keys.sorted().first { !declared.contains($0) }
    }
}
