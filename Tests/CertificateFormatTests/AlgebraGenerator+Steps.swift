/// Proofs by the steps `solution` and `stationary`, most of which go through to their last child.
extension AlgebraGenerator {
  // MARK: Rules

  /// A claim that one rule of algebra shows, or just misses.
  mutating func rule() -> (theorem: String, certificate: String) {
    let (p, t, small) = (positive(), pick(["x", "a", "y", "a/n"]), pick(["1/2", "1", "0"]))
    let vague = pick(["mean_softplus(n, n) - n", "mean_sigmoid(m, y) - 1/2"])
    let function = pick(["sigmoid", "atan", "exp", "tanh"])
    let (known, claim, steps) = pick([
      ("(1 + n)*x >= 0", "x + \(small) > 0", ["algebra 1 1/(1+n)"]),
      ("(a + n)*x <= 2*a + 2*n", "x - 2 < \(small)", ["algebra 1 1/(a+n)"]),
      ("(x^2 + 1)*y = x^2 + 1", "y < 1 + \(small)", ["algebra 1 -1/(1+x^2)"]),
      ("sin(n*a) >= 0", "(\(p))*sin(n*a) + \(small) > 0", ["algebra"]),
      ("y >= 0", "\(function)((n^2 - x^2)/(n + x)) + y >= \(function)(n - x)", ["algebra"]),
      ("y >= 0", "sqrt((\(vague))^\(pick(["2", "3", "4"])) + \(t)) >= 0", ["algebra"]),
      ("y >= 0", "max(x, 0) + abs(a - \(t)) >= x", ["either x >= 0", "algebra", "algebra 2 1"]),
      ("y >= 0", "min(\(t), x) <= max(x, \(t)) + \(small)*y", ["algebra"]),
      ("a <= 0", "x >= 5", ["absurd 1", pick(["algebra", "evaluate"])]),
    ])
    return (file([known], "claim c: \(claim)"), certificate(steps))
  }

  // MARK: Roots

  /// A claim about a root, of which it is shown that it exists.
  mutating func solution() -> (theorem: String, certificate: String) {
    let (low, high, left, right) =
      random(4) > 0 ? pick(Array(Self.equations.prefix(15))) : pick(Self.equations)
    let isTurned = random(4) == 0
    let (l, r) = isTurned ? (right, left) : (left, right)
    let claim = pick([
      "r >= \(low)", "r <= \(high)", "\(l) = \(r)".replacing("v", with: "r"), "r > -11 - y",
      "r*\(pick(["a", "x", "n"])) <= n*(\(high)) + 7", "exp(r) >= \(pick(["r", "exp(\(low))"]))",
      "max(r, \(low)) = r", "(r - x)^2 + 1 > 0", "mean_sigmoid(r, a) >= 0", claim(),
    ])
    let known = pick([[], ["y > 0"], ["x < 1", "n*a >= 1"]])
    let theorem = file(
      known, "  r = root v in [\(low), \(high)] of \(l) = \(r)\nclaim c: \(claim)")
    let (relation, count) = ((random(12) == 0) != isTurned ? ">=" : "<=", known.count)
    var lines = (0..<3).flatMap { end(count + $0) }
    lines += random(8) == 0 ? steps(count + 6, 1 + random(2)) : [last(count)]
    return (theorem, certificate(["solution r \(relation)"] + lines))
  }

  /// A proof of one premise.
  private mutating func end(_ assumptions: Int) -> [String] {
    switch random(20) {
    case 0: return ["evaluate"]
    case 1: return steps(max(assumptions, 1), 1)
    default: return ["algebra"]
    }
  }

  private mutating func last(_ assumptions: Int) -> String {
    let weights = "\(assumptions + 4 + random(3)) \(pick(["1", "-1", "a", "1/n", "n"]))"
    return pick([
      "algebra", "algebra", "algebra", "algebra", "algebra \(weights)", "algebra \(weights)",
      "either r >= 1\nalgebra\nalgebra", random(2) == 0 ? "evaluate" : "monotone a\nalgebra",
    ])
  }

  /// The ends of the range, and the sides.
  private static let equations = [
    ("0", "n", "v*exp(v)", "a"), ("-y - 10", "10 + y", "v^3 + v", "x"), ("0", "a", "v + v^2", "a"),
    ("0", "a", "sqrt(v) + v", "a"), ("-1", "1", "abs(v) + max(v, x)", "n"), ("-9", "9", "v", "x"),
    ("0", "n*a", "v/a + min(v, 2)", "n"), ("0", "n", "mean_softplus(v, a) + v", "n"),
    ("1", "n + 1", "log(v) + v", "n"), ("0", "1", "v*(1 + y)", "y"), ("x - 2", "x", "v", "x - 1"),
    ("0", "a/n", "n*v*sigmoid(v) + n*v", "a"), ("-1", "y", "v/(v + 2)", "y/(y + 2)"),
    ("0", "1", "sin(v) + v", "x^2/4"), ("0", "1", "tan(v)", "1"), ("0", "1", "1/v", "2"),
    ("0", "1", "log(v)", "-1"), ("0", "2", "floor(v)", "1"), ("0", "2", "v^x", "1"),
    ("0", "2", "(if v < 1 then v else 2*v)", "a"), ("0", "2", "v^(-1) + v^0", "a"),
    ("y", "y + 1", "(v - y)*n", "1"), ("0", "log(a)", "v", "log(a)/2"), ("d", "d", "v", "d"),
    ("x", "1/x", "v*x", "1"), ("0", "1", "(1 + v)^70", "a"), ("0", "1", "sqrt(v - x)", "a"),
  ]

