/// A value with its derivatives: all intervals, at one precision.
package struct Jet {
  package var value: DyadicInterval
  /// The derivative in each variable; empty at order 0.
  package var first: [DyadicInterval]
  /// The second derivatives (i, j), i <= j, row by row; empty below order 2.
  package var second: [DyadicInterval]
}

/// Forward propagation of derivatives, by the rules of section 3 of docs/certificate-format.md.
struct JetCalculator {
  let calculator: Calculator
  /// The highest derivative that is propagated: 0, 1 or 2.
  let order: Int
  /// The number of variables.
  let count: Int
  /// Whether the derivatives are those of a tangent at one point.
  ///
  /// There abs, min and max count as open at a kink: a box around it may have used either side.
  var isTangent = false

  func constant(_ value: DyadicInterval) -> Jet {
    Jet(
      value: value, first: Array(repeating: Calculator.zero, count: order >= 1 ? count : 0),
      second: Array(repeating: Calculator.zero, count: order >= 2 ? count * (count + 1) / 2 : 0))
  }

  func variable(_ index: Int?, _ value: DyadicInterval) -> Jet {
    var jet = constant(value)
    if let index, order >= 1 { jet.first[index] = Calculator.one }
    return jet
  }

  func isConstant(_ a: Jet) -> Bool { a.first.allSatisfy { $0 == Calculator.zero } }

  typealias Operation =
    (DyadicInterval, DyadicInterval) throws(KernelError) -> DyadicInterval

  func combine(_ a: Jet, _ b: Jet, _ operation: Operation) throws(KernelError) -> Jet {
    Jet(
      value: try operation(a.value, b.value), first: try zipped(a.first, b.first, operation),
      second: try zipped(a.second, b.second, operation))
  }

  private func zipped(
    _ a: [DyadicInterval], _ b: [DyadicInterval], _ operation: Operation
  ) throws(KernelError) -> [DyadicInterval] {
    var result: [DyadicInterval] = []
    for (x, y) in zip(a, b) { result.append(try operation(x, y)) }
    return result
  }

  func negate(_ a: Jet) -> Jet {
    Jet(value: a.value.negated, first: a.first.map(\.negated), second: a.second.map(\.negated))
  }

  func multiply(_ a: Jet, _ b: Jet) throws(KernelError) -> Jet {
    let (u, v) = (calculator(a.value), calculator(b.value))
    var result = Jet(value: try (u * v).interval, first: [], second: [])
    let (p, q) = (a.first.map { calculator($0) }, b.first.map { calculator($0) })
    for (x, y) in zip(p, q) { result.first.append(try (x * v + u * y).interval) }
    guard order >= 2 else { return result }
    var position = 0
    for i in 0..<count {
      for j in i..<count {
        let outer = try calculator(a.second[position]) * v + u * calculator(b.second[position])
        let entry =
          try i == j
          ? outer + 2 * (p[i] * q[i]) : outer + p[i] * q[j] + p[j] * q[i]
        result.second.append(entry.interval)
        position += 1
      }
    }
    return result
  }

  /// The jet of f(a), from the value and the derivatives of f at a; f'' is asked for at order 2
  /// only.
  func compose(
    _ a: Jet, value: DyadicInterval, slope: DyadicInterval,
    curvature: () throws(KernelError) -> DyadicInterval
  ) throws(KernelError) -> Jet {
    let (first, slope) = (a.first.map { calculator($0) }, calculator(slope))
    var result = Jet(value: value, first: [], second: [])
    for x in first { result.first.append(try (slope * x).interval) }
    guard order >= 2 else { return result }
    let bend = calculator(try curvature())
    var position = 0
    for i in 0..<count {
      for j in i..<count {
        let square = try i == j ? first[i].power(2) : first[i] * first[j]
        result.second.append(try (slope * calculator(a.second[position]) + bend * square).interval)
        position += 1
      }
    }
    return result
  }

  /// 1/a: slope -1/a^2, curvature 2/a^3.
  func reciprocal(_ a: Jet) throws(KernelError) -> Jet {
    let x = calculator(a.value)
    let value = try (1 / x).interval
    guard order >= 1 else { return constant(value) }
    let slope = try -(1 / x.power(2))
    return try compose(a, value: value, slope: slope.interval) { () throws(KernelError) in
      try (2 * (1 / x.power(3))).interval
    }
  }

  func divide(_ a: Jet, _ b: Jet) throws(KernelError) -> Jet {
    var result = try multiply(a, try reciprocal(b))
    result.value = try calculator.divide(a.value, b.value)
    return result
  }

  func power(_ a: Jet, _ n: Int) throws(KernelError) -> Jet {
    if n == 0 { return constant(Calculator.one) }
    if n == 1 { return a }
    let x = calculator(a.value)
    let value = try x.power(n).interval
    guard order >= 1 else { return constant(value) }
    let slope = try n * x.power(n - 1)
    return try compose(a, value: value, slope: slope.interval) { () throws(KernelError) in
      try (n * (n - 1) * x.power(n - 2)).interval
    }
  }
}
