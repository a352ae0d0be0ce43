import Exact
import Kernel
import Reals
import TestSupport
import Testing

/// Random containment checks of both interval types against MPFR at four times the precision.
///
/// `CONTAINMENT_TEST_MULTIPLIER` scales the count; at 1 there are a million points, each checked in
/// an interval of `Reals` and in one of `Kernel`. Both must be the tightest, so they must be equal,
/// but for the two functions that `Reals` composes of several rounded steps. Arguments outside the
/// domain of an operation are not counted; both types must refuse them.
@Suite("Containment") struct ContainmentTests {
  static let points = Int(1_000_000 * Sweep.containmentMultiplier)
  static let parts = 8

  @Test(
    "points at four times the precision lie inside, and both kinds of interval agree",
    arguments: 0..<parts)
  func containment(part: Int) throws {
    var generator = SeededGenerator(seed: 7, label: "containment/\(part)")
    var checked: [ContainmentOperation: Int] = [:]
    for _ in 0..<Self.points / Self.parts {
      var isChecked = false
      while !isChecked {
        let trial = ContainmentTrial(&generator)
        isChecked = check(trial)
        if isChecked { checked[trial.operation, default: 0] += 1 }
      }
    }
    // Each operation has its share of the points.
    for operation in ContainmentOperation.allCases {
      let count = checked[operation] ?? 0
      let share = Self.points / Self.parts / ContainmentOperation.allCases.count
      #expect(count >= share / 8, "\(operation): \(count) points")
    }
  }

  /// Whether the operation is defined on the arguments; what is wrong is recorded.
  private func check(_ trial: ContainmentTrial) -> Bool {
    let (numbers, kernel) = (trial.numbers(), trial.kernel())
    guard let numbers, let kernel else {
      if numbers == nil && kernel == nil { return false }
      Issue.record("only \(numbers == nil ? "Kernel" : "Reals") has a value: \(trial)")
      return true
    }
    let ends = (Real(kernel.lower), Real(kernel.upper))
    guard let exact = trial.exact(), exact.isBounded else {
      Issue.record("no value at a point of the arguments: \(trial)")
      return true
    }
    // The point is known up to a thin enclosure; some number of it must lie inside.
    if !numbers.overlaps(exact) { Issue.record("not in \(numbers) of Numbers: \(trial)") }
    if !(ends.0 <= exact.upper && exact.lower <= ends.1) {
      Issue.record("not in \(kernel) of Kernel: \(trial)")
    }
    let isTight =
      trial.operation.isTightInNumbers
      ? ends.0 == numbers.lower && ends.1 == numbers.upper
      : numbers.lower <= ends.0 && ends.1 <= numbers.upper
    if !isTight { Issue.record("not the tightest: \(trial): \(kernel) for \(numbers)") }
    return true
  }

  @Test("numbers of the kernel and of MPFR are told apart by their last bit")
  func conversion() throws {
    var generator = SeededGenerator(seed: 7, label: "conversion")
    for bits in [1, 2, 31, 59, 60, 61, 62, 63, 64, 119, 120, 121, 256, 300] {
      for _ in 0..<20 {
        let odd =
          (BigInteger(1) << (bits - 1))
          + (BigInteger(Int(generator.next() >> 2)) >> (64 - min(bits, 63)))
        let exponent = Int(generator.next() % 2_000) - 1_000
        for mantissa in [odd, -odd, odd + BigInteger(1), odd << 7] {
          let value = Dyadic(mantissa, exponent: exponent)
          #expect(try Real(value).rational == value.fraction, "\(value)")
        }
      }
    }
    #expect(Real(Dyadic(0)).sign == 0)
  }
}

extension Real {
  /// A number of the kernel, exactly.
  init(_ value: Dyadic) {
    let chunk = 60
    var rest = value.mantissa.magnitude
    let bits = max(rest.bitWidth, chunk) + 4
    var sum = Real(0, precisionInBits: bits)
    var place = value.exponent
    while rest.sign > 0 {
      let high = rest >> chunk
      let low = (rest - (high << chunk)).int ?? 0
      sum = sum + Real(low, precisionInBits: bits).scaled(byPowerOfTwo: place)
      (rest, place) = (high, place + chunk)
    }
    self = value.sign < 0 ? -sum : sum
  }
}
