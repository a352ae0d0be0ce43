import Exact
import Kernel
import Models
import Reals
import TestSupport
import Testing

@testable import ProofSearch

/// Enclosures from witnesses near and far contain the closed form of the models, which shares no
/// line with the kernel.
@Suite("Witness search") struct WitnessSearchTests {
  private static let bits = 400

  private func enclosures(
    _ call: String, gapDigits: Int
  ) throws -> (Node, any OptimizationModel) {
    let theorem = try LoadedTheorem(
      "theorem \"t\"\nproblem \(call)\nclaim c: minimum > 0\n")
    let point = try Node.at([], of: theorem.statement, claim: 0)
    let problem = theorem.statement.problems[0]
    let arguments = try point.enclosedArguments(of: 0, precisionInBits: Self.bits)
    let accuracy = WitnessAccuracy(gapDigits: gapDigits, precisionInBits: Self.bits)
    let search = WitnessSearch(accuracy: accuracy) { _, _ in
      throw KernelError.refused("no search is asked for")
    }
    let witness = try search.witness(problem.model, arguments)
    return (
      try point.minimizing(0, by: witness, precisionInBits: Self.bits),
      try ModelCatalogue.makeModel(
        named: problem.model, arguments: try search.modelArguments(arguments),
        within: .closedForm)
    )
  }

  @Test(
    "quantities of every minimizer contain those of the closed form, and narrow with the gap",
    arguments: [
      "positive_layer_peeled(N = 3, K = 2, M = 4, alpha = 0.1, lambda_W = 0.01, lambda_H = 0.02)",
      "positive_layer_peeled(class_sizes = [5, 2, 1], M = 3, alpha = 0, lambda_W = 0.01, lambda_H = 0.02)",
      "positive_layer_peeled(N = 3, K = 1, M = 3, alpha = 0.5, lambda_W = 0.1, lambda_H = 0.9)",
      // More samples than descent looks at.
      "positive_layer_peeled(N = 20, K = 100000, M = 20, alpha = 0.1, lambda_W = 0.0001, lambda_H = 0.0001)",
      "unconstrained_features(N = 2, K = 3, M = 1, alpha = 0.2, lambda_W = 0.01, lambda_H = 0.02)",
      "unconstrained_features(N = 5, K = 2, M = 4, alpha = 0, lambda_W = 0.003, lambda_H = 0.02)",
      "unconstrained_features(class_sizes = [2, 2, 2], M = 3, alpha = 0.1, lambda_W = 0.01, lambda_H = 0.02)",
      "unconstrained_features(N = 3, K = 1, M = 2, alpha = 0.5, lambda_W = 0.1, lambda_H = 0.9)",
    ])
  func closedForm(call: String) throws {
    var widths: [Quantity: Fraction] = [:]
    for gapDigits in [12, 18, 24, 30, 60] {
      let (point, model) = try enclosures(call, gapDigits: gapDigits)
      var found = 0
      for (quantity, expected) in try model.closedForm(precisionInBits: Self.bits + 64) {
        let term: Term =
          quantity.name == "objective"
          ? .minimum(problem: 0)
          : .minimizer(problem: 0, quantity: quantity.name, index: quantity.index)
        let enclosure = try point.enclosure(of: term, precisionInBits: Self.bits)
        let value = try #require(expected.midpoint.rational)
        #expect(enclosure.contains(value), "\(quantity) at 10^-\(gapDigits)")
        let width = try enclosure.upper.fraction - enclosure.lower.fraction
        if let wider = widths[quantity] { #expect(width <= wider, "\(quantity)") }
        widths[quantity] = width
        found += 1
      }
      #expect(found >= 5)
    }
    // Quantities are known to half the digits of the gap, less what decays take.
    let limit = try Fraction(10).power(-20)
    #expect(widths.values.allSatisfy { $0 < limit })
  }
}
