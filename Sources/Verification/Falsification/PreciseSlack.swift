import Exact
import Kernel
import Reals

/// The slack of a claim and its critical numbers at high precision.
struct PreciseSlack {
  /// Critical numbers nearer to zero than this, in relation to one, are followed to zero.
  private static let smallestCritical = 1e-6

  let tape: SearchTape
  let claim: ClaimStatement
  let precisionInBits: Int

  /// The step between the two values of a parameter in which a term should be monotone.
  func difference(at value: Fraction) -> Fraction {
    let size = max(value.absolute, (try? Fraction(2).power(-64)) ?? Fraction(1))
    return size * ((try? Fraction(2).power(-precisionInBits / 4)) ?? Fraction(0))
  }

  /// The slack; `nil` where it has no value.
  func slack(at point: [Real]) -> Real? { enclosure(at: point)?.midpoint }

  private func enclosure(at point: [Real]) -> Interval? {
    let registers = run(point)
    guard let left = registers[tape.left], let right = registers[tape.right] else { return nil }
    switch claim {
    case .comparison(let comparison):
      return switch comparison.relation {
      case .less, .lessOrEqual: right - left
      case .greater, .greaterOrEqual: left - right
      case .equal: -(left - right).absolute()
      }
    case .monotone(_, let direction, let parameter):
      guard let value = point[parameter].rational else { return nil }
      let step = difference(at: value)
      var other = point
      other[parameter] = Real(value + step, precisionInBits: 4 * precisionInBits)
      guard let there = run(other)[tape.left],
        let slope = try? (there - left) / Interval(step, precisionInBits: precisionInBits)
      else { return nil }
      return direction == .increases ? slope : -slope
    }
  }

  private func run(_ point: [Real]) -> [Interval?] {
    PreciseTape(tape: tape, precisionInBits: precisionInBits).run(point.map { Interval($0) })
  }

  private func ends(at point: [Real]) -> [(lower: Real?, upper: Real?)] {
    let registers = run(point)
    return tape.charts.indices.map { parameter in
      let ends = tape.ends(of: parameter)
      return (registers[ends.lower]?.midpoint, ends.upper.flatMap { registers[$0]?.midpoint })
    }
  }

  /// Whether the slack certainly is negative.
  func isNegative(at point: [Real]) -> Bool {
    enclosure(at: point)?.isCertainlyNegative ?? false
  }

  /// Whether the two sides agree to nearly all digits; `nil` where they have no value.
  func isMeeting(at point: [Real]) -> Bool? {
    guard let slack = slack(at: point) else { return nil }
    guard let exponent = slack.binaryExponent else { return slack.sign == 0 }
    return exponent < -precisionInBits / 4
  }

  /// The point of least slack that is found from a point.
  func minimum(from start: [Real], free: [Int]) -> [Real]? {
    PreciseSearch(
      precisionInBits: precisionInBits, evaluate: { slack(at: $0) }, ends: { ends(at: $0) }
    ).minimum(from: start, free: free)?.point
  }

  /// The point at which those critical numbers vanish that nearly do.
  func zeroOfCritical(from start: [Real], free: [Int]) -> [Real]? {
    let registers = run(start)
    let active = tape.critical.filter { critical in
      registers[critical.register].map { isTiny($0.midpoint) } ?? false
    }
    guard !active.isEmpty else { return nil }
    return PreciseSearch(
      precisionInBits: precisionInBits,
      evaluate: { point in
        let registers = run(point)
        var sum = Real(0, precisionInBits: precisionInBits)
        for critical in active {
          guard let value = registers[critical.register]?.midpoint else { return nil }
          sum = sum + value * value
        }
        return sum
      }, ends: { ends(at: $0) }
    ).minimum(from: start, free: free)?.point
  }

  /// The point near a start at which the slack is stationary while the assumptions and ends of
  /// ranges stay equalities that nearly are.
  func stationaryPoint(from start: [Real], free: [Int]) -> [Real]? {
    let ends = ends(at: start)
    let axes = free.filter { axis in
      ![ends[axis].lower, ends[axis].upper].contains { end in
        end.map { isConstantEnd(axis) && isTiny(start[axis] - $0) } ?? false
      }
    }
    let active = boundaries(run(start)).enumerated().filter { $1.map(isTiny) ?? false }
      .map(\.offset)
    return ConstrainedSearch(
      evaluate: { slack(at: $0) },
      constraints: { point in
        let values = boundaries(run(point))
        let levels = active.compactMap { values[$0] }
        return levels.count == active.count ? levels : nil
      }
    ).stationaryPoint(from: start, along: axes, ends: ends)
  }

  private func isTiny(_ value: Real) -> Bool {
    abs(value.approximateDouble) < Self.smallestCritical
  }

  /// Whether the ends of a parameter's range are numbers.
  private func isConstantEnd(_ parameter: Int) -> Bool {
    let ends = tape.ends(of: parameter)
    return [ends.lower, ends.upper].allSatisfy { end in
      guard let end, case .constant = tape.instructions[end] else { return end == nil }
      return true
    }
  }

  /// The differences of the sides of assumptions, and of parameters from ends that vary.
  private func boundaries(_ registers: [Interval?]) -> [Real?] {
    func difference(_ a: Int, _ b: Int) -> Real? {
      guard let left = registers[a], let right = registers[b] else { return nil }
      return (left - right).midpoint
    }
    let varying = tape.charts.indices.filter { !isConstantEnd($0) }
    return tape.assumptions.map { difference($0.left, $0.right) }
      + varying.flatMap { parameter in
        let (register, ends) = (tape.parameters[parameter], tape.ends(of: parameter))
        return [
          difference(register, ends.lower), ends.upper.flatMap { difference(register, $0) },
        ]
      }
  }

  /// The point moved along an axis by a power of ten.
  func moved(_ point: [Real], _ axis: Int, _ direction: Int, tenToMinus exponent: Int) -> [Real]? {
    guard let value = point[axis].rational, let step = try? Fraction(10).power(-exponent) else {
      return nil
    }
    var moved = point
    moved[axis] = Real(value + Fraction(direction) * step, precisionInBits: precisionInBits)
    return moved
  }
}
