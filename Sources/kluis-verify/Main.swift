internal import LogVerification

@main
struct Main {
    static func main() { VerifyProgram.main() }
}
