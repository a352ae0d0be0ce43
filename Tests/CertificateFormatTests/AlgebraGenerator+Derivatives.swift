import Foundation

/// Proofs by the steps `derivative`, `differentiate` and `range`, many of which go through to their
/// last child.
extension AlgebraGenerator {
  private static let positionNames = ["x", "y", "a", "z", "x", "y", "a", "z", "n", "m", "d"]

  /// A random comparison of a parameter with a term.
  mutating func position() -> String {
    let relation = random(20) == 0 ? "=" : pick([">=", "<=", ">", "<"])
    let term = random(3) == 0 ? positive() : pick(["0", "1", "1/2", "y", "a", "a/n", "d", "-1"])
    return "\(pick(Self.positionNames)) \(relation) \(term)"
  }

  /// A claim that holds beyond a place where both sides meet, or that a term is monotone.
  mutating func derivative() -> (theorem: String, certificate: String) {
    switch random(5) {
    case 0: monotone()
    case 1, 2: twoSided()
    default: oneSided()
    }
  }

  /// A step, seldom another one.
  private mutating func mostly(_ step: String) -> [String] {
    guard random(16) == 0 else { return step.components(separatedBy: "; ") }
    return pick([
      ["algebra"], ["evaluate"], ["open"], ["range \(pick(["x", "y", "a", "z"]))", "algebra"],
      ["derivative \(position())", "algebra", "evaluate", "open", "algebra"], ["either x < a"],
    ])
  }

  /// From a place to one side: the claim, what is before the step, the position, and four proofs.
  private mutating func oneSided() -> (theorem: String, certificate: String) {
    var (claim, before, position, proofs) = pick(Self.oneSided)
    let known = pick([[], [], ["y > 0"], ["x >= 0", "y > 0"], ["x*a < 2"]])
    if random(8) == 0 { position = position.replacing("=", with: "") }
    if random(8) == 0 { claim = claim.replacing("<= ", with: "< ").replacing(">= ", with: "> ") }
    if random(8) == 0 { position = self.position() }
    let lines = before + ["derivative \(position)"] + proofs.flatMap { mostly($0) }
    return (file(known, "claim c: \(claim)"), certificate(lines))
  }

  private static let oneSided: [(String, [String], String, [String])] = [
    ("log(1 + z) <= z", [], "z >= 0", ["evaluate", "evaluate", "algebra", "evaluate"]),
    ("z/(1 + z) <= log1p(z)", [], "z >= 0", ["evaluate", "evaluate", "algebra", "evaluate"]),
    ("atan(z) <= z", [], "z >= 0", ["evaluate", "evaluate", "algebra", "evaluate"]),
    ("tanh(z) <= z", [], "z >= 0", ["evaluate", "evaluate", "algebra", "evaluate"]),
    ("sin(z) <= z", [], "z >= 0", ["evaluate", "evaluate", "evaluate", "evaluate"]),
    ("sinh(x) >= x", [], "x >= -1", ["evaluate", "evaluate", "evaluate", "evaluate"]),
    ("x - sinh(x) <= 1", [], "x >= -1", ["evaluate", "evaluate", "algebra", "evaluate"]),
    ("softplus(x) >= 0.3", [], "x >= -1", ["evaluate", "evaluate", "evaluate", "evaluate"]),
    ("erf(x) + erfc(x)*x <= 9", [], "x <= 2", ["evaluate", "evaluate", "open", "evaluate"]),
    ("a*x <= 2*a", [], "x <= 2", ["evaluate", "algebra", "algebra", "algebra"]),
    ("(1 + y)*n >= n", [], "y >= 0", ["evaluate", "evaluate", "algebra", "algebra"]),
    ("y <= y*n", [], "y >= 0", ["algebra", "algebra", "algebra", "algebra"]),
    ("sqrt(1 + y) <= 1 + y", [], "y >= 0", ["algebra", "algebra", "algebra", "evaluate"]),
    (
      "a*log(a) >= a - 1", [], "a >= 1",
      [
        "algebra", "algebra", "derivative a >= 1; algebra; algebra; algebra; evaluate", "evaluate",
      ]
    ),
    (
      "mean_softplus(x, a) >= mean_softplus(-1, a)", [], "x >= -1",
      ["algebra", "algebra", "evaluate", "algebra"]
    ),
    (
      "n + 1/n >= 2", ["reciprocal n 1"], "n <= 1/2",
      ["evaluate", "evaluate", "evaluate", "evaluate"]
    ),
    (
      "n^2 >= n", ["reciprocal n 1", "range n"], "n <= 1/2",
      ["algebra", "algebra", "algebra", "algebra"]
    ),
    (
      "exp(d + z) >= exp(d)", [], "z >= 0", ["evaluate", "evaluate", "algebra", "algebra"]
    ),
    ("e + y >= e", ["range y"], "y >= 0", ["algebra", "algebra", "algebra", "algebra"]),
  ]

