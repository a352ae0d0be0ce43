import Exact
import Kernel
import TestSupport
import Testing

@testable import CertificateFormat

/// How much of the domain is left open; the kernel counts boxes, and knows no volumes.
@Suite("Shares of the domain") struct CheckedTheoremTests {
  private static let theorem = """
    theorem "shares"
    parameters
      x : real in [0, 1]
      n : integer in [0, 3]
      m : integer in [2, infinity)
    claim c: abs(x) < n + m + 2

    """

  private func root() throws -> Node {
    let loaded = try LoadedTheorem(Self.theorem)
    return try Node.root(of: try loaded.theorem.statement(), claim: 0)
  }

  private let quarter = Fraction(mantissa: BigInteger(1), exponent: -2)
  private let half = Fraction(mantissa: BigInteger(1), exponent: -1)

  @Test("parts of a split share the volume, integers are counted, and without end both are half")
  func split() throws {
    let root = try root()
    func shares(_ parameter: Int, _ value: Fraction) throws -> [Fraction] {
      let parts = try root.split(parameter, at: value)
      return root.shares(of: [parts.lower, parts.upper])
    }
    #expect(try shares(0, quarter) == [quarter, Fraction(1) - quarter])
    #expect(try shares(1, Fraction(0)) == [quarter, Fraction(1) - quarter])
    #expect(try shares(1, Fraction(1)) == [half, half])
    #expect(try shares(2, Fraction(1000)) == [half, half])
  }

  @Test("a case and a face count as much as the whole")
  func whole() throws {
    let root = try root()
    let cases = try root.distinguished(precisionInBits: 64)
    #expect(root.shares(of: [cases.first, cases.second]) == [Fraction(1), Fraction(1)])
    let face = try root.fixing(monotone: 1, precisionInBits: 64)
    #expect(root.shares(of: [face]) == [Fraction(1)])
  }

  @Test(
    "open boxes are added up, and two open cases count once",
    arguments: [
      ("open", Fraction(1)),
      ("split x 1/4\nopen\nevaluate", Fraction(mantissa: BigInteger(1), exponent: -2)),
      (
        "split x 1/4\nsplit n 0\nevaluate\nopen\nopen",
        Fraction(mantissa: BigInteger(15), exponent: -4)
      ),
      ("cases\nopen\nopen", Fraction(1)),
      ("split x 1/4\ncases\nopen\nopen\nevaluate", Fraction(mantissa: BigInteger(1), exponent: -2)),
      ("monotone n\nsplit m 5\nevaluate\nopen", Fraction(mantissa: BigInteger(1), exponent: -1)),
      ("evaluate", Fraction(0)),
    ])
  func openShare(steps: String, share: Fraction) throws {
    let loaded = try LoadedTheorem(Self.theorem)
    let text = "closedform-certificate 1\nclaim c\ndomain\n\(steps)\nend\n"
    let checked = try loaded.checker.check(try CertificateParser.parse(Array(text.utf8)))
    #expect(checked.map(\.openShare) == [share])
  }
}
