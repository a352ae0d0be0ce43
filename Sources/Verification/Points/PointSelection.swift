import Reals
import TheoremLanguage

/// Chooses the points shared by all claims of a theorem: corners of its domain, then random points.
struct PointSelection {
  /// Random points tried in vain before no further one is looked for.
  static let triesPerPoint = 2_000
  /// Random corners tried in vain.
  static let triesPerCorner = 64

  let domain: Domain
  let seed: UInt64

  /// What the choice came to.
  struct Choice {
    var points: [ParameterPoint] = []
    /// Points that were drawn and did not satisfy the assumptions.
    var rejected = 0
    /// A value at which an assumption has no value, with its error and the assumption's index.
    var undefined: (assumption: Int, point: ParameterPoint, error: EvaluationError)?
  }

  /// At most `count` different points of the domain, a quarter of them corners where there are any.
  ///
  /// A domain with few points gives fewer; an empty one gives none.
  func points(count: Int) throws -> Choice {
    var choice = Choice()
    var seen: Set<ParameterPoint> = []
    let corners = max(1, count / 4)
    try draw(corners, from: cornerCoordinates(), origin: .corner, into: &choice, &seen)
    var generator = SeededGenerator(seed: seed, label: "points")
    let random = AnySequence {
      AnyIterator { (0..<domain.dimension).map { _ in generator.uniform() } }
    }
    try draw(count - choice.points.count, from: random, origin: .random, into: &choice, &seen)
    return choice
  }

  /// Where a parameter without upper end stands at a corner: at the powers of ten.
  private static let magnitudes = 10
  /// The same above an open end: at powers of ten on both sides of 1.
  private static let openMagnitudes = 13

  /// All lower ends, all upper ends, then corners at random.
  private func cornerCoordinates() -> AnySequence<[Double]> {
    var generator = SeededGenerator(seed: seed, label: "corners")
    var index = -1
    return AnySequence {
      AnyIterator {
        index += 1
        return domain.theorem.parameters.map { parameter in
          if index < 2 { return Double(index) }
          let magnitudes =
            parameter.isLowerOpen && !parameter.isInteger ? Self.openMagnitudes : Self.magnitudes
          let ends = parameter.upper == nil ? magnitudes : 2
          return (generator.uniform() * Double(ends)).rounded(.down) / Double(ends - 1)
        }
      }
    }
  }

  private func draw(
    _ count: Int, from coordinates: AnySequence<[Double]>, origin: ParameterPoint.Origin,
    into choice: inout Choice, _ seen: inout Set<ParameterPoint>
  ) throws {
    var missing = count
    var failures = 0
    let tries = origin == .corner ? Self.triesPerCorner : Self.triesPerPoint
    for coordinates in coordinates {
      if missing <= 0 || failures >= tries { break }
      failures += 1
      guard let point = try domain.point(at: coordinates, origin: origin) else {
        choice.rejected += 1
        continue
      }
      guard seen.insert(point).inserted else { continue }
      if try isInside(point, &choice) {
        choice.points.append(point)
        missing -= 1
        failures = 0
      } else {
        choice.rejected += 1
      }
    }
  }

  private func isInside(_ point: ParameterPoint, _ choice: inout Choice) throws -> Bool {
    for index in domain.theorem.assumptions.indices {
      do {
        if try !domain.satisfies(assumption: index, point.values) { return false }
      } catch let error as EvaluationError {
        if choice.undefined == nil { choice.undefined = (index, point, error) }
        return false
      }
    }
    return true
  }
}
