import Exact
import Kernel

/// The minimizer of the memorization-dilation model, whose memorization constraint is active
/// (docs/proof-rules.md, 10.1).
struct MemorizationDilationMinimizer: MinimizerTheory {
  var axiom: Axiom { .dilationOfDistance }

  func value(of quantity: Term, by evaluator: Evaluator) throws(KernelError) -> Term? {
    guard case .minimizer(let problem, let name, nil) = quantity else {
      throw .refused("this is no quantity of a minimizer")
    }
    let arguments = try MemorizationDilationBounds.requireAdmissible(problem, by: evaluator)
    if name == "constraint_slack" { return .number(.zero) }
    guard name == "dilation" else { return nil }
    guard case .number(let eta) = arguments["eta"], case .number(let slope) = arguments["C_MD"],
      case .number(let norm) = arguments["feature_norm"]
    else { throw .refused("a problem lacks an argument") }
    let product = [
      .unary(.squareRoot, .number(ExactDecimal(2))), norm,
      .minimizer(problem: problem, quantity: "distance", index: nil),
    ].reduce(eta) { Term.binary(.multiply, $0, $1) }
    return .binary(.divide, product, slope)
  }
}
