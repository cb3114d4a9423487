internal import CommandSupport
internal import FlyingSocks
internal import Glibc

/// Where a witness listens.
enum ListeningAddress: Hashable, Sendable {
    /// An IPv4 address and a port; port 0 takes a free one.
    case ip4(String, UInt16)
    /// An IPv6 address and a port.
    case ip6(String, UInt16)
    /// A Unix socket.
    case unix(String)

    /// Reads `127.0.0.1:8080` or `[::1]:8080`; names are not looked up.
    init(_ text: String) throws(CommandFailure) {
        let wrong = CommandFailure(
            .usage, "`\(text)` is no address to listen on",
            hint: "give an address and a port, such as 127.0.0.1:8080 or [::1]:8080")
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else { throw wrong }
        let host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            self = .ip6(String(host.dropFirst().dropLast()), port)
        } else {
            self = .ip4(host, port)
        }
        guard (try? socketAddress) != nil else { throw wrong }
    }

    /// The system's form.
    var socketAddress: any SocketAddress {
        get throws {
            switch self {
            case .ip4(let host, let port): try sockaddr_in.inet(ip4: host, port: port)
            case .ip6(let host, let port): try sockaddr_in6.inet6(ip6: host, port: port)
            case .unix(let path): sockaddr_un.unix(path: path)
            }
        }
    }
}
