import Exact
import Reals
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
    if case .monotone(_, _, let parameter) = decision.claim { parameter } else { nil }
  }

  /// Numbers ever nearer to a value that are shorter than it, the simplest first.
  private func simplerValues(than value: Fraction, isInteger: Bool) -> [Fraction] {
    let found =
      [Fraction(0), Fraction(1), Fraction(-1)]
      + (isInteger ? rounderIntegers(than: value) : nearbyNumbers(to: value))
    var seen: Set<Fraction> = []
    return found.filter {
      seen.insert($0).inserted && $0.decimalText.utf8.count < value.decimalText.utf8.count
    }
  }

  private func rounderIntegers(than value: Fraction) -> [Fraction] {
    (1..<40).compactMap { power in
      let unit = Fraction(1 << power)
      return (try? value.divided(by: unit)).map { Fraction($0.floor) * unit }
    }
  }

  /// Simple fractions, decimals, and simple fractions a power of ten beside them.
  private func nearbyNumbers(to value: Fraction) -> [Fraction] {
    stride(from: 1, through: 200, by: 2).flatMap { bits -> [Fraction] in
      let simple = Recognition.fraction(near: value, relativeBits: bits)
      let decimal = value.rounded(toSignificantDigits: 1 + bits * 3 / 10)
      return [simple] + (bits % 3 == 1 ? [decimal] : [])
        + (bits % 8 == 1 ? steps(from: simple, to: value) : [])
    }
  }

  /// The number a power of ten away from another, at about the distance of the value.
  private func steps(from simple: Fraction, to value: Fraction) -> [Fraction] {
    let distance = value - simple
    guard distance.sign != 0 else { return [] }
    let exact = Real(distance.absolute, precisionInBits: 64)
    let exponent = Int(exact.approximateLog10OfMagnitude.rounded(.down))
    return [0, -1].compactMap { change in
      (try? Fraction(10).power(exponent + change)).map {
        simple + (distance.sign < 0 ? -$0 : $0)
      }
    }
  }
}
