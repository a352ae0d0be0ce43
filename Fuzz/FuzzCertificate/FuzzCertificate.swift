import CertificateFormat
import Diagnostics
import Exact
import Kernel
import TheoremLanguage

/// Claims of every kind that certificates can be about; all hold but the last.
private let text = """
  theorem "Fuzz"
  parameters
    x, y : real in [-1, 2]
    n : integer in [1, 4]
  assume x + y >= -1.5
  define
    r = root s in [0, 3] of s^3 + s = 3 + x
    q = log(3 + x)
  problem free = unconstrained_features(class_sizes = [1, 2], M = 1, alpha = 0.1, lambda_W = 0.01, lambda_H = 0.02)
  problem positive = positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0.1, lambda_W = 0.01, lambda_H = 0.02)
  claim larger: max(x, y) >= (x + y)/2
  claim triangle: abs(x + y) <= abs(x) + abs(y)
  claim means: sqrt((x + 1)*(y + 1)) <= (x + y)/2 + 1
  claim cubic: (y + 1)*(2 - y)^2 <= 4
  claim grows: r + n increases in x
  claim known: 2*q - q = log(3 + x)
  claim cheaper: minimum(free) < minimum(positive)
  claim led: minimizer(free).margin[2] > 2
  claim bowed: exp(x) >= 1 + x
  claim rises: x + sinh(x) increases in x
  claim ends: y <= 2
  claim false: abs(x) <= x
  """

private let theorem: ElaboratedTheorem? = {
  let source = SourceText(name: "fuzz", text: text)
  guard let file = try? TheoremParser.parse(source) else { return nil }
  return try? Elaborator.elaborate(file, source: source, signatures: ModelSignatures.all)
}()

/// Called by libFuzzer with any bytes: reads them as a certificate, replays it, and stops at what
/// must not be.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCertificate(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let theorem, let statement = try? theorem.statement() else {
    fatalError("the theorem of this program is invalid")
  }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let certificate = try? CertificateParser.parse(bytes) else { return 0 }
  checkRoundTrip(of: certificate)
  let checker = CertificateChecker(statement: statement, names: CertificateNames(of: theorem))
  guard let theorems = try? checker.check(certificate) else { return 0 }
  for shown in theorems {
    require(isTrue(shown.theorem, shown.openShare, of: theorem), "false: \(shown)")
  }
  return 0
}

/// A certificate prints to a text that reads as the same steps.
private func checkRoundTrip(of certificate: Certificate) {
  let printed = CertificatePrinter.print(certificate)
  guard let again = try? CertificateParser.parse(Array(printed.utf8)) else {
    return require(false, "what was printed is refused:\n\(printed)")
  }
  let steps = { (one: Certificate) in
    one.sections.map { [$0.claim] + $0.steps.map { "\($0.step)" } }
  }
  require(steps(again) == steps(certificate), "printing changed the certificate to\n\(printed)")
}

private func isTrue(_ shown: Theorem, _ openShare: Fraction, of theorem: ElaboratedTheorem) -> Bool
{
  let isFalse = theorem.claims[shown.claim].name == "false"
  switch shown.conclusion {
  case .refuted: return isFalse
  case .domain(let boxes): return !isFalse || (boxes > 0 && openShare.sign > 0)
  case .allPoints: return !isFalse
  case .inside: return true
  case .point(let values, _): return !isFalse || values[0].sign >= 0
  }
}

/// Traps, which libFuzzer reports with the bytes that led here.
private func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