  // MARK: The memorization-dilation model

  /// A claim about a minimum that a stationary point gives, if the assumptions say that it is one.
  mutating func stationary() -> (theorem: String, certificate: String) {
    let values = [
      ("t", pick(["a", "1", "n"])), ("rho", pick(["1", "a", "n/2"])),
      ("eta", pick(["1/10", "a", "1", "n"])), ("alpha", pick(["0", "1/4", "a/8", "(1 - x)/4"])),
      ("lam", pick(["1/100", "a"])), ("C", pick(["1", "a*n"])), ("M", pick(["2", "n", "m + 1"])),
      ("X", pick(["a/8", "1/2", "1", "x"])), ("Y", pick(["0", "0", "y", "1"])),
    ]
    let (said, multiplier) = pick([
      ("Y*excess = 0", "1"), ("Y = 0", "excess"), ("Y*excess <= 0", "1"),
    ])
    let theorem = file([], problem(values, said) + "\nclaim c: \(claimAboutMinimum())")
    var lines = Array(repeating: "algebra", count: 15)
    (lines[11], lines[12]) = ("algebra 1 1", pick(["algebra 2 1", "algebra"]))
    lines[13] = "algebra 3 \(multiplier)"
    if random(4) == 0 {
      lines[random(15)] = pick(["evaluate", "cases", "absurd 2", "algebra 2 1/X"])
    }
    let wrong = pick([
      "stationary 1 X | Y", "stationary 1 X | Y | X", "dual 1 X | Y | X - Y", "dual 1 X",
    ])
    let difference = pick(["X - Y", "lead/kappa", "X - (Y + 0)"])
    let right = pick(["X | Y", "\(values[7].1) | \(values[8].1)"]) + " | \(difference)"
    let step = random(12) == 0 ? wrong : "stationary 1 \(right)"
    return (theorem, certificate([step] + lines))
  }

  private mutating func claimAboutMinimum() -> String {
    let quantity = pick(["risk", "u_own", "u_other", "distance", "dilation", "constraint_slack"])
    let value = pick(["value", "X", "Y", "dist", "r", "0"])
    return pick([
      "minimum = value", "minimum = value",
      "minimum \(pick(["<=", ">="])) value + \(pick(["0", "1", "a"]))",
      "minimizer.\(quantity) \(pick(["=", ">=", "<"])) \(value)",
      "minimizer.dilation = minimizer.distance*eta*sqrt(2)*rho/C", "minimizer.u_own > 0",
    ])
  }

  /// Definitions of the values and of the terms, what is assumed of them, and the problem.
  private mutating func problem(_ values: [(String, String)], _ said: String) -> String {
    let arguments = ["margin", "feature_norm", "eta", "alpha", "lambda", "C_MD", "M"]
    let call = zip(arguments, values).map { "\($0) = \($1.1)" }
    let classes = random(10) == 0 ? ["N = n"] : pick([[], ["N = 2"]])
    return """
        \(values.map { "\($0.0) = \($0.1)" }.joined(separator: "\n  "))
      \(Self.terms)
      assume stiff*X = pull and excess >= 0 and \(said)
      problem memorization_dilation(\((call + classes).joined(separator: ", ")))
      """
  }

  /// The terms of the theorem about a stationary point, as docs/certificate-format.md says them.
  private static let terms = """
      kappa = t/rho
      gamma = sqrt(2)*rho
      lead = kappa*(X - Y)
      dist = sqrt(X^2 + (Y - rho)^2)
      r = eta*gamma*dist/C
      spread = sqrt(2)*kappa*r
      mu = (2*kappa^2*mean_sigmoid_derivative(t, spread) + 2*lam*M)*eta*gamma^2/C^2
      pull = kappa*(sigmoid(-lead) - alpha/2)
      stiff = mu + 2*lam
      excess = stiff*Y - mu*rho + pull
      clean = mean_softplus(-t, spread) + alpha*t/2 + lam*(rho^2 + M*r^2)
      value = clean + eta*(softplus(-lead) + alpha*lead/2 + lam*(X^2 + Y^2))
    """
}
