import Exact
import Reals
import Testing
import Theories

@testable import Kernel

/// Derivatives by the mean value theorem: from point to point a term changes by values that its
/// derivative has between them, and a derivative by values of the second derivatives.
@Suite("Derivatives") struct JetTests {
  private static let x = Term.parameter(0)
  private static let y = Term.parameter(1)
  private static let z = Term.parameter(2)

  private static func number(_ digits: String) -> Term {
    .number(ExactDecimal(digits: digits) ?? .zero)
  }

  // On the boxes of these tests x is in [1/2, 1], y in [-1, -1/2] and z in [1/4, 1/2].
  private static let mixed = Term.binary(.add, .binary(.multiply, x, y), z)
  private static let positive = Term.binary(
    .add, .binary(.multiply, x, z), .binary(.multiply, y, y))
  private static let product = Term.binary(.multiply, .binary(.add, x, y), .binary(.subtract, z, x))

  /// Terms with a second derivative on all boxes.
  private static let smooth: [Term] = {
    let powers = [-3, -2, -1, 0, 1, 2, 3, 5].map { exponent -> Term in
      let literal = number("\(abs(exponent))")
      return .binary(.power, positive, exponent < 0 ? .unary(.negate, literal) : literal)
    }
    let decided: [Term] = [
      .unary(.absolute, .binary(.subtract, y, positive)), .unary(.absolute, positive),
      .binary(.minimum, product, .binary(.subtract, product, x)),
      .binary(.minimum, .binary(.subtract, product, x), product),
      .binary(.maximum, product, .binary(.add, product, x)),
      .binary(.maximum, .binary(.add, product, x), product),
      .conditional(.init(relation: .less, left: y, right: x), then: product, else: positive),
      .conditional(.init(relation: .less, left: x, right: y), then: product, else: positive),
    ]
    let functions: [Term] = [.exp, .expm1, .softplus, .sigmoid].map { .unary($0, mixed) }
    let others: [Term] = [.squareRoot, .log, .log1p].map { .unary($0, positive) }
    return [product, .binary(.divide, mixed, positive), .binary(.power, positive, mixed)] + powers
      + decided + functions + others
  }()

  /// Terms with a first derivative only.
  private static let rough: [Term] = [
    .unary(.absolute, .binary(.add, x, y)), .binary(.minimum, x, .unary(.negate, y)),
    .binary(.maximum, x, .unary(.negate, y)),
    .binary(.meanSoftplus, mixed, z), .binary(.meanSoftplus, z, y),
    .binary(.meanSigmoid, mixed, .binary(.multiply, x, y)),
    .binary(.meanSigmoidDerivative, mixed, z), .binary(.meanSigmoidDerivative, z, product),
  ]

  private struct Place {
    let statement: Statement
    let box: Box
    let points: [[Fraction]]

    /// A box with sides of 2^-scale and random points inside, the ends of one side among them.
    init(scale: Int, _ generator: inout SeededGenerator) throws {
      var corner: [Fraction] = []
      for (start, sign) in [(1, 1), (2, -1), (1, 1)] {
        let size = Fraction(mantissa: BigInteger(start), exponent: corner.count == 2 ? -2 : -1)
        let part = Fraction(mantissa: BigInteger(Int(generator.next() % 4096)), exponent: -14)
        corner.append(sign > 0 ? size + part : part - size)
      }
      let side = Fraction(mantissa: BigInteger(1), exponent: -scale)
      var box = Box(point: corner)
      for index in corner.indices {
        box = box.replacing(index, lower: corner[index], upper: corner[index] + side)
      }
      var points = [corner]
      for index in corner.indices {
        var point = corner
        point[index] = point[index] + side
        points.append(point)
      }
      for _ in 0..<3 {
        points.append(
          corner.map { lower in
            lower + side
              * Fraction(mantissa: BigInteger(Int(generator.next() % 1025)), exponent: -10)
          })
      }
      (self.box, self.points) = (box, points)
      statement = try Statement(
        parameters: Array(
          repeating: .init(isInteger: false, lower: number("0"), upper: number("1")), count: 3),
        definitions: [], assumptions: [], problems: [], claims: [], theory: .standard)
    }

