/// How far apart the mediator and its members are.
package enum AssuranceLevel: String, CaseIterable, Hashable, Sendable, Comparable {
    /// The mediator runs in the reader's process: a member with another program reads unlogged.
    case sameProcess = "L0"
    /// The mediator runs under a user of its own on the same host.
    case ownUser = "L1"
    /// The mediator runs on another host.
    case ownHost = "L2"
    /// Two mediators must both release.
    case twoMediators = "L3"

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
