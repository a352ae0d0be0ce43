import LinearAlgebra
import Models
import Reals
import Testing

/// What every model owes besides its derivatives (`DescentConsistency`).
enum ModelLaws {
  /// The enclosed value contains the value of the same point at higher precision, narrowly.
  static func checkEnclosedValue(_ model: some OptimizationModel, label: String) throws {
    var generator = SeededGenerator(seed: 7, label: label)
    for bits in [53, 100, 300] {
      let point = vector(model.randomStart(using: &generator), precisionInBits: bits)
      let enclosure = try model.enclosedValue(at: point)
      let (value, _) = try DescentConsistency.evaluate(model, point.copy(precisionInBits: 500))
      #expect(enclosure.contains(value), "\(label) at \(bits) bits")
      let width = enclosure.width.approximateLog10OfMagnitude
      #expect(width < 1 - Double(bits) * 0.301, "\(label): width 1e\(width) at \(bits) bits")
      #expect(try model.enclosedQuantities(at: point) == nil, "\(label)")
    }
  }

  /// A start depends on the generator alone, and the next one differs; returns the first.
  static func checkStarts(_ model: some OptimizationModel, label: String) -> [Double] {
    var first = SeededGenerator(seed: 3, label: label)
    var second = SeededGenerator(seed: 3, label: label)
    let start = model.randomStart(using: &first)
    #expect(start == model.randomStart(using: &second), "\(label)")
    #expect(start != model.randomStart(using: &first), "\(label)")
    return start
  }

  /// Plain gradient descent from random starts in double precision stays above the closed form.
  static func checkNothingIsBelow(_ model: some OptimizationModel) throws {
    let minimum = try model.closedForm(precisionInBits: 100)[Quantity("objective")]
    let bound = try #require(minimum).lower.approximateDouble
    var generator = SeededGenerator(seed: 11, label: "\(model.parameters)")
    for start in 1...5 {
      var point = model.randomStart(using: &generator)
      var gradient = point
      let evaluator = model.makeApproximateEvaluator(jobs: 1)
      var best = Double.infinity
      for _ in 0..<400 {
        best = min(best, evaluator.value(at: point, gradient: &gradient))
        for index in point.indices {
          point[index] -= 0.5 * gradient[index]
          if model.isNonnegative[index] { point[index] = max(0, point[index]) }
        }
      }
      #expect(best >= bound - 1e-13, "\(model.parameters), start \(start)")
    }
  }

  /// A point with the quantities of the closed form is stationary and has them.
  static func checkStationarity(_ model: some OptimizationModel, at point: RealMatrix) throws {
    let label = "\(model.parameters)"
    let residual = try DescentConsistency.logProjectedGradient(model, point)
    #expect(residual < -112, "\(label): projected gradient 1e\(residual)")
    let measured = try model.descentQuantities(at: point)
    for (quantity, interval) in try model.closedForm(precisionInBits: point.precisionInBits) {
      let value = try #require(measured[quantity])
      let error = (value - interval.midpoint).approximateLog10OfMagnitude
      #expect(error < -112, "\(label): \(quantity) differs by 1e\(error)")
    }
  }

  /// The closed form has every quantity, and its enclosures at two precisions overlap and narrow.
  static func checkPrecisions(_ model: some OptimizationModel) throws {
    let coarse = try model.closedForm(precisionInBits: 24)
    let fine = try model.closedForm(precisionInBits: 500)
    #expect(Set(fine.keys) == Set(model.quantities))
    for (quantity, interval) in fine {
      let wide = try #require(coarse[quantity])
      #expect(wide.contains(interval), "\(model.parameters) \(quantity)")
      #expect(interval.width.approximateLog10OfMagnitude < -145, "\(quantity)")
    }
  }

  /// A precision nothing can have is an error, not a crash.
  static func checkPrecisionRange(_ model: some OptimizationModel) {
    for bits in [-5, 0, 1, 1 << 40] {
      #expect(throws: NumberError.self) { try model.closedForm(precisionInBits: bits) }
      #expect(throws: NumberError.self) { try model.makeEvaluator(precisionInBits: bits, jobs: 1) }
    }
  }
}
