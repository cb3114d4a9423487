internal import Glibc

/// What the system was made to do for a process that holds keys.
package struct ProcessProtection: Hashable, Sendable {
    /// Whether all memory stays out of swap space.
    package let isMemoryLocked: Bool
    /// Whether other processes of the user can neither trace it nor read its memory.
    package let isUndumpable: Bool

    package init(isMemoryLocked: Bool, isUndumpable: Bool) {
        self.isMemoryLocked = isMemoryLocked
        self.isUndumpable = isUndumpable
    }

    /// Protects this process: no core dump, no tracing, and no swapping where the limit allows.
    ///
    /// Memory is locked only by root or without a limit on locked memory: under a limit, a later
    /// allocation would fail and end the agent.
    package static func apply() -> ProcessProtection {
        let isUndumpable = forbidDumps()
        // RLIMIT_MEMLOCK is 8 (getrlimit(2)).
        let memoryLimit = __rlimit_resource_t(8)
        var locked = rlimit()
        // SAFETY: the calls read and write a local of the right type.
        unsafe getrlimit(memoryLimit, &locked)
        locked.rlim_cur = locked.rlim_max
        unsafe setrlimit(memoryLimit, &locked)
        let hasNoLimit = geteuid() == 0 || locked.rlim_max == rlim_t.max
        // MCL_CURRENT, MCL_FUTURE and MCL_ONFAULT (mlockall(2)).
        let isMemoryLocked = hasNoLimit && mlockall(1 | 2 | 4) == 0
        return ProcessProtection(isMemoryLocked: isMemoryLocked, isUndumpable: isUndumpable)
    }

    /// Forbids core dumps and tracing of this process.
    ///
    /// - Returns: Whether the system did both.
    @discardableResult
    package static func forbidDumps() -> Bool {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // SAFETY: the call reads a local of the right type.
        let hasNoCore = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0
        // PR_SET_DUMPABLE is 4 (prctl(2)).
        return processControl(4, 0) == 0 && hasNoCore
    }

    /// Whether this process can be dumped or traced, as the system says now.
    package static var isDumpable: Bool {
        // PR_GET_DUMPABLE is 3.
        processControl(3, 0) != 0
    }

    private static func processControl(_ option: Int32, _ argument: UInt) -> Int32 {
        typealias Function = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
        // SAFETY: `prctl` takes its further arguments as `unsigned long`. It is declared with an
        // ellipsis, which Swift cannot call; on Linux such arguments travel as fixed ones do.
        guard let symbol = unsafe dlsym(nil, "prctl") else { return -1 }
        let function = unsafe unsafeBitCast(symbol, to: Function.self)
        return function(option, argument, 0, 0, 0)
    }
}