    func jet(_ term: Term, at point: [Fraction]? = nil, order: Int) throws -> Jet {
      try Evaluator(
        statement, box: point.map { Box(point: $0) } ?? box, facts: [], precisionInBits: 96,
        order: order, variables: [0, 1, 2]
      ).jet(of: term)
    }
  }

  /// That a difference may be the sum of slopes times distances.
  private func expectMeanValue(
    _ first: DyadicInterval, _ second: DyadicInterval, slopes: [DyadicInterval],
    from a: [Fraction], to b: [Fraction], _ comment: String
  ) throws {
    let c = Calculator(precisionInBits: 96)
    var predicted = Calculator.zero
    for (index, slope) in slopes.enumerated() {
      predicted = try c.add(predicted, try c.multiply(slope, c.number(b[index] - a[index])))
    }
    let found = try c.subtract(second, first)
    #expect(found.intersection(with: predicted) != nil, "\(comment)")
  }

  private func hessianRow(_ jet: Jet, _ i: Int) -> [DyadicInterval] {
    // (0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)
    [[0, 1, 2], [1, 3, 4], [2, 4, 5]][i].map { jet.second[$0] }
  }

  private func expectLaws(_ term: Term, order: Int, scale: Int, _ place: Place) throws {
    let comment = "\(term) on \(place.box.ranges.map { "\($0.lower)" }), 2^-\(scale)"
    let whole = try place.jet(term, order: order)
    let jets = try place.points.map { try place.jet(term, at: $0, order: order) }
    let narrow = Fraction(mantissa: BigInteger(1), exponent: 12 - scale)
    for enclosure in [whole.value] + whole.first + whole.second where scale > 10 {
      let width = try enclosure.upper.fraction - enclosure.lower.fraction
      #expect(width <= narrow, "\(comment)")
    }
    for (index, jet) in jets.enumerated() {
      #expect(whole.value.contains(jet.value), "\(comment)")
      #expect(zip(whole.first, jet.first).allSatisfy { $0.contains($1) }, "\(comment)")
      #expect(zip(whole.second, jet.second).allSatisfy { $0.contains($1) }, "\(comment)")
      let (a, b) = (place.points[0], place.points[index])
      try expectMeanValue(jets[0].value, jet.value, slopes: whole.first, from: a, to: b, comment)
      for i in 0..<3 where order == 2 {
        try expectMeanValue(
          jets[0].first[i], jet.first[i], slopes: hessianRow(whole, i), from: a, to: b, comment)
      }
    }
  }

  @Test("first and second derivatives predict changes", arguments: [2, 24])
  func smooth(scale: Int) throws {
    var generator = SeededGenerator(seed: 6, label: "jets/smooth")
    for _ in 0..<4 {
      let place = try Place(scale: scale, &generator)
      for term in Self.smooth { try expectLaws(term, order: 2, scale: scale, place) }
    }
  }

  @Test("first derivatives predict changes across kinks and of means", arguments: [2, 24])
  func rough(scale: Int) throws {
    var generator = SeededGenerator(seed: 6, label: "jets/rough")
    let place = try Place(scale: scale, &generator)
    for term in Self.rough { try expectLaws(term, order: 1, scale: scale, place) }
  }

  @Test("second derivatives are refused at kinks and of means")
  func refused() throws {
    var generator = SeededGenerator(seed: 6, label: "jets/refused")
    let place = try Place(scale: 1, &generator)
    for term in Self.rough {
      #expect(throws: KernelError.self, "\(term)") { try place.jet(term, order: 2) }
    }
    let open = Term.conditional(
      .init(relation: .less, left: Self.x, right: .unary(.negate, Self.y)), then: Self.x,
      else: Self.y)
    #expect(throws: KernelError.self) { try place.jet(open, order: 1) }
    #expect(throws: Never.self) { try place.jet(open, order: 0) }
    #expect(throws: KernelError.self) { try place.jet(.bound, order: 0) }
  }
}
