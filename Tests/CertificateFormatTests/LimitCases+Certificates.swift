import CertificateFormat
import Exact
import Kernel

/// Limits of certificates and of their steps.
extension LimitCases {
  static var text: [LimitCase] {
    func split(_ number: String) -> String {
      certificate(["domain", "split x \(number)", "evaluate", "evaluate"])
    }
    return around(
      "characters of a number", Fraction.textLimit,
      certificate: { length in
        let zeros = repeated("0", (length - 3) / 2)
        return split(length % 2 == 1 ? "9\(zeros)/6\(zeros)" : "12\(zeros)/8\(zeros)")
      }, theorem: { _ in file() })
      + around(
        "power of two", Fraction.exponentLimit, certificate: { split("1p-\($0)") },
        theorem: { _ in file(range: "[0, 1]") })
      + around(
        "steps between the root and a leaf", 10_000,
        certificate: { depth in
          certificate(
            ["domain", "split x 3/2"] + Array(repeating: "monotone x", count: depth - 1)
              + ["evaluate", "evaluate"])
        }, theorem: { _ in file() })
  }

  static var sizes: [LimitCase] {
    around(
      "bytes of a line", CertificateParser.longestLine,
      certificate: { certificate(["domain", "evaluate", "#" + repeated(".", $0 - 1)]) },
      theorem: { _ in file() })
      + around(
        "lines", CertificateParser.mostLines,
        certificate: {
          certificate(["domain", "evaluate"] + Array(repeating: "", count: $0 - 5))
        }, theorem: { _ in file() })
      + around(
        "count", 999_999,
        certificate: { certificate(["domain", "precision \($0)", "precision 99", "evaluate"]) },
        theorem: { _ in file() })
      + around(
        "most digits", Theorem.largestDigitCount,
        certificate: {
          certificate(["point 1 1 1", "precision 8000", "digits \($0)", "holds"])
        }, theorem: { _ in file(claim: "x = x + 1e-3000 expect supported") })
      + [0, 1].map {
        LimitCase(
          limit: "fewest digits", size: $0, theorem: file(claim: "x = x expect supported"),
          certificate: certificate(["point 1 1 1", "digits \($0)", "holds"]), isWithin: $0 == 1)
      }
  }

  static var arithmetic: [LimitCase] {
    func precise(_ bits: Int) -> String {
      certificate(["domain", "precision \(bits)", "evaluate"])
    }
    return around("most bits", 8192, certificate: precise, theorem: { _ in file() })
      + [31, 32].map {
        LimitCase(
          limit: "fewest bits", size: $0, theorem: file(), certificate: precise($0),
          isWithin: $0 == 32)
      }
      + around(
        "argument of exp", 1 << 20, certificate: { _ in evaluate },
        theorem: {
          file(claim: "expm1(-x*\($0)/2) >= -1")
        })
  }

  static var magnitudes: [LimitCase] {
    // 2^e lies in [2^e, 2^(e + 1)).
    around(
      "large magnitude", 999_999, certificate: { _ in evaluate },
      theorem: {
        file(claim: "x*0 + (2^1000)^999*2^\($0 - 999_000) >= 1")
      })
      + around(
        "small magnitude", 1_000_001, certificate: { _ in evaluate },
        theorem: {
          file(claim: "x*0 + (1/2^1000)^999*(1/2)^\($0 - 999_000) >= 0")
        })
      // 2^e has e + 1 bits.
      + around(
        "bits of an exact value", Fraction.sizeLimit - 1, certificate: { _ in evaluate },
        theorem: {
          file(range: "[0, \(product("2^1000", 99))*2^\($0 - 99_000)]")
        })
      + around(
        "bits of an exact power", 999, certificate: { _ in evaluate },
        theorem: {
          file(range: "[0, (2^100)^\($0)]")
        })
      + around(
        "exponent of y", 1024,
        certificate: { _ in certificate(["domain", "reciprocal x 1", "evaluate"]) },
        theorem: { file(claim: "x^1000*x^\($0 - 1000) >= 0") })
  }

