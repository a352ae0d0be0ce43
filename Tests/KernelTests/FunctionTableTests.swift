import Exact
import Testing

@testable import Kernel

/// The table of functions says of each what its values say.
@Suite("Table of functions") struct FunctionTableTests {
  static let bits = 200

  /// Points of the domain, in order, from a quarter apart.
  static func points(of function: UnaryFunction) -> [Dyadic] {
    (-32...32).map { Dyadic(BigInteger($0), exponent: -2) }
      .filter { (try? value(of: function, $0)) != nil }
  }

  static func value(of function: UnaryFunction, _ x: Dyadic) throws -> DyadicInterval {
    try DyadicInterval(x).value(of: function, precisionInBits: bits)
  }

  @Test("names are told apart, and every function has a line of help")
  func names() {
    #expect(Set(UnaryFunction.allCases.map(\.name)).count == UnaryFunction.allCases.count)
    for function in UnaryFunction.allCases { #expect(!function.properties.help.isEmpty) }
  }

  @Test("values are given on the domain and nowhere else", arguments: UnaryFunction.allCases)
  func domain(of function: UnaryFunction) {
    for k in -8...8 {
      let x = Dyadic(BigInteger(k), exponent: -1)
      let isInside =
        switch function.properties.domain {
        case .all: true
        case .from(let least): x >= Dyadic(least)
        case .above(let bound): x > Dyadic(bound)
        case .withinOne: x >= Dyadic(-1) && x <= Dyadic(1)
        case .offPoles: true
        }
      let value = try? Self.value(of: function, x)
      #expect((value != nil) == isInside, "\(function.name) at \(x)")
    }
  }

  @Test("functions grow as the table says", arguments: UnaryFunction.allCases)
  func course(of function: UnaryFunction) throws {
    for (x, y) in zip(Self.points(of: function), Self.points(of: function).dropFirst()) {
      let (first, second) = (try Self.value(of: function, x), try Self.value(of: function, y))
      switch function.properties.course {
      case .increasing: #expect(first.upper < second.lower, "\(function.name) at \(x)")
      case .decreasing: #expect(first.lower > second.upper, "\(function.name) at \(x)")
      case .even:
        #expect(try first == Self.value(of: function, x.negated), "\(function.name) at \(x)")
        if x.sign >= 0 { #expect(first.upper < second.lower, "\(function.name) at \(x)") }
      case .steps: #expect(first.upper <= second.lower, "\(function.name) at \(x)")
      case .other: continue
      }
    }
  }

  @Test("graphs are bent as the table says", arguments: UnaryFunction.allCases)
  func bend(of function: UnaryFunction) throws {
    var (isConvex, isConcave) = (true, true)
    let calculator = Calculator(precisionInBits: Self.bits)
    let points = Self.points(of: function)
    for (x, (y, z)) in zip(points, zip(points.dropFirst(), points.dropFirst(2))) {
      let ends = try calculator.add(
        try Self.value(of: function, x), try Self.value(of: function, z))
      let middle = try calculator.multiply(
        calculator.integer(2), try Self.value(of: function, y))
      isConvex = isConvex && ends.upper >= middle.lower
      isConcave = isConcave && ends.lower <= middle.upper
    }
    switch function.properties.bend {
    case .convex: #expect(isConvex && (!isConcave || function == .absolute), "\(function.name)")
    case .concave: #expect(isConcave && !isConvex, "\(function.name)")
    case .neither:
      #expect((isConvex && isConcave) == (function == .negate), "\(function.name)")
      #expect(isConvex == isConcave, "\(function.name)")
    }
  }

  @Test("zeros and limits are those of the values", arguments: UnaryFunction.allCases)
  func zerosAndLimits(of function: UnaryFunction) throws {
    let properties = function.properties
    if let zero = properties.zero {
      #expect(try Self.value(of: function, Dyadic(zero)) == DyadicInterval(Dyadic(0)))
    }
    guard properties.domain == .all, function != .negate,
      ![.even, .other].contains(properties.course)
    else { return }
    let far = Dyadic(1 << (properties.largestArgumentExponent == 10 ? 5 : 10))
    for (isAbove, limit) in [(false, properties.limits.below), (true, properties.limits.above)] {
      let value = try Self.value(of: function, isAbove ? far : far.negated)
      guard let limit else {
        #expect(max(value.upper, value.lower.negated) >= far, "\(function.name)")
        continue
      }
      let calculator = Calculator(precisionInBits: 4 * Self.bits)
      let known = try calculator.value(of: limit) { _ in Calculator.zero }
      let gap = try calculator.subtract(value, known).absolute.upper
      #expect(gap < Dyadic(BigInteger(1), exponent: -9), "\(function.name)")
    }
  }

  /// The derivatives of the table against differences of values on both sides, closer and closer.
  @Test("derivatives are those of the values", arguments: UnaryFunction.allCases)
  func derivatives(of function: UnaryFunction) throws {
    guard let derivatives = function.properties.derivatives else { return }
    let calculator = Calculator(precisionInBits: 400)
    func value(_ x: Dyadic) throws -> DyadicInterval {
      try calculator.function(function, DyadicInterval(x))
    }
    func slope(_ x: Dyadic) throws -> DyadicInterval {
      let (argument, value) = (DyadicInterval(x), try value(x))
      return try calculator.value(of: derivatives.first) { $0 == .argument ? argument : value }
    }
    let step = Dyadic(BigInteger(1), exponent: -60)
    let twice = DyadicInterval(Dyadic(BigInteger(1), exponent: -59))
    for x in Self.points(of: function) {
      guard let known = try? slope(x), let above = try? value(x + step),
        let below = try? value(x - step)
      else { continue }
      let found = try calculator.divide(try calculator.subtract(above, below), twice)
      let rise = try calculator.subtract(try slope(x + step), try slope(x - step))
      let curvature = try calculator.divide(rise, twice)
      let (argument, at) = (DyadicInterval(x), try value(x))
      let second = try calculator.value(of: derivatives.second) {
        $0 == .argument ? argument : $0 == .value ? at : known
      }
      for (found, known) in [(found, known), (curvature, second)] {
        let gap = try calculator.subtract(found, known).absolute.upper
        let size = max(Dyadic(1), known.absolute.upper)
        #expect(gap < size * Dyadic(BigInteger(1), exponent: -100), "\(function.name) at \(x)")
      }
    }
  }
}
