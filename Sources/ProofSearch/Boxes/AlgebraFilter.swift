import Kernel

/// The normal forms of a goal and of assumptions in double precision (section 6 of
/// docs/certificate-format.md), to see on which boxes the kernel's algebra may succeed.
///
/// Coefficients are approximate, so what it finds is only a reason to ask the kernel.
struct AlgebraFilter: Sendable {
  /// What an atom stands for.
  enum Atom: Sendable {
    /// The value at a place of the tape.
    case value(Int)
    /// The square root of a polynomial in earlier atoms.
    case squareRoot(PolynomialTape)
  }

  /// The slack of a comparison, which has the sign of a polynomial times the signs of divisors.
  struct Slack: Sendable {
    let polynomial: PolynomialTape
    let divisors: [Int]

    /// Whether the sign is that of the polynomial, wherever the box is.
    var isPlain: Bool { divisors.isEmpty && polynomial.isReduced }
  }

  /// What an assumption with weight 1 leaves of the slack of the goal.
  enum Remainder: Sendable {
    /// A polynomial, wherever the box is.
    case polynomial(PolynomialTape)
    /// The two have nothing in common: the assumption cannot help.
    case hopeless
    /// It depends on the box.
    case depends
  }

  /// What stands in the list of atoms.
  private(set) var atoms: [Atom] = []
  /// The slack of the goal; `nil` where it is not known.
  private(set) var goal: Slack?
  /// With each assumption.
  private(set) var remainders: [Remainder] = []
  /// The second derivatives (i, j), i <= j, where the slack is a polynomial in the parameters.
  private(set) var curvatures: [PolynomialTape] = []

  init(_ node: Node, _ writer: inout TapeCompiler) {
    guard case .comparison(let comparison) = node.goal else { return }
    guard !GoalShape(node).hasBranches else {
      // Which branch a term takes is decided by conditions that are not looked at here.
      remainders = node.assumptions.map { _ in .depends }
      return
    }
    let compiler = writer
    var normalizer = ApproximateNormalizer(compiler)
    let slack = normalizer.slack(of: comparison)
    let others = node.assumptions.map { normalizer.slack(of: $0) }
    goal = slack.map { Slack(polynomial: PolynomialTape($0.numerator), divisors: $0.divisors) }
    remainders = zip(node.assumptions, others).map { assumption, other in
      guard assumption.relation != .equal else { return .hopeless }
      guard let slack, let other else { return .depends }
      return Self.remainder(slack, other)
    }
    if let slack, slack.divisors.isEmpty, slack.denominator == .one {
      curvatures = Self.curvatures(of: slack.numerator, normalizer)
    }
    writer = normalizer.compiler
    atoms = normalizer.atoms
    writer.reserve(scratch: atoms.count)
  }

  private static func remainder(
    _ goal: ApproximateNormalizer.Form, _ other: ApproximateNormalizer.Form
  ) -> Remainder {
    if goal.numerator.atoms.isDisjoint(with: other.numerator.atoms) { return .hopeless }
    guard goal.divisors.isEmpty, other.divisors.isEmpty, goal.numerator.commonMonomial.isEmpty,
      other.numerator.commonMonomial.isEmpty,
      let difference = goal.numerator.adding(other.numerator.scaled(by: -1))
    else { return .depends }
    return .polynomial(PolynomialTape(difference))
  }

  private static func curvatures(
    of polynomial: ApproximatePolynomial, _ normalizer: ApproximateNormalizer
  ) -> [PolynomialTape] {
    let parameters = normalizer.compiler.statement.parameters.indices
    let atoms = parameters.map { normalizer.parameters[$0] }
    guard polynomial.atoms.isSubset(of: atoms.compactMap { $0 }) else { return [] }
    return parameters.flatMap { i in
      parameters[i...].map { j in
        guard let a = atoms[i], let b = atoms[j] else {
          return PolynomialTape(ApproximatePolynomial(0))
        }
        return PolynomialTape(polynomial.derivative(in: a).derivative(in: b))
      }
    }
  }
}
