import Numbers
import TheoremLanguage

/// Makes a place at which a claim certainly fails small: fractions and decimals that are short.
struct PlaceShrink {
  private static let largestDecisionCount = 400

  let decision: ExactDecision

  /// A place with shorter numbers at which the claim certainly fails, and its sides there.
  func shrunk(
    _ place: ExactDecision.Place, left: Interval, right: Interval
  ) -> (place: ExactDecision.Place, left: Interval, right: Interval) {
    var best = (place: place, left: left, right: right)
    var decisions = 0
    func accepts(_ next: ExactDecision.Place) -> Bool {
      guard decisions < Self.largestDecisionCount else { return false }
      decisions += 1
      guard case .fails(let left, let right) = decision.outcome(at: next) else { return false }
      best = (next, left, right)
      return true
    }
    for index in place.values.indices {
      guard let value = best.place.values[index].rational else { continue }
      for simpler in simplerValues(than: value, isInteger: isInteger(index)) {
        var next = best.place
        next.values[index] = .rational(simpler)
        if accepts(next) { break }
      }
    }
    if let second = best.place.second?.rational, let parameter = monotoneParameter {
      for simpler in simplerValues(than: second, isInteger: isInteger(parameter)) {
        var next = best.place
        next.second = .rational(simpler)
        if accepts(next) { break }
      }
    }
    return best
  }

  private func isInteger(_ parameter: Int) -> Bool {
    decision.theorem.parameters[parameter].isInteger
  }

  private var monotoneParameter: Int? {
    if case .monotone(_, _, let parameter) = decision.claim.statement { parameter } else { nil }
  }

  /// Fractions ever nearer to a value that are shorter than it, the simplest first.
  private func simplerValues(than value: Rational, isInteger: Bool) -> [Rational] {
    var found: [Rational] = [Rational(0), Rational(1), Rational(-1)]
    if isInteger {
      for power in 1..<40 {
        let unit = Rational(1 << power)
        if let quotient = try? value.divided(by: unit) { found.append(quotient.floor * unit) }
      }
      found = found.filter { $0.absolute < value.absolute }
    } else {
      for bits in stride(from: 1, through: 200, by: 2) {
        found.append(Recognition.fraction(near: value, relativeBits: bits))
        if bits % 3 == 1 {
          found.append(value.rounded(toSignificantDigits: 1 + bits * 3 / 10))
        }
      }
    }
    var seen: Set<Rational> = []
    return found.filter {
      seen.insert($0).inserted && $0.description.count < value.description.count
    }
  }
}