  /// From a place to both sides, where the derivative has the sign of the distance.
  private mutating func twoSided() -> (theorem: String, certificate: String) {
    let known = pick([[], ["y > 0"], ["x >= 0", "a*x <= 9"]])
    let (name, other, range) = pick(Self.places)
    let (claim, slope) = pick(Self.distances)
    let k = known.count + 1
    var lines = ["either \(name) >= \(other)"]
    for (relation, between) in [(">=", k + 3), ("<=", k + 3)] {
      let other = random(24) == 0 ? pick(["0", "m/n", "\(name)", "(a - 1)/d"]) : other
      let place = random(24) == 0 ? relation.replacing("=", with: "") : relation
      lines.append("derivative \(name) \(place) \(other)")
      lines += ["algebra \(k) 1", range, slope, "algebra"].flatMap { mostly($0) }
        .map { $0.replacing("RELATION", with: relation).replacing("K", with: "\(between)") }
    }
    let words = [claim] + lines
    let text = words.map { $0.replacing("NAME", with: name).replacing("OTHER", with: other) }
    return (file(known, "claim c: \(text[0])"), certificate(Array(text.dropFirst())))
  }

  /// A parameter, a term in its range, and how that is shown.
  private static let places = [
    ("a", "1", "evaluate"), ("a", "2", "algebra"), ("a", "(1+x^2)", "evaluate"),
    ("a", "(1+y/(1+y))", "algebra"), ("x", "0", "evaluate"), ("x", "1", "algebra"),
    ("x", "(a/8)", "evaluate"), ("x", "(y/(y+n))", "algebra"), ("x", "(1/n)", "evaluate"),
    ("y", "1", "evaluate"), ("y", "a", "evaluate"), ("y", "n", "range n; algebra"),
    ("y", "(1/2+x^2)", "algebra"), ("z", "(x+1)", "evaluate"), ("z", "a", "range a; evaluate"),
  ]

  /// A claim about the distance from there, and how the sign of the derivative is shown.
  private static let distances = [
    ("(NAME - OTHER)^2 >= 0", "algebra"), ("NAME^2 >= 2*NAME*OTHER - OTHER^2", "algebra K 2"),
    ("-NAME^2 - OTHER^2 <= -2*NAME*OTHER", "algebra"),
    ("(NAME - OTHER)^4 + n >= n", "algebra K (2*(NAME-OTHER))^2"),
    ("cosh(NAME - OTHER) >= 1", "through sinh; algebra"),
    (
      "exp(NAME - OTHER) >= 1 + NAME - OTHER",
      "derivative NAME RELATION OTHER; algebra K 1; algebra; algebra; algebra"
    ),
  ]

  /// That a term increases or decreases in a parameter.
  private mutating func monotone() -> (theorem: String, certificate: String) {
    let (term, name, steps) = pick([
      ("exp(a) + a", "a", ["algebra"]), ("x^3 + x", "x", ["algebra"]),
      ("-1/(1 + z)", "z", ["evaluate"]),
      ("tanh(y)*n", "y", ["algebra"]), ("d*\(positive())", pick(["x", "y", "a"]), ["algebra"]),
      ("sqrt(y)", "y", ["algebra"]), ("x^2", "x", ["evaluate"]), ("n^2", "n", ["algebra"]),
      ("log(a) - erfc(a)", "a", ["evaluate"]), ("mean_softplus(x, 1)", "x", ["evaluate"]),
      ("y^2*exp(y)", "y", ["range y", "algebra"]), ("m - 1/m", "m", ["algebra"]),
      ("asin(x/3) + atan(x)", "x", ["evaluate"]), ("e", pick(["x", "y", "a"]), ["algebra"]),
    ])
    let isTurned = random(3) == 0
    let direction = (random(8) == 0) != isTurned ? "decreases" : "increases"
    let claim = "claim c: \(isTurned ? "-(\(term))" : term) \(direction) in \(name)"
    let before = name == "n" || name == "m" || random(12) == 0 ? ["reciprocal \(name) 1"] : []
    let known = pick([[], [], [], ["y > 0"], ["a*n > 0"]])
    let lines = before + ["differentiate"] + steps.flatMap { mostly($0) }
    return (file(known, claim), certificate(lines))
  }
}
