internal import Records
internal import Reintegration

extension RegimeReader {
    /// Reads a list of public holidays: each has a `day` (`04-27`) or an `easter` (days after
    /// Easter Sunday), and may move when it is a Sunday, begin, end, or come every so many years.
    func holidays(_ node: YAMLNode?) throws(DataFileError) -> HolidayCalendar {
        guard let node else { return .none }
        var rules: [HolidayRule] = []
        for element in try node.list() { rules.append(try holiday(element)) }
        return HolidayCalendar(rules: rules)
    }

    private func holiday(_ node: YAMLNode) throws(DataFileError) -> HolidayRule {
        let mapping = try node.mapping(
            required: ["holiday"],
            optional: ["day", "easter", "if-sunday", "from", "until", "every-years", "base-year"])
        let day: HolidayRule.Day
        switch (mapping["day"], mapping["easter"]) {
        case (let fixed?, nil): day = try monthAndDay(fixed)
        case (nil, let easter?): day = .fromEaster(days: try easter.integer(in: -70...240))
        case (_?, _?): throw node.error("a holiday has a `day` or an `easter`, not both")
        case (nil, nil):
            throw node.error(
                "the key `day` or `easter` is missing",
                hint: "write `day: 04-27`, or `easter: 39` for a day after Easter Sunday")
        }
        let cycle: HolidayRule.Cycle? =
            switch (mapping["every-years"], mapping["base-year"]) {
            case (nil, nil): nil
            case (let years?, let base?):
                HolidayRule.Cycle(
                    years: try years.integer(in: 2...100), base: try base.integer(in: 1...9999))
            default: throw node.error("`every-years` and `base-year` stand together or not at all")
            }
        let from = try mapping["from"]?.integer(in: 1...9999)
        let until = try mapping["until"]?.integer(in: 1...9999)
        if let from, let until, from > until {
            throw node.error("the holiday ends in \(until), before it begins in \(from)")
        }
        let ifSunday = try mapping["if-sunday"]?.integer(in: -6...6) ?? 0
        let rule = HolidayRule(
            label: try mapping.required("holiday").localizedText(), day: day, ifSunday: ifSunday,
            from: from, until: until, cycle: cycle)
        guard let rule else { throw node.error("the holiday would move into another year") }
        return rule
    }

    /// A month and a day, such as `04-27`.
    private func monthAndDay(_ node: YAMLNode) throws(DataFileError) -> HolidayRule.Day {
        let text = try node.text()
        // A leap year, so that the 29th of February is a day.
        guard let date = CivilDate("2024-" + text) else {
            throw node.error(
                "`\(text)` is not a month and a day", hint: "write the 27th of April as `04-27`")
        }
        return .fixed(month: date.month, day: date.day)
    }
}
