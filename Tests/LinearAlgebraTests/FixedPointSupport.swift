import CMPFR
import Glibc
import Reals

/// The numbers of limbs at which laws are checked, with the share of random inputs each gets.
///
/// They span 64 to 4160 bits and the switches between tables, rows and starts of logarithms.
let fixedPointShares: [(fractionLimbs: Int, inputs: Int)] = [
  (1, 370_000), (2, 230_000), (3, 60_000), (4, 30_000), (5, 40_000), (8, 6_000), (9, 8_000),
  (10, 2_000), (17, 2_000), (20, 400), (21, 300), (33, 160), (53, 80), (65, 40), (96, 10),
]

/// A fixed-point number in memory of its own.
final class FixedPointNumber: CustomStringConvertible {
  let limbs: UnsafeMutablePointer<UInt64>
  let fractionLimbs: Int

  init(fractionLimbs: Int, integer: UInt64 = 0) {
    self.fractionLimbs = fractionLimbs
    limbs = .allocate(capacity: fractionLimbs + 1)
    limbs.initialize(repeating: 0, count: fractionLimbs + 1)
    limbs[fractionLimbs] = integer
  }

  deinit { limbs.deallocate() }

  /// The limbs, the highest first.
  var description: String {
    "[\(fractionLimbs)] "
      + (0...fractionLimbs).reversed().map { String(limbs[$0], radix: 16) }.joined(separator: "_")
  }

  /// Fills the number with random limbs, and shapes them: full, short, small, all ones.
  func randomize(_ generator: inout SeededGenerator, integers: ClosedRange<UInt64>) {
    for index in 0..<fractionLimbs { limbs[index] = generator.next() }
    limbs[fractionLimbs] = UInt64.random(in: integers, using: &generator)
    switch generator.next() % 16 {
    case 0:
      let zeros = Int(generator.next() % UInt64(fractionLimbs))
      for index in (fractionLimbs - zeros)..<fractionLimbs { limbs[index] = 0 }
      limbs[fractionLimbs] = integers.lowerBound
    case 1:
      for index in 0..<Int(generator.next() % UInt64(fractionLimbs + 1)) { limbs[index] = 0 }
    case 2:
      for index in 0..<Int(generator.next() % UInt64(fractionLimbs + 1)) { limbs[index] = .max }
    case 3:
      limbs[fractionLimbs - 1] >>= generator.next() % 64
      limbs[fractionLimbs] = integers.lowerBound
    default: break
    }
  }

  /// Adds a few ulps, modulo 2^64.
  func add(ulps: Int) {
    var index = 0
    let step = ulps < 0 ? UInt64.max : 1
    for _ in 0..<abs(ulps) {
      index = 0
      while index <= fractionLimbs {
        limbs[index] &+= step
        if limbs[index] != (ulps < 0 ? .max : 0) { break }
        index += 1
      }
    }
  }
}

/// Exact values next to fixed-point numbers: MPFR numbers of four times the precision and more.
///
/// MPFR keeps constants for each thread, and threads of the test library end before the program, so
/// tests free the caches before they return.
final class FixedPointReference {
  let fractionLimbs: Int
  private let numbers: UnsafeMutablePointer<mpfr_t>
  private static let count = 4

  init(fractionLimbs: Int) {
    self.fractionLimbs = fractionLimbs
    numbers = .allocate(capacity: FixedPointReference.count)
    for index in 0..<FixedPointReference.count {
      mpfr_init2(numbers + index, 4 * 64 * fractionLimbs + 256)
    }
  }

  deinit {
    for index in 0..<FixedPointReference.count { mpfr_clear(numbers + index) }
    numbers.deallocate()
  }

  typealias Number = UnsafeMutablePointer<mpfr_t>

  /// Room for one exact value each.
  var value: Number { numbers }
  var sum: Number { numbers + 1 }
  private var other: Number { numbers + 2 }
  private var part: Number { numbers + 3 }

  /// Reads limbs with L limbs of fraction; two's complement when signed.
  func read(_ target: Number, _ limbs: UnsafePointer<UInt64>, count: Int, signed: Bool = false) {
    mpfr_set_zero(target, 1)
    for index in (0..<count).reversed() {
      mpfr_mul_2ui(target, target, 64, MPFR_RNDN)
      mpfr_add_ui(target, target, UInt(limbs[index]), MPFR_RNDN)
    }
    if signed && limbs[count - 1] >> 63 != 0 {
      mpfr_set_ui_2exp(part, 1, 64 * count, MPFR_RNDN)
      mpfr_sub(target, target, part, MPFR_RNDN)
    }
    mpfr_div_2ui(target, target, UInt(64 * fractionLimbs), MPFR_RNDN)
  }

  /// The exact value minus a fixed-point number, in ulps; off by no more than 2^-60 ulps.
  func ulps(_ exact: Number, minus number: UnsafePointer<UInt64>, signed: Bool = false) -> Double {
    read(other, number, count: fractionLimbs + 1, signed: signed)
    mpfr_sub(other, exact, other, MPFR_RNDN)
    mpfr_mul_2ui(other, other, UInt(64 * fractionLimbs), MPFR_RNDN)
    return mpfr_get_d(other, MPFR_RNDN)
  }

  /// Writes a nonnegative number, rounded down, into L + 1 limbs.
  func write(_ target: UnsafeMutablePointer<UInt64>, _ exact: Number) {
    mpfr_set(other, exact, MPFR_RNDN)
    for index in (0...fractionLimbs).reversed() {
      mpfr_rint(part, other, MPFR_RNDD)
      target[index] = UInt64(mpfr_get_ui(part, MPFR_RNDN))
      mpfr_sub(other, other, part, MPFR_RNDN)
      mpfr_mul_2ui(other, other, 64, MPFR_RNDN)
    }
  }
}
