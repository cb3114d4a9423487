/// How a command ends, as scripts see it: the numbers of `sysexits.h`, and two of our own.
package enum CommandStatus: Int32, CaseIterable, Hashable, Sendable {
    /// It was done.
    case success = 0
    /// A deadline is overdue, or an alert of the review is open; everything else went well.
    case overdue = 10
    /// A signature, a proof, a chain or the log does not verify.
    case verificationFailed = 20
    /// The command line is wrong.
    case usage = 64
    /// What was given (a form, a file, a text) is not what it should be.
    case badData = 65
    /// What was asked for, or a file that was named, is not there.
    case noInput = 66
    /// The mediator or the record store does not answer.
    case unavailable = 69
    /// The program is at fault.
    case bug = 70
    /// A file cannot be made.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Another process is busy with it, or it changed meanwhile: try again.
    case temporary = 75
    /// The floor, the policy, the process or an authority refuses it.
    case refused = 77
    /// The configuration is wrong or incomplete.
    case configuration = 78
}
