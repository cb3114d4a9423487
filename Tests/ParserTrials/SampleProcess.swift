internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration

/// Steps and forms of the trajectory of 2022.
enum SampleProcess {
    static let event: ProcessEvent = {
        let parameters = StepParameters([
            .receivedByWorker: .day(SampleRecords.day("2024-03-04")), .workAccident: .flag(false),
            .invitationNumber: .number(2), .deliveryProof: .digest(SampleRecords.hash),
            .consent: .consent(SampleRecords.identifier(10)),
            .measures: .measures([.adaptedWork, .otherWork]),
            .reportGround: .ground(.technicallyImpossible),
        ])
        guard let parameters else { preconditionFailure("each value has its parameter's type") }
        return ProcessEvent(
            id: SampleRecords.identifier(13), dossier: SampleRecords.dossier, step: "decide-a",
            actor: ProcessEvent.Actor(
                member: SampleRecords.physician, role: .occupationalPhysician,
                organisation: SampleRecords.service),
            occurredOn: SampleRecords.day("2024-02-29"), recordedAt: SampleRecords.moment,
            sections: [SampleRecords.hash, SampleRecords.vault], parameters: parameters)
    }()

    static let planForm: Form = {
        guard
            let form = try? FormDefinitionFile.parse(
                ShippedData.bytes("forms/plan.yaml"), file: "plan.yaml")
        else { preconditionFailure("the shipped form is one") }
        return form
    }()

    static let filledPlan = Array(
        """
        worker-name: Wim Voorbeeld
        employer-name: Bakkerij Voorbeeld
        assessment-date: 2024-03-04
        decision: a
        measures:
          - kind: adapted-work
            description: |-
              halve dagen
              aan de balie
            hours-per-week: 19
          - kind: training-or-guidance
            description: opleiding kassa
            responsible: VDAB
        validity:
          from: 2024-06-01
          until: 2024-11-30
        fund-decision: not-needed
        concertation:
          - date: 2024-04-02
            participants: "werknemer, werkgever, arbeidsarts"
        signed-on: 2024-05-06
        signed-by: An Voorbeeld

        """.utf8)
}
