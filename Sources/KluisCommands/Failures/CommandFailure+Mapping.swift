extension CommandFailure {
    /// Says what an error of any part means to the user.
    package init(describing error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let failure as FileFailure: self = failure.asCommandFailure
        default:
            self.init(
                .bug, "something unexpected happened: \(type(of: error))",
                hint: "please report it; nothing was changed after the last entry of the log")
        }
    }
}