  static var algebra: [LimitCase] {
    let step = certificate(["domain", "algebra"])
    return around(
      "exponent in algebra", 64, certificate: { _ in step },
      theorem: {
        file(claim: "x^32*x^\($0 - 32) >= 1")
      })
      + around(
        "monomials", 4096, certificate: { _ in step },
        theorem: {
          file(
            "a = \(sum("x", 64))\nb = \(sum("y", 63))", claim: "a*b + \(sum("z", $0 - 4031)) >= 0")
        })
      + around(
        "numerator", Fraction.sizeLimit - 1, certificate: { _ in step },
        theorem: {
          file(
            "a = (2^64)^64", claim: "x*\(product("a", 24))*(2^64)^26*2^\($0 - 99_968) >= 0")
        })
      + around(
        "denominator", Fraction.sizeLimit - 1, certificate: { _ in step },
        theorem: {
          file(
            "a = (1/2^64)^64",
            claim: "x*\(product("a", 24))*(1/2^64)^26*(1/2)^\($0 - 99_968) >= 0")
        })
  }

  static var monomials: [LimitCase] {
    let step = certificate(["domain", "algebra"])
    // (2^1024)^975 reaches 998,401, x and its distance from 1 reach 2.
    return around(
      "reach of a monomial", 2_000_000, certificate: { _ in step },
      theorem: {
        file(
          "a = floor((2^1024)^975)\nb = floor(2^1024*2^1024*2^1024*2^\($0 - 1_999_877))",
          claim: "x*a^2*b + 1 >= 0", range: "[1, 3]")
      })
      // Numbers of 8192 bits, and one more that fills up.
      + around(
        "bits of a monomial", 1_000_000,
        certificate: { _ in certificate(["domain", "precision 8192", "algebra"]) },
        theorem: {
          file(
            "p = (2^1024)^7*2^1023\na = floor(p + 1)\nb = floor(p + 3)\ne = floor(2^\($0 - 999_426) + 1)",
            claim: "a^64*b^58*e + 1 >= 0")
        })
      + around(
        "bits of a value at a point", 1561,
        certificate: { certificate(["domain", "convex-polynomial 1p-\($0) 1 1"]) },
        theorem: { _ in file(claim: "x^64 + 1 >= 0", range: "[0, 1]") })
  }

  static var work: [LimitCase] {
    let step = certificate(["domain", "algebra"])
    // What has a long way to go costs much and is quickly done.
    let powers = (1...22).map { "x^\($0)" }.joined(separator: " + ")
    return within("cost of algebra", Array(995_695..<995_707), certificate: step) {
      file("b = floor((2^1024)^972*2^\($0 - 995_328))", claim: "b*(\(powers)) + 1 >= 0")
    }
      + within("operations of algebra", Array(444..<454), certificate: step) { count in
        file(long(99, count), claim: "0\((0..<99).map { "+d\($0)" }.joined())+e >= 0")
      }
      + within(
        "operations of cases", Array(444..<454),
        certificate: certificate(["domain", "cases", "evaluate", "evaluate"])
      ) { count in file(long(1, count), claim: "abs(x)\(repeated("+d0", 99))+e >= 0") }
      // Each side of the equation on its own.
      + within(
        "operations of solution", Array(444..<454),
        certificate: certificate(["domain", "solution r <="] + repeatElement("evaluate", count: 4))
      ) { count in
        let d = "f(q) = q\(repeated("+q", 49))\nd = f(x)\(repeated("+f(x)", 9))\n"
        let e = "e = 1\(repeated("+1", count - 1))\n"
        let sides = "v\(repeated("+d", 99))+e = \(repeated("d+", 90))d"
        return file(
          d + e + "r = root v in [-1000000, 1000000] of \(sides)", claim: "r >= -1000000")
      }
  }

  /// Definitions `d0`, `d1` and so on of 999 operations each, and `e` of nearly twice `rest`.
  private static func long(_ count: Int, _ rest: Int) -> String {
    "f(q) = q\(repeated("+q", 499))\n"
      + (0..<count).map { "d\($0) = f(x)\n" }.joined() + "e = 1\(repeated("+1", rest - 1))"
  }
}
