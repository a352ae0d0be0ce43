import Reals

/// Random theorem files with a claim that algebra shows or just misses, and certificates that go
/// through premises, cases and multipliers to it.
struct AlgebraGenerator {
  private var generator: SeededGenerator

  init(seed: UInt64, label: String) { generator = SeededGenerator(seed: seed, label: label) }

  mutating func random(_ count: Int) -> Int { Int(generator.next() % UInt64(count)) }
  mutating func pick<Element>(_ list: [Element]) -> Element { list[random(list.count)] }

  private static let names = ["x", "y", "a", "n", "m", "z", "d", "e"]
  private static let functions = [
    "exp", "log", "sqrt", "abs", "sigmoid", "softplus", "tanh", "log1p", "expm1", "sinh", "cosh",
    "sin", "atan", "floor", "tan",
  ]

  private static let means = ["mean_softplus", "mean_sigmoid", "mean_sigmoid_derivative"]

  private mutating func term(_ depth: Int) -> String {
    switch depth == 0 ? 0 : random(11) {
    case 0, 1:
      return random(4) > 0 ? pick(Self.names) : pick(["0", "1", "2", "(1/2)", "12", "100"])
    case 2...4: return "(\(term(depth - 1)) \(pick(["+", "-", "*", "/"])) \(term(depth - 1)))"
    case 5: return "(\(term(depth - 1)))^\(pick(["2", "3", "(-1)", "0.5", "70", "x"]))"
    case 6, 7: return "\(pick(Self.functions))(\(term(depth - 1)))"
    case 8: return "\(pick(["min", "max"]))(\(term(depth - 1)), \(term(depth - 1)))"
    case 9: return "\(pick(Self.means))(\(term(depth - 1)), \(pick(["a", "1", "y", "x"])))"
    default: return "(if \(comparison(depth - 1)) then \(term(depth - 1)) else -\(term(0)))"
    }
  }

  mutating func comparison(_ depth: Int) -> String {
    "\(term(depth)) \(pick(["<", "<=", ">", ">=", "="])) \(term(depth))"
  }

  mutating func positive() -> String {
    pick(["a", "n", "(n - 1)", "(a*n)", "exp(\(term(1)))", "(1 + (\(term(1)))^2)", "y"])
  }

  /// Two terms that are equal wherever they have values.
  private mutating func equals(_ depth: Int) -> (String, String) {
    guard depth > 0 else {
      let term = term(1)
      return (term, term)
    }
    let ((s, t), (u, v)) = (equals(depth - 1), equals(depth - 1))
    let (p, q) = (positive(), positive())
    return pick([
      ("(\(s) + \(u))", "(\(v) + \(t))"), ("(\(s))*(\(u))", "(\(v))*(\(t))"),
      ("exp(\(s) + \(u))", "exp(\(t))*exp(\(v))"), ("log(\(p)*\(q))", "(log(\(p)) + log(\(q)))"),
      ("log(\(p)/\(q))", "(log(\(p)) - log(\(q)))"), ("exp(log(\(p))/2)", "sqrt(\(p))"),
      ("sqrt((\(s))^2)", "abs(\(t))"), ("abs((\(s))*(\(u)))", "abs(\(t))*abs(\(v))"),
      ("max(\(s), \(u))", "(\(s) + \(u) + abs(\(v) - (\(t))))/2"),
      ("softplus(\(s))", "(\(t) + softplus(-(\(t))))"),
      ("tanh(\(s))", "(2*sigmoid(2*(\(t))) - 1)"), ("sqrt(\(p)*\(q))", "sqrt(\(p))*sqrt(\(q))"),
      ("(\(p))^(\(s))", "exp((\(t))*log(\(p)))"), ("sin(\(s) + 0)", "sin(\(t))"),
    ])
  }

  mutating func claim() -> String {
    let (s, t) = equals(1 + random(2))
    switch random(6) {
    case 0, 1: return "\(s) = \(t)"
    case 2: return "\(s) \(pick(["<=", "<"])) \(t) + \(pick(["0", "1", "y", "(n - 1)*exp(-x)"]))"
    case 3: return "\(positive()) \(pick([">", ">="])) \(pick(["0", "-1", "-exp(x)"]))"
    case 4: return "\(positive())*(\(s)) >= \(positive())*(\(t)) - \(positive())"
    default: return comparison(2)
    }
  }

