import Reals

/// Runs a search tape with intervals of any precision.
struct PreciseTape {
  let tape: SearchTape
  let precisionInBits: Int

  /// All registers; those without value are `nil`.
  func run(_ values: [Interval]) -> [Interval?] {
    var registers: [Interval?] = Array(repeating: nil, count: tape.instructions.count)
    let arithmetic = IntervalArithmetic(precisionInBits: precisionInBits)
    run(0..<tape.instructions.count, values, arithmetic, &registers)
    return registers
  }

  private func run(
    _ range: Range<Int>, _ values: [Interval], _ arithmetic: IntervalArithmetic,
    _ registers: inout [Interval?]
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      switch tape.instructions[index] {
      case .constant(let constant):
        registers[index] = arithmetic.value(of: tape.constants[constant])
      case .unary(let function, let a):
        registers[index] = registers[a].flatMap { try? arithmetic.apply(function, to: $0) }
      case .binary(let function, let a, let b):
        registers[index] = registers[a].flatMap { a in
          registers[b].flatMap { try? arithmetic.apply(function, to: a, $0) }
        }
      case .select(let relation, let a, let b, let whenTrue, let whenFalse):
        guard let left = registers[a], let right = registers[b] else {
          registers[index] = nil
          break
        }
        let isTrue =
          arithmetic.holds(left, relation, right)
          ?? relation.holds(left.midpoint, right.midpoint)
        registers[index] = registers[isTrue ? whenTrue : whenFalse]
      case .parameter(let parameter, _, _): registers[index] = values[parameter]
      case .root(let lower, let upper, let difference, let end):
        registers[index] = root(index, lower, upper, difference, end, values, arithmetic, registers)
        registers[index + 1] = registers[index]
        run(index + 2..<end, values, arithmetic, &registers)
        index = end
        continue
      case .variable: break
      }
      index += 1
    }
  }

  private struct NoValue: Error {}

  private func root(
    _ index: Int, _ lower: Int, _ upper: Int, _ difference: Int, _ end: Int,
    _ values: [Interval], _ arithmetic: IntervalArithmetic, _ registers: [Interval?]
  ) -> Interval? {
    guard let lower = registers[lower], let upper = registers[upper] else { return nil }
    var scratch = registers
    return try? arithmetic.root(between: lower, and: upper) { x in
      scratch[index + 1] = x
      run(index + 2..<end, values, arithmetic, &scratch)
      guard let value = scratch[difference] else { throw NoValue() }
      return value
    }
  }
}
