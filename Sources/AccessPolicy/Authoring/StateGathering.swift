internal import Records

/// States gathered head by head, to be told as few products.
///
/// A head is all of a state but consent, phase and glass. The products do not overlap, and no two
/// of them could be one: merging goes dimension by dimension until nothing merges any more.
struct StateGathering {
    // Lanes: role, action, kind, purpose, relation, authorship; then the facts in two lanes while
    // states are gathered, and consent, phase and glass in three once they are taken apart.
    private typealias Box = SIMD16<UInt64>
    private var boxes: [Box] = []

    /// The number of states.
    private(set) var count = 0

    /// Adds states under a head that was not added before.
    mutating func add(_ head: AccessState, _ facts: FactSet) {
        guard !facts.isEmpty else { return }
        count += facts.count
        var box = Box()
        for (lane, code) in [
            head.role.code, head.action.code, head.kind.code, head.purpose.code,
            head.relation.code, head.authorship.code,
        ].enumerated() {
            box[lane] = 1 << UInt64(code)
        }
        (box[6], box[7]) = facts.halves
        boxes.append(box)
    }

    /// The states as products.
    func products() -> [StateProduct] {
        // What reads best when it is told together is merged first.
        let merged = Self.merged(boxes, over: [5, 3, 4, 2, 1, 0])
        let parts = merged.flatMap { box in
            FactSet(halves: (box[6], box[7])).products.map { consents, phases, glass in
                var part = box
                (part[6], part[7], part[8]) = (consents.bits, phases.bits, glass.bits)
                return part
            }
        }
        return Self.merged(parts, over: [5, 8, 7, 6, 3, 4, 2, 1, 0]).map { box in
            StateProduct(
                roles: WordSet(masked: box[0]), actions: WordSet(masked: box[1]),
                kinds: WordSet(masked: box[2]), purposes: WordSet(masked: box[3]),
                relations: WordSet(masked: box[4]), consents: WordSet(masked: box[6]),
                phases: WordSet(masked: box[7]), glass: WordSet(masked: box[8]),
                authorship: WordSet(masked: box[5]))
        }
    }

    /// Joins boxes that differ in one lane only, as long as there are some.
    private static func merged(_ boxes: [Box], over lanes: [Int]) -> [Box] {
        var boxes = boxes
        var count = boxes.count + 1
        while boxes.count < count {
            count = boxes.count
            for lane in lanes {
                var places: [Box: Int] = [:]
                var joined: [Box] = []
                for box in boxes {
                    var rest = box
                    rest[lane] = 0
                    if let place = places[rest] {
                        joined[place][lane] |= box[lane]
                    } else {
                        places[rest] = joined.count
                        joined.append(box)
                    }
                }
                boxes = joined
            }
        }
        return boxes
    }
}

extension FactSet {
    /// The combinations as products of sets that do not overlap.
    fileprivate var products:
        [(consents: WordSet<ConsentVerdict>, phases: WordSet<Phase>, glass: WordSet<Glass>)]
    {
        // The phases under which each consent and glass is in the set.
        var rows: [(consents: UInt64, phases: UInt64, glass: UInt64)] = []
        for consent in ConsentVerdict.allCases {
            var row = [UInt64](repeating: 0, count: Glass.allCases.count)
            for glass in Glass.allCases {
                for phase in Phase.allCases where contains(consent, phase, glass) {
                    row[glass.code] |= 1 << UInt64(phase.code)
                }
            }
            for (glass, phases) in row.enumerated() where phases != 0 {
                let alike = rows.firstIndex {
                    $0.phases == phases && $0.glass == 1 << UInt64(glass)
                }
                if let alike {
                    rows[alike].consents |= 1 << UInt64(consent.code)
                } else {
                    rows.append((1 << UInt64(consent.code), phases, 1 << UInt64(glass)))
                }
            }
        }
        return rows.map {
            (WordSet(masked: $0.consents), WordSet(masked: $0.phases), WordSet(masked: $0.glass))
        }
    }
}
