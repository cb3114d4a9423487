internal import KluisCommands

@main
struct Main {
    static func main() { KluisProgram.main() }
}
