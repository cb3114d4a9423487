import AccessAudit
import CryptoPrimitives
import Foundation
import Records
import TestSupport
import Testing
import TransparencyLog

/// Files of every event, outcome, reason, purpose and role, judged by validators of others.
@Suite("Exports before validators of others", .enabled(if: PythonOracle.runs))
struct ExportValidationTests {
    private func faults(_ format: ExportFormat, _ file: [UInt8]) throws -> String? {
        let result = try PythonOracle.run(
            "validate-exports.py", [format.rawValue], input: file)
        return result.status == 0 ? nil : "\(result.status): \(result.text.prefix(4000))"
    }

    @Test(
        "are valid FHIR, OCSF and ECS, whatever happened",
        arguments: [ExportFormat.fhir, .fhirBundle, .ocsf, .ecs])
    func valid(format: ExportFormat) throws {
        let rows = try ExportFixture.everything()
        #expect(try faults(format, ExportFixture.file(format, rows)) == nil)
        #expect(try faults(format, ExportFixture.file(format, [])) == nil)
    }

    @Test(
        "are refused when one thing is wrong",
        arguments: [
            (ExportFormat.fhir, #""outcome":"0""#, #""outcome":"banana""#),
            (.fhir, #""action":"R""#, #""action":"X""#),
            (.fhir, #""action":"R""#, #""action":"C""#),
            (.fhir, #""recorded":"#, #""recordedAt":"#),
            (.fhir, #""recorded":"2026-11-23T"#, #""recorded":"2026-13-23T"#),
            (.fhir, #""code":"110152""#, #""code":"110153""#),
            (.fhir, #""outcome":"0""#, #""outcome":"8""#),
            (.fhir, #""code":"read""#, #""code":"create""#),
            (.fhir, #""requestor":true"#, #""requestor":false"#),
            (.fhir, #""type":"Patient""#, #""type":"Group""#),
            (.fhir, #""type":"tlog-leaf""#, #""type":"tlog-twig""#),
            (.fhir, #""source":{"#, #""origin":{"#),
            (.fhir, #""network":{"address""#, #""media":{"address""#),
            (.fhirBundle, #""type":"collection""#, #""type":"collected""#),
            (.fhirBundle, "AuditEvent/entry-7", "AuditEvent/entry-8"),
            (.ocsf, #""class_uid":6005"#, #""class_uid":6006"#),
            (.ocsf, #""activity_id":1"#, #""activity_id":77"#),
            (.ocsf, #""activity_id":1"#, #""activity_id":2"#),
            (.ocsf, #""severity_id":1"#, #""severity":1"#),
            (.ocsf, #""actor":{"#, #""actress":{"#),
            (.ocsf, #""version":"1.8.0""#, #""edition":"1.8.0""#),
            (.ocsf, #""database":{"#, #""databasis":{"#),
            (.ocsf, #""time":1"#, #""time":"x1"#),
            (.ecs, #""type":["access"]"#, #""type":["creation"]"#),
            (.ecs, #""category":["database"]"#, #""category":"database""#),
            (.ecs, #""hash":"#, #""hashes":"#),
            (.ecs, #""outcome":"success""#, #""outcome":"allow""#),
        ])
    func refused(format: ExportFormat, from: String, to: String) throws {
        let file = ExportFixture.file(
            format, [ExportFixture.row(try ExportFixture.entry(.sectionRead))])
        #expect(try faults(format, file) == nil)
        let text = String(decoding: file, as: UTF8.self)
        let changed = text.replacing(from, with: to, maxReplacements: 1)
        #expect(changed != text, "the file holds `\(from)`")
        #expect(try faults(format, Array(changed.utf8)) != nil, "`\(to)` passes")
    }

    @Test("claim a profile of IHE BALP where one fits, and none where it does not")
    func profiles() throws {
        func profile(_ entry: LogEntry) throws -> String? {
            let line = ExportFixture.file(.fhir, [ExportFixture.row(entry)])
            let event = try #require(
                try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            let profiles = (event["meta"] as? [String: Any])?["profile"] as? [String]
            return profiles?.first?.split(separator: ".").last.map(String.init)
        }
        #expect(try profile(ExportFixture.entry(.sectionRead)) == "PatientRead")
        #expect(try profile(ExportFixture.entry(.sectionWritten)) == "PatientCreate")
        #expect(
            try profile(ExportFixture.entry(.sectionWritten, action: .update)) == "PatientUpdate")
        #expect(try profile(ExportFixture.entry(.sectionDeleted)) == "PatientDelete")
        #expect(try profile(ExportFixture.entry(.searched)) == "PatientQuery")
        #expect(try profile(ExportFixture.bare(.searched, .allowed, .authority)) == "Query")
        #expect(
            try profile(ExportFixture.entry(.sectionRead, .denied, .consentWithdrawn))
                == "AuthZconsent")
        #expect(try profile(ExportFixture.entry(.sectionRead, .denied, .noConsent)) == nil)
        #expect(try profile(ExportFixture.bare(.sectionRead, .denied, .consentExpired)) == nil)
        #expect(try profile(ExportFixture.entry(.sectionRead, .failed, .storage)) == nil)
        #expect(try profile(ExportFixture.entry(.logRead)) == nil)
        #expect(try profile(ExportFixture.entry(.consentGiven)) == nil)
    }
}

/// DICOM audit messages, judged by xmllint with the schema of PS3.15 A.5.1 in RELAX NG.
@Suite("DICOM audit messages before their schema", .enabled(if: XMLLint.runs))
struct DICOMValidationTests {
    /// Validates messages, each as a document; `nil` when all are valid.
    private func faults(_ messages: [String]) throws -> String? {
        let folder = try GoOracle.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let schema = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Tools/dicom-audit-message.rng")
        var paths: [String] = []
        for (number, message) in messages.enumerated() {
            let path = folder.appending(path: "\(number).xml")
            try Data(message.utf8).write(to: path)
            paths.append(path.path)
        }
        let (status, output) = try GoOracle.run(
            URL(filePath: "/usr/bin/xmllint"),
            ["--nonet", "--noout", "--huge", "--relaxng", schema.path] + paths)
        return status == 0 ? nil : String(output.prefix(4000))
    }

    @Test("are valid, whatever happened")
    func valid() throws {
        let file = ExportFixture.file(.dicom, try ExportFixture.everything())
        #expect(try faults(ExportFixture.lines(file)) == nil)
        #expect(ExportFixture.file(.dicom, []).isEmpty)
    }

    @Test(
        "are refused when one thing is wrong",
        arguments: [
            (#"EventOutcomeIndicator="0""#, #"EventOutcomeIndicator="1""#),
            (#"EventActionCode="R""#, #"EventActionCode="X""#),
            (#"EventDateTime="2026"#, #"EventDateTime="26"#),
            ("csd-code=", "code="), ("UserID=", "User="),
            ("UserIsRequestor=\"true\"", "UserIsRequestor=\"yes\""),
            ("<ParticipantObjectName>Security Audit Log</ParticipantObjectName>", ""),
            (#"ParticipantObjectTypeCodeRole="13""#, #"ParticipantObjectTypeCodeRole="27""#),
            (" value=\"", " val=\""), ("AuditSourceID", "AuditSourceName"),
        ])
    func refused(from: String, to: String) throws {
        let file = ExportFixture.file(
            .dicom, [ExportFixture.row(try ExportFixture.entry(.sectionRead))])
        let message = try #require(ExportFixture.lines(file).first)
        let changed = message.replacing(from, with: to, maxReplacements: 1)
        #expect(changed != message)
        #expect(try faults([changed]) != nil, "`\(to)` passes")
    }

    @Test("follow the tables of PS3.15 A.5.3 for code, action and participants")
    func tables() throws {
        /// Expects parts of the message of an entry.
        func has(_ entry: LogEntry, _ parts: String...) throws {
            let text = String(
                decoding: ExportFixture.file(.dicom, [ExportFixture.row(entry)]), as: UTF8.self)
            for part in parts { #expect(text.contains(part), "\(part) in \(text)") }
        }
        for event in [LogEntry.Event.logRead, .logExported, .logUnmasked] {
            try has(
                ExportFixture.entry(event), #"<EventID csd-code="110101""#, #"EventActionCode="R""#,
                #"ParticipantObjectID="https://vault.example/access-log""#)
        }
        try has(
            ExportFixture.entry(.sectionRead), #"<EventID csd-code="110110""#,
            #"EventActionCode="R""#, #"ParticipantObjectTypeCodeRole="1""#,
            #"<ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881""#)
        try has(
            ExportFixture.entry(.searched), #"<EventID csd-code="110112""#, #"EventActionCode="E""#,
            "<ParticipantObjectQuery>", #"<RoleIDCode csd-code="110153""#,
            #"<RoleIDCode csd-code="110152""#)
        let denial = try ExportFixture.entry(.sectionRead, .denied, .noRelation)
        try has(
            denial, #"<EventID csd-code="110113""#, #"EventActionCode="E""#,
            #"<EventTypeCode csd-code="110132""#, #"EventOutcomeIndicator="8""#,
            #"type="Alert Description""#)
        try has(
            ExportFixture.entry(.emergencyDeclared), #"<EventTypeCode csd-code="110127""#)
        // No Patient Record has the action "execute".
        for row in try ExportFixture.everything() {
            let text = String(decoding: ExportFixture.file(.dicom, [row]), as: UTF8.self)
            #expect(
                !text.contains(#"<EventID csd-code="110110""#)
                    || !text.contains(#"EventActionCode="E""#), "\(text)")
        }
    }
}

/// The validator of libxml2.
private enum XMLLint {
    static let runs: Bool = {
        let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")
        if !isInstalled { print("*** DICOM NOT CHECKED: install libxml2-utils ***") }
        return isInstalled || ProcessInfo.processInfo.environment["CI"] == "true"
    }()
}
