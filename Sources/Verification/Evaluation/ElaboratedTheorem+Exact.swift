import Exact
import Kernel
import TheoremLanguage

extension ElaboratedTheorem {
  /// Exact values, by the kernel, of terms that are rational at a point: domains and arguments of
  /// models.
  func exactEvaluator(at values: [Fraction]) -> ExactEvaluator {
    ExactEvaluator(definitions: definitions.map(\.body), point: values)
  }
}