  mutating func weights(_ assumptions: Int) -> String {
    (0..<pick([0, 0, 1, 2])).map { _ in
      let weight = pick([
        "1", "1/2", "-1", "0", "x^2", "exp(x)", "n-1", "x", "1/n", "sqrt(a)", "x/n", "x^2/(n+x)",
        "1/(1+x^2)", "a/(x-3)", "1/d", "abs(x)/a", "max(x,y)/(1+y)", "1/x", "m/(m-n)",
      ])
      return "\(1 + random(assumptions)) \(weight)"
    }.joined(separator: " ")
  }

  mutating func steps(_ assumptions: Int, _ depth: Int) -> [String] {
    let known = pick(["n >= 2", "a > 0", "exp(x) > 0", "m >= n", "x^2 >= 0", comparison(1)])
    switch depth == 0 ? 9 : random(16) {
    case 0, 1, 2:
      return ["have \(known)"] + steps(assumptions, depth - 1) + steps(assumptions + 1, depth - 1)
    case 3: return ["cases"] + (0..<2).flatMap { _ in steps(assumptions + 1, depth - 1) }
    case 4: return ["through \(pick(["exp", "log", "sqrt"]))"] + steps(assumptions, depth - 1)
    case 5: return ["monotone \(pick(["x", "a", "n"]))"] + steps(assumptions, depth - 1)
    case 6: return ["reciprocal \(pick(["a", "n", "m"])) 1"] + steps(assumptions + 1, depth - 1)
    case 7: return ["bound d lower -10 algebra \(weights(assumptions))", "algebra"]
    case 12: return ["either \(known)"] + (0..<2).flatMap { _ in steps(assumptions + 1, depth - 1) }
    case 14:
      let children = (0..<4).flatMap { steps(assumptions + ($0 == 2 ? 3 : 0), depth - 1) }
      return ["derivative \(position())"] + children
    case 15:
      return ["range \(pick(["x", "y", "a", "n"]))"] + steps(assumptions + 2, depth - 1)
    case 13: return ["absurd \(1 + random(assumptions))"] + steps(assumptions, depth - 1)
    default: return ["algebra \(weights(assumptions))"]
    }
  }

  /// The next theorem file, with a certificate about its claim.
  mutating func next() -> (theorem: String, certificate: String) {
    switch random(9) {
    case 0: return solution()
    case 1: return stationary()
    case 2: return rule()
    case 3, 4, 5: return derivative()
    default: return general()
    }
  }

  private mutating func general() -> (theorem: String, certificate: String) {
    let known = [
      "y > 0", "a*n > 0", "x < 1", "x^2 + y > 0", "n*a >= 1", "a = n/2", "m > n", "log(a) + x > 0",
    ]
    let assumptions = (0...random(3)).map { _ in pick(known) }
    let theorem = file(assumptions, "claim c: \(claim())")
    return (theorem, certificate(steps(assumptions.count, random(3))))
  }

  func certificate(_ steps: [String]) -> String {
    (["closedform-certificate 1", "claim c", "domain"] + steps + ["end", ""])
      .joined(separator: "\n")
  }

  /// A theorem file with these assumptions, if any, and these lines after its definitions.
  mutating func file(_ assumptions: [String], _ rest: String) -> String {
    """
    theorem "Algebra"
    parameters
      x : real in [-1, \(pick(["2", "3/2"]))]
      y : real in [\(pick(["0", "1/2"])), infinity)
      a : real in [\(pick(["0.1", "1"])), 7]
      n : integer in [2, infinity)
      m : integer in [n, infinity)
      z : real in [0, 3000000]
    \(assumptions.isEmpty ? "" : "assume \(assumptions.joined(separator: " and "))")
    define
      d = \(pick(["x*y", "exp(x)*a", "a/n", "if x > 0 then x else -x", "sqrt(a*n)"]))
      e = \(pick(["d + 1", "log(a) - d", "(n - 1)*d", "abs(d)"]))
    \(rest)
    """
  }
}
