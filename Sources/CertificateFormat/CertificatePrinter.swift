import Exact
import Kernel

/// Writes certificates in their canonical layout; parsing what is printed gives the same steps.
public enum CertificatePrinter {
  /// The text, with two spaces for each box around a step (up to 40).
  public static func print(_ certificate: Certificate) -> String {
    var lines = [CertificateParser.header]
    for section in certificate.sections {
      lines.append("claim \(section.claim)")
      // For each step above that still waits for a part, the number of parts it waits for.
      var waiting: [Int] = []
      for numbered in section.steps {
        let indentation = String(repeating: "  ", count: min(waiting.count, 40))
        let comment = numbered.comment.map { "  # \($0)" } ?? ""
        lines.append(indentation + text(of: numbered.step) + comment)
        switch numbered.step {
        case .split, .cases: waiting.append(2)
        case .monotone, .through, .reciprocal: waiting.append(1)
        case .evaluate, .outside, .mean, .convex, .convexPolynomial, .algebra, .theorem, .open:
          while let parts = waiting.popLast() {
            guard parts == 1 else {
              waiting.append(parts - 1)
              break
            }
          }
        default: break
        }
      }
    }
    return (lines + ["end", ""]).joined(separator: "\n")
  }

  private static func text(of step: CertificateStep) -> String {
    switch step {
    case .domain: "domain"
    case .point(let values): joined("point", values)
    case .refute(let values): joined("refute", values)
    case .precision(let bits): "precision \(bits)"
    case .boundByEvaluation(let name, let side, let value):
      "bound \(name) \(side.rawValue) \(text(of: value)) evaluate"
    case .boundByAlgebra(let name, let side, let value, let weights):
      "bound \(name) \(side.rawValue) \(text(of: value)) algebra" + text(of: weights)
    case .root(let name, let below, let around, let above):
      joined("root \(name)", below, around, above)
    case .narrow(let name, let a, let b): "narrow \(name) \(text(of: a)) \(text(of: b))"
    case .layerPeeled(let problem): "layer-peeled \(problem)"
    case .classWitness(let p, let s, let w): joined("class", [p, s, w])
    case .unconstrainedFeatures(let problem): "unconstrained-features \(problem)"
    case .classVectors(let probabilities, let weights, let features):
      joined("vectors", probabilities, weights, features)
    case .memorizationDilation(let problem, let x, let y):
      joined("memorization-dilation \(problem)", [x, y])
    case .split(let name, let value): "split \(name) \(text(of: value))"
    case .monotone(let name): "monotone \(name)"
    case .through(let name): "through \(name)"
    case .reciprocal(let name, let power): "reciprocal \(name) \(power)"
    case .cases: "cases"
    case .evaluate: "evaluate"
    case .outside(let assumption): "outside \(assumption)"
    case .mean: "mean"
    case .convex(let values): joined("convex", values)
    case .convexPolynomial(let values): joined("convex-polynomial", values)
    case .algebra(let weights): "algebra" + text(of: weights)
    case .theorem(let name): "theorem \(name)"
    case .open: "open"
    case .digits(let count): "digits \(count)"
    case .holds: "holds"
    case .inside: "inside"
    case .versus(let name, let value): "versus \(name) \(text(of: value))"
    case .fails: "fails"
    }
  }

  /// The lists parted by bars.
  private static func joined(_ start: String, _ lists: [Fraction]...) -> String {
    let texts = lists.map { $0.map { " " + text(of: $0) }.joined() }
    return start + texts.joined(separator: " |")
  }

  private static func text(of weights: [CertificateStep.Weight]) -> String {
    weights.map { " \($0.assumption) \(text(of: $0.weight))" }.joined()
  }

  /// `mpe` for dyadic numbers of more than a few bits, else `m` or `m/d`.
  private static func text(of value: Fraction) -> String {
    let bits = value.denominator.bitWidth - 1
    guard bits > 16, value.denominator == BigInteger(1) << bits else { return "\(value)" }
    return "\(value.numerator)p-\(bits)"
  }
}
