import Foundation

/// Forms as they are filled in for the persons of a ``World``, in YAML.
///
/// What a test does not say is filled in as the law wants it, so that a wrong form differs from a
/// right one in the one thing that the test is about.
enum Forms {
    /// Removes the fields of a form whose names begin with some words.
    static func without(_ fields: String..., in form: String) -> String {
        form.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in !fields.contains { line.hasPrefix($0) } }
            .joined(separator: "\n")
    }

    static func request(by requester: String = "worker", ground: String = "own-request") -> String {
        """
        requester: \(requester)
        worker-name: Wim Voorbeeld
        birth-date: 1980-05-17
        worker-address: Voorbeeldstraat 1, 1000 Brussel
        employer-name: Bakkerij Voorbeeld
        employer-address: Voorbeeldplein 2, 1000 Brussel
        agreed-work: bakker
        incapacity-start: 2024-01-08
        ground: \(ground)
        fund-name: Ziekenfonds Voorbeeld
        fund-address: Voorbeeldlaan 3, 1000 Brussel
        fund-email: info@ziekenfonds.invalid
        signed-on: 2024-01-15
        signed-by: Wim Voorbeeld
        """
    }

    static func invitation(_ number: Int, sentOn day: String) -> String {
        """
        number: \(number)
        sent-on: \(day)
        channel: registered
        sent-to: Voorbeeldstraat 1, 1000 Brussel
        appointment-date: \(day)
        appointment-time: 10.00
        appointment-place: Dienst Noord
        """
    }

    static func medicalAssessment(_ decision: String) -> String {
        """
        examined-on: 2024-01-29
        findings: |-
          lage rugpijn, kinesitherapie loopt
        decision: \(decision)
        justification: |-
          de belasting van het werk blijft te hoog
        """
    }

    static func assessmentForm(
        _ decision: String, conditions: String = "niet tillen boven 5 kg"
    ) -> String {
        """
        worker-name: Wim Voorbeeld
        employer-name: Bakkerij Voorbeeld
        external-service: Dienst Noord
        physician-name: Els Voorbeeld
        request-date: 2024-01-15
        examination-date: 2024-01-29
        decision: \(decision)
        conditions: |-
          \(conditions)
        modalities: |-
          halve dagen, geen nachtwerk
        restart-from: 2024-06-04
        signed-on: 2024-03-04
        signed-by: Els Voorbeeld
        """
    }

    static func appealLetter(sentOn day: String) -> String {
        """
        worker-name: Wim Voorbeeld
        decision-date: 2024-03-04
        received-on: 2024-03-04
        inspector-office: Toezicht Voorbeeld
        letter-to-employer-on: \(day)
        letter-to-inspector-on: \(day)
        signed-on: \(day)
        signed-by: Wim Voorbeeld
        """
    }

    static func ruling(_ ruling: String) -> String {
        """
        worker-name: Wim Voorbeeld
        employer-name: Bakkerij Voorbeeld
        appeal-received-on: 2024-03-25
        ruling: \(ruling)
        decided-by: majority
        signed-on: 2024-05-06
        signed-by: Paula Voorbeeld
        """
    }

    static let appealReport = """
        heard-on: 2024-04-22
        physicians: [inspector, occupational-physician, treating-physician]
        findings: |-
          lage rugpijn, ook na behandeling
        reasons: |-
          de belasting van het werk blijft te hoog
        signed-on: 2024-05-06
        signed-by: Paula Voorbeeld
        """

    static func plan(
        _ decision: String, description: String = "verkoop in de winkel, halve dagen"
    ) -> String {
        """
        worker-name: Wim Voorbeeld
        employer-name: Bakkerij Voorbeeld
        assessment-date: 2024-03-04
        decision: \(decision)
        measures:
          - kind: adapted-work
            description: |-
              \(description)
            hours-per-week: 19
        validity:
          from: 2024-06-01
          until: 2024-12-01
        fund-decision: not-needed
        concertation:
          - date: 2024-05-06
            participants: Wim Voorbeeld, Hans Voorbeeld
        signed-on: 2024-05-06
        signed-by: Hans Voorbeeld
        """
    }

    /// The same plan with nothing to do in it.
    static func planWithoutMeasures(_ decision: String) -> String {
        without("  - kind: ", "    ", in: plan(decision))
            .replacingOccurrences(of: "measures:", with: "measures: []")
    }

    static func motivatedReport(seriouslyConsidered: Bool = true) -> String {
        """
        worker-name: Wim Voorbeeld
        employer-name: Bakkerij Voorbeeld
        assessment-date: 2024-03-04
        conditions-examined: |-
          niet tillen boven 5 kg, halve dagen
        possibilities:
          - kind: other-work
            description: |-
              verkoop in de winkel
            examined-on: 2024-04-15
            finding: |-
              de winkel is gesloten op de uren die mogelijk zijn
        ground: objectively-impossible
        reasons: |-
          er is geen werk zonder tillen
        seriously-considered: \(seriouslyConsidered)
        how-considered: |-
          elke post werd met de werknemer overlopen
        reasonable-accommodation: true
        accommodation-indicators: |-
          kosten, duur en alternatieven werden nagegaan
        concertation:
          - date: 2024-04-15
            participants: Wim Voorbeeld, Hans Voorbeeld
        signed-on: 2024-05-06
        signed-by: Hans Voorbeeld
        """
    }

    static func planAnswer(_ answer: String, reasons: String? = nil) -> String {
        """
        plan-received-on: 2024-05-06
        answer: \(answer)
        answered-on: 2024-05-13
        signed-by: Wim Voorbeeld
        """ + (reasons.map { "\nreasons: |-\n  \($0)" } ?? "")
    }

    static func contact(on day: String) -> String {
        """
        date: \(day)
        by: Hans Voorbeeld
        channel: telephone
        purpose: plan-answer
        reached: true
        """
    }

    static func consultation(with counterpart: String, named name: String) -> String {
        """
        held-on: 2024-02-05
        counterpart: \(counterpart)
        counterpart-name: \(name)
        consent-given-on: 2024-01-29
        content: |-
          overleg over de belastbaarheid
        """
    }

    static let employerConsultation = """
        held-on: 2024-02-05
        requested-on: 2024-01-29
        participants: Els Voorbeeld, Hans Voorbeeld
        content: |-
          welke taken zonder tillen er zijn
        """
}
