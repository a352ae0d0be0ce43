import Exact
import Kernel

/// The minimum of the memorization-dilation model and its minimizer, from features at which the
/// risk, which is strongly convex, is stationary (docs/proof-rules.md, 10.6).
struct MemorizationDilationOptimum: DualTheorem {
  var axiom: Axiom { .memorizationDilationOptimum }
  var model: String { MemorizationDilationBounds.model }

  func implication(
    of problem: Int, in statement: Statement, witness: [Term]
  ) throws(KernelError) -> Implication {
    guard witness.count == 3 else {
      throw .refused("the features of a mislabelled sample and their difference are three terms")
    }
    let risk = try Risk(
      statement.problems[problem].arguments, own: witness[0], other: witness[1],
      difference: witness[2])
    func equal(_ name: String, _ value: Term) -> Comparison {
      Term.minimizer(problem: problem, quantity: name, index: nil).compared(.equal, value)
    }
    return Implication(
      risk.premises,
      then: [
        Term.minimum(problem: problem).compared(.equal, risk.value),
        equal("risk", risk.value), equal("u_own", risk.own), equal("u_other", risk.other),
        equal("distance", risk.distance), equal("dilation", risk.dilation),
        equal("constraint_slack", 0),
      ])
  }
}

/// The risk of features (x, y) of a mislabelled sample, and where it is stationary.
///
/// Their difference is a term of its own, as it may be known in a shorter form.
private struct Risk {
  let own, other, difference: Term
  private let margin, norm, eta, alpha, decay, slope, dimension: Term

  init(
    _ arguments: [String: Statement.Argument], own: Term, other: Term, difference: Term
  ) throws(KernelError) {
    func number(_ name: String) throws(KernelError) -> Term {
      guard case .number(let term) = arguments[name] else {
        throw .refused("the problem has no number \(name)")
      }
      return term
    }
    guard arguments["N"] == nil || arguments["N"] == .number(2) else {
      throw .refused("the model has two classes")
    }
    (self.own, self.other, self.difference) = (own, other, difference)
    (margin, norm) = (try number("margin"), try number("feature_norm"))
    (eta, alpha, decay) = (try number("eta"), try number("alpha"), try number("lambda"))
    (slope, dimension) = (try number("C_MD"), try number("M"))
  }

  private var root: Term { Term(integerLiteral: 2).squareRoot }
  private var kappa: Term { margin / norm }
  private var gamma: Term { root * norm }
  private var lead: Term { kappa * difference }
  var distance: Term { (square(own) + square(other - norm)).squareRoot }
  var dilation: Term { eta * gamma * distance / slope }
  private var spread: Term { root * kappa * dilation }

  private func square(_ term: Term) -> Term { .binary(.power, term, 2) }

  /// mu, the derivative of the clean part in the distance over the distance, over eta.
  private var stiffness: Term {
    let curvature = Term.binary(.meanSigmoidDerivative, margin, spread)
    let sum = 2 * square(kappa) * curvature + 2 * decay * dimension
    return sum * eta * square(gamma) / square(slope)
  }

  /// g, how strongly the label pulls.
  private var pull: Term {
    kappa * (.unary(.sigmoid, .unary(.negate, lead)) - alpha / 2)
  }

  var value: Term {
    let loss = Term.binary(.meanSoftplus, .unary(.negate, margin), spread)
    let size = square(norm) + dimension * square(dilation)
    let clean = loss + alpha * margin / 2 + decay * size
    let ownLoss = .unary(.softplus, .unary(.negate, lead)) + alpha * lead / 2
    return clean + eta * (ownLoss + decay * (square(own) + square(other)))
  }

  /// The arguments are admissible and the optimality conditions hold.
  var premises: [Comparison] {
    let positive = [margin, norm, eta, decay, slope].map { $0.compared(.greater, 0) }
    let stiff = stiffness + 2 * decay
    let excess = stiff * other - stiffness * norm + pull
    return [difference.compared(.equal, own - other)] + positive + [
      alpha.compared(.greaterOrEqual, 0), alpha.compared(.less, 1),
      dimension.compared(.greaterOrEqual, 2),
      own.compared(.greater, 0), other.compared(.greaterOrEqual, 0),
      (stiff * own).compared(.equal, pull), excess.compared(.greaterOrEqual, 0),
      (other * excess).compared(.lessOrEqual, 0),
    ]
  }
}
