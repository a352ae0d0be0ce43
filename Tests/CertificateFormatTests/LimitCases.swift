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
    language + counts + hiddenCharacters + text + sizes + arithmetic + magnitudes + algebra
      + monomials + work + derivatives
  }

  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: max(count, 0))
  }

  static func product(_ factor: String, _ count: Int) -> String {
    Array(repeating: factor, count: count).joined(separator: "*")
  }

  static func sum(_ variable: String, _ count: Int) -> String {
    (0..<count).map { "\(variable)^\($0)" }.joined(separator: " + ")
  }

  /// Sizes around a limit.
  static func around(
    _ name: String, _ limit: Int, step: Int = 1, certificate: ((Int) -> String)? = nil,
    theorem: (Int) -> String
  ) -> [LimitCase] {
    [limit - step, limit, limit + step, limit + 2 * step].map { size in
      LimitCase(
        limit: name, size: size, theorem: theorem(size), certificate: certificate?(size),
        isWithin: size <= limit)
    }
  }

  /// Sizes among which the limit lies somewhere.
  static func within(
    _ name: String, _ sizes: [Int], certificate: String? = nil, _ theorem: (Int) -> String
  ) -> [LimitCase] {
    sizes.map {
      LimitCase(limit: name, size: $0, theorem: theorem($0), certificate: certificate)
    }
  }

  static let title = "theorem \"t\"\n"

  static func file(
    _ definitions: String = "", claim: String = "x >= 0", range: String = "[1, 2]"
  ) -> String {
    let define = definitions.isEmpty ? "" : "define\n\(definitions)\n"
    return title + "parameters\n  x, y, z : real in \(range)\n\(define)claim c: \(claim)\n"
  }

  static func certificate(_ lines: [String]) -> String {
    (["closedform-certificate 1", "claim c"] + lines + ["end", ""]).joined(separator: "\n")
  }

  static let evaluate = certificate(["domain", "evaluate"])

  // MARK: Theorem files

  static var language: [LimitCase] {
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

  static var counts: [LimitCase] {
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

  static var hiddenCharacters: [LimitCase] {
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
}
