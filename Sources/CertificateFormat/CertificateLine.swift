import Exact
import Kernel

/// The words of one line, read as a step.
struct CertificateLine {
  let words: [String]
  let number: Int

  private func wrong(_ reason: String) -> CertificateRejection {
    CertificateRejection(number, reason)
  }

  private func requireCount(_ count: Int) throws(CertificateRejection) {
    guard words.count == count else {
      throw wrong("`\(words[0])` takes \(count - 1) words, but \(words.count - 1) are given")
    }
  }

  private func fraction(_ index: Int) throws(CertificateRejection) -> Fraction {
    guard words.indices.contains(index), let value = Fraction(words[index]) else {
      throw wrong("a number is missing or is not INT, INT/POS or INTpINT")
    }
    return value
  }

  private func fractions(_ range: Range<Int>) throws(CertificateRejection) -> [Fraction] {
    var values: [Fraction] = []
    for index in range { values.append(try fraction(index)) }
    return values
  }

  private func count(_ index: Int) throws(CertificateRejection) -> Int {
    guard words.indices.contains(index), let value = BigInteger(words[index])?.int,
      (0...CertificateParser.largestCount).contains(value)
    else { throw wrong("a count is missing or is not an integer below 1,000,000") }
    return value
  }

  private func weights(from start: Int) throws(CertificateRejection) -> [CertificateStep.Weight] {
    guard words.count >= start, (words.count - start) % 2 == 0 else {
      throw wrong("assumptions and weights come in pairs")
    }
    var result: [CertificateStep.Weight] = []
    for index in stride(from: start, to: words.count, by: 2) {
      result.append(
        CertificateStep.Weight(assumption: try count(index), weight: try fraction(index + 1)))
    }
    return result
  }

  func step() throws(CertificateRejection) -> CertificateStep {
    switch words[0] {
    case "domain": return try alone(.domain)
    case "evaluate": return try alone(.evaluate)
    case "mean": return try alone(.mean)
    case "cases": return try alone(.cases)
    case "open": return try alone(.open)
    case "holds": return try alone(.holds)
    case "inside": return try alone(.inside)
    case "fails": return try alone(.fails)
    case "point": return .point(try fractions(1..<words.count))
    case "refute": return .refute(try fractions(1..<words.count))
    case "convex": return .convex(try fractions(1..<words.count))
    case "convex-polynomial": return .convexPolynomial(try fractions(1..<words.count))
    case "algebra": return .algebra(try weights(from: 1))
    case "bound": return try bound()
    case "root": return try root()
    case "vectors": return try vectors()
    default: return try named()
    }
  }

  private func alone(_ step: CertificateStep) throws(CertificateRejection) -> CertificateStep {
    try requireCount(1)
    return step
  }

  private func named() throws(CertificateRejection) -> CertificateStep {
    let counts = [
      "precision": 2, "digits": 2, "outside": 2, "monotone": 2, "through": 2, "theorem": 2,
      "layer-peeled": 2, "unconstrained-features": 2, "split": 3, "reciprocal": 3, "versus": 3,
      "narrow": 4, "class": 4,
      "memorization-dilation": 4,
    ]
    guard let expected = counts[words[0]] else { throw wrong("there is no step `\(words[0])`") }
    try requireCount(expected)
    switch words[0] {
    case "precision": return .precision(try count(1))
    case "digits": return .digits(try count(1))
    case "outside": return .outside(try count(1))
    case "monotone": return .monotone(parameter: words[1])
    case "through": return .through(words[1])
    case "theorem": return .theorem(words[1])
    case "layer-peeled": return .layerPeeled(problem: try count(1))
    case "unconstrained-features": return .unconstrainedFeatures(problem: try count(1))
    case "reciprocal": return .reciprocal(parameter: words[1], power: try count(2))
    case "split": return .split(parameter: words[1], at: try fraction(2))
    case "versus": return .versus(parameter: words[1], try fraction(2))
    case "narrow": return .narrow(definition: words[1], try fraction(2), try fraction(3))
    case "class":
      return .classWitness(
        probability: try fraction(1), featureScale: try fraction(2),
        classifierScale: try fraction(3))
    default:
      return .memorizationDilation(
        problem: try count(1), x: try fraction(2), y: try fraction(3))
    }
  }

  private func bound() throws(CertificateRejection) -> CertificateStep {
    guard words.count >= 5, let side = BoundSide(rawValue: words[2]) else {
      throw wrong("expected `bound NAME lower|upper VALUE evaluate` or `... algebra ...`")
    }
    let value = try fraction(3)
    switch words[4] {
    case "evaluate":
      try requireCount(5)
      return .boundByEvaluation(definition: words[1], side, value)
    case "algebra":
      return .boundByAlgebra(definition: words[1], side, value, try weights(from: 5))
    default: throw wrong("a bound is shown by `evaluate` or by `algebra`")
    }
  }

  private func root() throws(CertificateRejection) -> CertificateStep {
    guard let lists = try lists(from: 2) else {
      throw wrong("expected `root NAME numbers | numbers | numbers`")
    }
    return .root(definition: words[1], below: lists[0], around: lists[1], above: lists[2])
  }

  private func vectors() throws(CertificateRejection) -> CertificateStep {
    guard let lists = try lists(from: 1) else {
      throw wrong("expected `vectors numbers | numbers | numbers`")
    }
    return .classVectors(probabilities: lists[0], weights: lists[1], features: lists[2])
  }

  /// Three lists of numbers, parted by bars, or `nil` where there are fewer or more.
  private func lists(from start: Int) throws(CertificateRejection) -> [[Fraction]]? {
    let bars = words.indices.filter { words[$0] == "|" }
    guard bars.count == 2, bars[0] >= start else { return nil }
    return [
      try fractions(start..<bars[0]), try fractions(bars[0] + 1..<bars[1]),
      try fractions(bars[1] + 1..<words.count),
    ]
  }
}
