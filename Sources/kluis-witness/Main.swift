internal import WitnessService

@main
struct Main {
    static func main() async { await WitnessProgram.main() }
}
