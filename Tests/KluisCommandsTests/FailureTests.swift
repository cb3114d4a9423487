import KluisCommands
import Records
import Testing

@Suite("How a command ends")
struct FailureTests {
    @Test("the exit codes are the documented ones")
    func exitCodes() {
        let codes = Dictionary(
            uniqueKeysWithValues: CommandStatus.allCases.map { ($0, $0.rawValue) })
        #expect(
            codes == [
                .success: 0, .overdue: 10, .verificationFailed: 20, .narrower: 30,
                .dutiesChanged: 31, .wider: 32, .widerInSecret: 33, .usage: 64, .badData: 65,
                .noInput: 66, .unavailable: 69, .bug: 70, .cannotCreate: 73, .inputOutput: 74,
                .temporary: 75, .refused: 77, .configuration: 78,
            ])
    }

    @Test("a refusal is told in the reader's language, with its rules and its entry")
    func refusal() {
        let refusal = Refusal(
            rules: ["floor/F1"], reasons: ["nee", "non", "nein", "no\u{1b}"], hint: "ask the worker"
        )
        let failure = CommandFailure(refusal, entry: 7, language: .en)
        #expect(
            failure.lines == [
                "error: no\\u{1b}", "rule: floor/F1", "log entry: 7", "hint: ask the worker",
            ])
        #expect(failure.status == .refused)
        #expect(CommandFailure(refusal, entry: nil, language: .de).message == "nein")
    }

    @Test(
        "a file's failure has the code of sysexits",
        arguments: [
            (FileFailure(.missing, path: "x"), CommandStatus.noInput),
            (FileFailure(.missing, path: "x", isWriting: true), .cannotCreate),
            (FileFailure(.exists, path: "x", isWriting: true), .cannotCreate),
            (FileFailure(.readOnly, path: "x", isWriting: true), .cannotCreate),
            (FileFailure(.full, path: "x", isWriting: true), .inputOutput),
            (FileFailure(.tooLarge, path: "x"), .badData),
            (FileFailure(.notPermitted, path: "x"), .noInput),
        ])
    func files(failure: FileFailure, status: CommandStatus) {
        #expect(CommandFailure(describing: failure).status == status)
    }

    @Test("an error that nobody foresaw is a bug of the program and shows no data")
    func unforeseen() {
        struct Leaky: Error { let secret = "s3cret" }
        let failure = CommandFailure(describing: Leaky())
        #expect(failure.status == .bug)
        #expect(!failure.lines.joined().contains("s3cret"))
    }
}
