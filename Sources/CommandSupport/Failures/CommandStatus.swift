/// How a command ends, as scripts see it: the numbers of `sysexits.h`, and some of our own.
package enum CommandStatus: Int32, CaseIterable, Hashable, Sendable {
    /// It was done.
    case success = 0
    /// A deadline is overdue, or an alert of the review is open; everything else went well.
    case overdue = 10
    /// A signature, a proof, a chain or the log does not verify.
    case verificationFailed = 20
    /// Of two policies, the new one only permits less.
    case narrower = 30
    /// Of two policies, the new one asks for other duties and permits nothing more.
    case dutiesChanged = 31
    /// Of two policies, the new one permits more.
    case wider = 32
    /// Of two policies, the new one permits more under medical secrecy, or reaches below the floor.
    case widerInSecret = 33
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
