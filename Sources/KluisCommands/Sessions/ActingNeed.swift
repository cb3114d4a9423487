internal import Records

/// In which capacities a command can be used.
struct ActingNeed: Sendable {
    /// The roles; `nil` for every role.
    let roles: Set<Role>?
    /// Whether a worker, a founder or another member without appointment can use it.
    let allowsPerson: Bool

    /// Everybody.
    static let anyone = Self(roles: nil, allowsPerson: true)
    /// Who registers members and appointments.
    static let registrar = Self(roles: [.registrar], allowsPerson: true)
    /// Founders, who act without an appointment.
    static let founder = Self(roles: [], allowsPerson: true)
    /// The worker, or who represents the worker.
    static let worker = Self(roles: [.legalRepresentative], allowsPerson: true)

    /// Who reads and reviews the log of others; a founder does too.
    static let overseers = Self(
        roles: [.auditor, .dataProtectionOfficer], allowsPerson: true)

    /// Who approves policies and other data; a founder does in a practice of one.
    static let approvers = Self(
        roles: Set(Role.allCases.filter(\.approvesPolicies)), allowsPerson: true)

    /// Who holds one of some roles.
    static func roles(_ roles: Set<Role>) -> Self { Self(roles: roles, allowsPerson: false) }
}

/// A capacity in which a member can act now.
struct Capacity: Hashable, Sendable {
    /// The appointment; `nil` for a worker, a founder or a member without one.
    let appointment: AppointmentID?
    /// The role; `nil` for a founder or a member without appointment.
    let role: Role?
    /// The organisation.
    let organisation: OrganisationID?
    /// How `--as` writes it.
    let name: String
}

extension Directory {
    /// The capacities in which a member can act at a moment, as `--as` writes them.
    func capacities(of member: MemberID, handle: String, at instant: Instant) -> [Capacity] {
        var capacities: [Capacity] = []
        if self.member(member)?.isWorker == true {
            capacities.append(
                Capacity(
                    appointment: nil, role: .worker, organisation: nil, name: "\(handle)/worker"))
        } else if isFounder(member) {
            capacities.append(
                Capacity(appointment: nil, role: nil, organisation: nil, name: handle))
        }
        return capacities
            + appointments(of: member, at: instant).map { entry in
                let appointment = entry.appointment
                let name =
                    organisation(appointment.organisation).map { NameForm.slug($0.name) }
                    ?? appointment.organisation.short
                return Capacity(
                    appointment: appointment.id, role: appointment.role,
                    organisation: appointment.organisation,
                    name: "\(handle)/\(appointment.role.rawValue)@\(name)")
            }
    }

    /// The capacity that `--as` and a command's need choose.
    ///
    /// - Parameters:
    ///   - acting: What `--as` says.
    ///   - member: The member whom it names.
    ///   - need: What the command can be used for.
    ///   - instant: Now.
    /// - Returns: The capacity; `nil` when several stand and none fits.
    /// - Throws: Status 64 when more than one fits.
    func capacity(
        _ acting: ActingAs, member: MemberID, need: ActingNeed, at instant: Instant
    ) throws(CommandFailure) -> Capacity? {
        let all = capacities(of: member, handle: acting.handle, at: instant)
        var fitting: [Capacity]
        if let role = acting.role {
            fitting = all.filter { $0.role == role }
            if let name = acting.organisation {
                fitting = fitting.filter { capacity in
                    guard let id = capacity.organisation else { return false }
                    return NameForm.matches(
                        name, id: id, name: organisation(id)?.name ?? "")
                }
            }
        } else {
            fitting = all.filter { capacity in
                guard let role = capacity.role, capacity.appointment != nil else {
                    return need.allowsPerson
                }
                return need.roles?.contains(role) ?? true
            }
            // Who has one capacity means that one; whether it may, the mediator says, with the rule.
            if fitting.isEmpty, all.count == 1 { fitting = all }
        }
        guard fitting.count <= 1 else {
            throw CommandFailure(
                .usage, "`\(acting.handle)` can act here in more than one role",
                hint: "choose one: \(fitting.map { "--as \($0.name)" }.joined(separator: ", "))")
        }
        return fitting.first
    }
}
