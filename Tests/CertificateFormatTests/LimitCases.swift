import CertificateFormat
import Kernel
import TheoremLanguage

/// Files at a limit of docs/certificate-format.md, section 12, or just beside it.
struct LimitCase {
  /// What is limited.
  let limit: String
  let size: Int
  let theorem: String
  /// Without one, the theorem file alone is asked about.
  var certificate: String?
  /// Whether the size is within the limit, where that is known from outside the checkers.
  var isWithin: Bool?
}

enum LimitCases {
  static var all: [LimitCase] {
    language + counts + hiddenCharacters + text + arithmetic + algebra + work
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: max(count, 0))
  }

  private static func product(_ factor: String, _ count: Int) -> String {
    Array(repeating: factor, count: count).joined(separator: "*")
  }

  private static func sum(_ variable: String, _ count: Int) -> String {
    (0..<count).map { "\(variable)^\($0)" }.joined(separator: " + ")
  }

  /// Sizes around a limit.
  private static func around(
    _ name: String, _ limit: Int, step: Int = 1, certificate: ((Int) -> String)? = nil,
    _ theorem: (Int) -> String
  ) -> [LimitCase] {
    [limit - step, limit, limit + step, limit + 2 * step].map { size in
      LimitCase(
        limit: name, size: size, theorem: theorem(size), certificate: certificate?(size),
        isWithin: size <= limit)
    }
  }

  /// Sizes among which the limit lies somewhere.
  private static func within(
    _ name: String, _ sizes: [Int], certificate: String? = nil, _ theorem: (Int) -> String
  ) -> [LimitCase] {
    sizes.map {
      LimitCase(limit: name, size: $0, theorem: theorem($0), certificate: certificate)
    }
  }

  private static let title = "theorem \"t\"\n"

  private static func file(
    _ definitions: String = "", claim: String = "x >= 0", range: String = "[1, 2]"
  ) -> String {
    let define = definitions.isEmpty ? "" : "define\n\(definitions)\n"
    return title + "parameters\n  x, y, z : real in \(range)\n\(define)claim c: \(claim)\n"
  }

  private static func certificate(_ lines: [String]) -> String {
    (["closedform-certificate 1", "claim c"] + lines + ["end", ""]).joined(separator: "\n")
  }

  private static let evaluate = certificate(["domain", "evaluate"])

  // MARK: Theorem files

  private static var language: [LimitCase] {
    let depth = Limits.nestingDepth
    return around("parentheses", depth) { file("d = \(repeated("(", $0))1\(repeated(")", $0))") }
      + around("signs", depth, step: 2) { file("d = \(repeated("-", $0 / 2))1") }
      + around("powers", depth) { file("d = 2\(repeated("^2", $0))") }
      + around("calls", depth) { file("d = \(repeated("sqrt(", $0))1\(repeated(")", $0))") }
      + around("branches", depth, step: 2) {
        file("d = \(repeated("if x < y then 1 else ", $0 / 2))2")
      }
      + around("height", Limits.expressionHeight) { file("d = 1\(repeated(" + 1", $0 - 1))") }
      + around("minima", Limits.expressionHeight) { file("d = min(1\(repeated(", 1", $0 - 1)))") }
      + around("height written out", Limits.definitionHeight) { height in
        file((["d0 = 1"] + (1..<height).map { "d\($0) = d\($0 - 1) + 1" }).joined(separator: "\n"))
      }
      + around("bytes", Limits.fileSize) { title + "claim c: 1 < 2\n#" + repeated("x", $0 - 28) }
      + around("name", Limits.identifierLength) { file("\(repeated("n", $0)) = 1") }
      + around("digits", Limits.literalDigits) { file("d = \(repeated("9", $0))") }
      + around("digits after the point", Limits.literalDigits) {
        file("d = 0.\(repeated("7", $0 - 1))")
      }
      + around("large power of ten", Limits.literalExponent) { file("d = 1e\($0)") }
      + around("small power of ten", Limits.literalExponent) { file("d = 1e-\($0)") }
      + around("power of ten with digits", Limits.literalExponent) { file("d = 12.55e-\($0 - 2)") }
  }

  private static var counts: [LimitCase] {
    let call = "M = 1, alpha = 1, lambda_W = 1, lambda_H = 1"
    func lines(_ count: Int, _ line: (Int) -> String) -> String {
      (0..<count).map { line($0) + "\n" }.joined()
    }
    return around("parameters", Limits.parameters) { count in
      title + "parameters\n" + lines(count) { "x\($0) : real in [0, 1]" } + "claim c: 1 < 2"
    }
      + around("definitions", Limits.definitions) { count in
        file(lines(count) { $0 % 3 > 0 ? "d\($0) = 1" : "d\($0)(q) = q" })
      }
      + around("claims", Limits.claims) { title + lines($0) { "claim c\($0): 1 < 2" } }
      + around("problems", Limits.problems) { count in
        title + lines(count) { "problem p\($0) = positive_layer_peeled(\(call))" }
          + "claim c: 1 < 2"
      }
      + around("arguments", Limits.formals) { count in
        file("f(\((0..<count).map { "q\($0)" }.joined(separator: ", "))) = 1")
      }
      + around("component", Limits.componentIndex) {
        title + "problem unconstrained_features(K = 1, N = 2, \(call))\n"
          + "claim c: minimizer.margin[\($0)] = 1"
      }
      + around("words, numbers and symbols", Limits.tokens) { count in
        // 807 in each of 123 claims, 2 in the title; a sign makes up for an odd rest.
        func claim(_ name: String, _ count: Int) -> String {
          let values = repeated(", 1", (count - 7) / 2 - 1)
          return "claim \(name): max(1\(values)) = \((count - 7) % 2 == 1 ? "-" : "")1"
        }
        return title + lines(123) { claim("c\($0)", 807) } + claim("c", count - 2 - 123 * 807)
      }
      // 999 in the template; for each call two in the file and 999 written out.
      + around("operations written out", Limits.nodes) { count in
        let rest = count - 999 - 997 * 1001 - 2 - 2
        let terms = repeated("+1", rest / 4)
        return title + "parameters\n  x : real in [1, 2]\ndefine\nf(q) = q\(repeated("+q", 499))\n"
          + lines(997) { "d\($0) = f(x)" }
          + "claim c: 1\(terms) = \(repeated("-", rest % 4))1\(terms)\n"
      }
  }

  private static var hiddenCharacters: [LimitCase] {
    HiddenCharacters.ranges.flatMap { range in
      [range.lowerBound &- 1, range.lowerBound, range.upperBound, range.upperBound + 1]
        .compactMap { Unicode.Scalar($0) }
        .filter { ![0x09, 0x0A].contains($0.value) }
        .map { scalar in
          LimitCase(
            limit: "hidden characters", size: Int(scalar.value), theorem: file("# a\(scalar)b"),
            isWithin: !HiddenCharacters.ranges.contains { $0.contains(scalar.value) })
        }
    }
  }

  // MARK: Certificates

  private static var text: [LimitCase] {
    func split(_ number: String) -> String {
      certificate(["domain", "split x \(number)", "evaluate", "evaluate"])
    }
    return around(
      "characters of a number", Fraction.textLimit,
      certificate: { length in
        let zeros = repeated("0", (length - 3) / 2)
        return split(length % 2 == 1 ? "9\(zeros)/6\(zeros)" : "12\(zeros)/8\(zeros)")
      }, { _ in file() })
      + around(
        "power of two", Fraction.exponentLimit, certificate: { split("1p-\($0)") },
        { _ in file(range: "[0, 1]") })
      + around(
        "steps between the root and a leaf", 10_000,
        certificate: { depth in
          certificate(
            ["domain", "split x 3/2"] + Array(repeating: "monotone x", count: depth - 1)
              + ["evaluate", "evaluate"])
        }, { _ in file() })
      + around(
        "bytes of a line", CertificateParser.longestLine,
        certificate: { certificate(["domain", "evaluate", "#" + repeated(".", $0 - 1)]) },
        { _ in file() })
      + around(
        "lines", CertificateParser.mostLines,
        certificate: {
          certificate(["domain", "evaluate"] + Array(repeating: "", count: $0 - 5))
        }, { _ in file() })
      + around(
        "count", 999_999,
        certificate: { certificate(["domain", "precision \($0)", "precision 99", "evaluate"]) },
        { _ in file() })
      + around(
        "most digits", Theorem.largestDigitCount,
        certificate: {
          certificate(["point 1 1 1", "precision 8000", "digits \($0)", "holds"])
        }, { _ in file(claim: "x = x + 1e-3000") })
      + [0, 1].map {
        LimitCase(
          limit: "fewest digits", size: $0, theorem: file(claim: "x = x"),
          certificate: certificate(["point 1 1 1", "digits \($0)", "holds"]), isWithin: $0 == 1)
      }
  }

  private static var arithmetic: [LimitCase] {
    func precise(_ bits: Int) -> String {
      certificate(["domain", "precision \(bits)", "evaluate"])
    }
    return around("most bits", 8192, certificate: precise) { _ in file() }
      + [31, 32].map {
        LimitCase(
          limit: "fewest bits", size: $0, theorem: file(), certificate: precise($0),
          isWithin: $0 == 32)
      }
      + around("argument of exp", 1 << 20, certificate: { _ in evaluate }) {
        file(claim: "expm1(-x*\($0)/2) >= -1")
      }
      // 2^e lies in [2^e, 2^(e + 1)).
      + around("large magnitude", 999_999, certificate: { _ in evaluate }) {
        file(claim: "x*0 + (2^1000)^999*2^\($0 - 999_000) >= 1")
      }
      + around("small magnitude", 1_000_001, certificate: { _ in evaluate }) {
        file(claim: "x*0 + (1/2^1000)^999*(1/2)^\($0 - 999_000) >= 0")
      }
      // 2^e has e + 1 bits.
      + around("bits of an exact value", Fraction.sizeLimit - 1, certificate: { _ in evaluate }) {
        file(range: "[0, \(product("2^1000", 99))*2^\($0 - 99_000)]")
      }
      + around("bits of an exact power", 999, certificate: { _ in evaluate }) {
        file(range: "[0, (2^100)^\($0)]")
      }
      + around(
        "exponent of y", 1024,
        certificate: { _ in certificate(["domain", "reciprocal x 1", "evaluate"]) }
      ) { file(claim: "x^1000*x^\($0 - 1000) >= 0") }
  }

  private static var algebra: [LimitCase] {
    let step = certificate(["domain", "algebra"])
    return around("exponent in algebra", 64, certificate: { _ in step }) {
      file(claim: "x^32*x^\($0 - 32) >= 1")
    }
      + around("monomials", 4096, certificate: { _ in step }) {
        file(
          "a = \(sum("x", 64))\nb = \(sum("y", 63))", claim: "a*b + \(sum("z", $0 - 4031)) >= 0")
      }
      + around("numerator", Fraction.sizeLimit - 1, certificate: { _ in step }) {
        file(
          "a = (2^64)^64", claim: "x*\(product("a", 24))*(2^64)^26*2^\($0 - 99_968) >= 0")
      }
      + around("denominator", Fraction.sizeLimit - 1, certificate: { _ in step }) {
        file(
          "a = (1/2^64)^64",
          claim: "x*\(product("a", 24))*(1/2^64)^26*(1/2)^\($0 - 99_968) >= 0")
      }
      // (2^1024)^975 reaches 998,401, x reaches 2.
      + around("reach of a monomial", 2_000_000, certificate: { _ in step }) {
        file(
          "a = abs((2^1024)^975)\nb = abs(2^1024*2^1024*2^1024*2^\($0 - 1_999_877))",
          claim: "x*a^2*b + 1 >= 0")
      }
      // Numbers of 8192 bits, and one more that fills up.
      + around(
        "bits of a monomial", 1_000_000,
        certificate: { _ in certificate(["domain", "precision 8192", "algebra"]) }
      ) {
        file(
          "p = (2^1024)^7*2^1023\na = abs(p + 1)\nb = abs(p + 3)\ne = abs(2^\($0 - 999_426) + 1)",
          claim: "a^64*b^58*e + 1 >= 0")
      }
      + around(
        "bits of a value at a point", 1561,
        certificate: { certificate(["domain", "convex-polynomial 1p-\($0) 1 1"]) }
      ) { _ in file(claim: "x^64 + 1 >= 0", range: "[0, 1]") }
  }

  private static var work: [LimitCase] {
    let step = certificate(["domain", "algebra"])
    // What has a long way to go costs much and is quickly done.
    let powers = (1...22).map { "x^\($0)" }.joined(separator: " + ")
    return within("cost of algebra", Array(995_680..<995_692), certificate: step) {
      file("b = abs((2^1024)^972*2^\($0 - 995_328))", claim: "b*(\(powers)) + 1 >= 0")
    }
      + within("operations of algebra", Array(97..<103), certificate: step) { count in
        let lines = (0..<count).map { "d\($0) = x\(repeated("+x", 499))\n" }.joined()
        return file(lines, claim: "0\((0..<count).map { "+d\($0)" }.joined()) >= 0")
      }
      + within(
        "operations of cases", Array(97..<103),
        certificate: certificate(["domain", "cases", "evaluate", "evaluate"])
      ) { count in
        file("d = x\(repeated("+x", 499))", claim: "abs(x)\(repeated("+d", count)) >= 0")
      }
  }
}
