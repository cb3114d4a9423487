internal import Glibc
internal import Synchronization

/// The user's wish to end a long check: Ctrl-C, taken note of instead of ending the process at once.
enum Interruption {
    private static let wasAsked = Atomic(false)

    /// Whether the user has asked for an end.
    static var isWanted: Bool { wasAsked.load(ordering: .relaxed) }

    /// Takes note of the first SIGINT from now on; a second one ends the process.
    static func watch() {
        // The handler must find the flag made: a signal may come while nothing can be initialised.
        wasAsked.store(false, ordering: .relaxed)
        var action = sigaction()
        // SAFETY: the handler is for a signal that carries no data, as the flags say.
        unsafe action.__sigaction_handler.sa_handler = { _ in
            Interruption.wasAsked.store(true, ordering: .relaxed)
        }
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
        // SAFETY: the action is a local that is lent for the call.
        _ = unsafe sigaction(SIGINT, &action, nil)
    }

    /// Ends the process as the signal would have, so that a shell sees what happened.
    static func end() -> Never {
        _ = signal(SIGINT, SIG_DFL)
        raise(SIGINT)
        exit(130)
    }
}
