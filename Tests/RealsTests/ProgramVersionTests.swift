import Reals
import Testing

@Suite("The version of the program") struct ProgramVersionTests {
  @Test("numbers are numbers, and the commit is one or unknown")
  func current() throws {
    let version = ProgramVersion.current
    for number in [version.version, version.gmp, version.mpfr] {
      #expect(number.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+[-.a-z0-9]*/) != nil, "\(number)")
    }
    #expect(
      version.commit == "unknown"
        || version.commit.wholeMatch(of: /[0-9a-f]{40}(-dirty)?/) != nil, "\(version.commit)")
  }
}
