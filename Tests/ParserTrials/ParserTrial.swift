internal import Glibc
package import TestSupport

/// What a parser made of an input that it did not refuse.
package enum Reading: Hashable, Sendable {
    /// The format has one spelling of each value; this is the one of the value that was read.
    case written([UInt8])
    /// The format has several spellings; what could be checked of the value is right.
    case free
    /// The value that was read contradicts itself.
    case contradiction(String)
}

/// A parser, right inputs for it, and what must be true of every input that it accepts.
///
/// A parser refuses by throwing; the type of the error is part of the trial, so that no other one
/// can leave it.
package struct ParserTrial: Sendable, CustomStringConvertible {
    /// The name, such as `signed-note`.
    package let name: String
    /// What the parser reads.
    package let form: HostileInputs.Form
    /// Inputs that it accepts.
    package let samples: [[UInt8]]
    private let read: @Sendable ([UInt8]) throws -> Reading

    /// Names a parser.
    package init<Failure: Error>(
        _ name: String, _ form: HostileInputs.Form, samples: [[UInt8]],
        reads: @escaping @Sendable ([UInt8]) throws(Failure) -> Reading
    ) {
        self.name = name
        self.form = form
        self.samples = samples
        read = reads
    }

    /// Names a parser that refuses by giving nothing.
    package init(
        _ name: String, _ form: HostileInputs.Form, samples: [[UInt8]],
        reads: @escaping @Sendable ([UInt8]) -> Reading?
    ) {
        self.init(name, form, samples: samples) { (input) throws(Refused) in
            guard let reading = reads(input) else { throw Refused() }
            return reading
        }
    }

    private struct Refused: Error {}

    package var description: String { name }

    /// The most processor time that one input may take, in seconds.
    ///
    /// It is time of the processor and not of the clock, so that a busy machine changes nothing, and
    /// far above what the slowest parser needs under a sanitizer.
    private static let mostSeconds = 10.0

    /// What is wrong with how the parser took an input; `nil` when nothing is.
    package func fault(of input: [UInt8]) -> String? {
        let start = Self.processorSeconds
        let reading = try? read(input)
        let spent = Self.processorSeconds - start
        guard spent < Self.mostSeconds else { return "\(name) took \(spent) s" }
        switch reading {
        case nil, .free: return nil
        case .written(let bytes):
            return bytes == input ? nil : "\(name) accepts another spelling of what it writes"
        case .contradiction(let what): return "\(name) accepts what contradicts itself: \(what)"
        }
    }

    /// Tries the samples, which must be accepted, and `rounds` hostile inputs.
    ///
    /// - Returns: What is wrong, with the input; empty when nothing is.
    package func faults(seed: UInt64, rounds: Int) -> [String] {
        var faults: [String] = []
        for (index, sample) in samples.enumerated() {
            if (try? read(sample)) == nil { faults.append("\(name) refuses its sample \(index)") }
            if let fault = fault(of: sample) { faults.append("\(fault), of its sample \(index)") }
        }
        var inputs = HostileInputs(form, samples: samples, seed: seed)
        for _ in 0..<rounds where faults.count < 5 {
            let input = inputs.next()
            if let fault = fault(of: input) {
                let shown = String(decoding: input.prefix(400), as: UTF8.self).debugDescription
                faults.append("\(fault): \(input.count) bytes \(shown)")
            }
        }
        return faults
    }

    private static var processorSeconds: Double {
        var time = timespec()
        // SAFETY: the time is a local that is lent for the call.
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
