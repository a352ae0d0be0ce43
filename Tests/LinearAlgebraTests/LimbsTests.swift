import CFastArithmetic
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Limbs") struct LimbsTests {
  @Test("a number of limbs is shifted as its bits are")
  func shift() {
    var generator = SeededGenerator(seed: 1, label: "shift")
    for count in 1...4 {
      let (number, result) = (
        FixedPointNumber(fractionLimbs: count), FixedPointNumber(fractionLimbs: count)
      )
      for bits in [0, 1, 63, 64, 65, 127, 128, 191, 192, 255, 256, 300, 100_000] {
        for index in 0..<count { number.limbs[index] = generator.next() }
        Limbs.shiftRight(result.limbs, from: number.limbs, count: count, by: bits)
        for bit in 0..<(64 * count) {
          let source = bit + bits
          let expected =
            source < 64 * count ? number.limbs[source / 64] >> UInt64(source % 64) & 1 : 0
          let found = result.limbs[bit / 64] >> UInt64(bit % 64) & 1
          check(found == expected, "bit \(bit) of \(number) shifted by \(bits)")
        }
        Limbs.shiftRight(number.limbs, from: number.limbs, count: count, by: bits)
        #expect((0..<count).allSatisfy { number.limbs[$0] == result.limbs[$0] })
      }
    }
  }

  @Test("a carry runs through full limbs and stops")
  func carry() {
    let number = FixedPointNumber(fractionLimbs: 3)
    for (index, limb) in [UInt64.max - 1, .max, .max, 7].enumerated() { number.limbs[index] = limb }
    Limbs.propagate(0, into: number.limbs)
    #expect(number.limbs[0] == UInt64.max - 1)
    Limbs.propagate(3, into: number.limbs)
    #expect((0...3).map { number.limbs[$0] } == [1, 0, 0, 8])
  }

  @Test("the upper half of a product is GMP's, or one less in the last place")
  func upperProducts() {
    var generator = SeededGenerator(seed: 1, label: "upper products")
    for count in Array(1...20) + [63, 64, 65, 80] {
      for longer in [count, count + 1, count + 2, count + 5] {
        let (a, b, exact, room) = (
          FixedPointNumber(fractionLimbs: longer), FixedPointNumber(fractionLimbs: longer),
          FixedPointNumber(fractionLimbs: 2 * longer), FixedPointNumber(fractionLimbs: 2 * longer)
        )
        for trial in 0..<20 {
          a.randomize(&generator, integers: 0...0)
          b.randomize(&generator, integers: 0...0)
          if trial == 0 { a.limbs.update(repeating: .max, count: longer) }
          if trial <= 1 { b.limbs.update(repeating: .max, count: longer) }
          cfast_mul(exact.limbs, b.limbs, longer, a.limbs, count)
          let upper = cfast_mulhigh(room.limbs, a.limbs, count, b.limbs, longer)
          let isBelow = cfast_sub_n(exact.limbs, exact.limbs + count, upper, longer) == 0
          let isNear = exact.limbs[0] <= 1 && (1..<longer).allSatisfy { exact.limbs[$0] == 0 }
          check(isBelow && isNear, "\(count) limbs of \(a), \(longer) of \(b)")
        }
      }
    }
  }

  @Test("a + b + a b, also in place, is what upper products and sums give")
  func productsOfOnePlus() {
    var generator = SeededGenerator(seed: 1, label: "products of one plus")
    for count in Array(1...12) + [64, 65] {
      let numbers = (0..<6).map { _ in FixedPointNumber(fractionLimbs: count) }
      let (a, b, expected, result) = (numbers[0], numbers[1], numbers[2], numbers[3])
      let room = FixedPointNumber(fractionLimbs: 2 * count)
      for _ in 0..<20 {
        a.randomize(&generator, integers: 0...0)
        b.randomize(&generator, integers: 0...0)
        let product = cfast_mulhigh(room.limbs, a.limbs, count, b.limbs, count)
        _ = cfast_add_n(expected.limbs, a.limbs, b.limbs, count)
        _ = cfast_add_n(expected.limbs, expected.limbs, product, count)
        cfast_mul_one_plus(result.limbs, a.limbs, b.limbs, count, room.limbs)
        #expect(cfast_cmp(result.limbs, expected.limbs, count) == 0, "\(a) and \(b)")
        cfast_mul_one_plus(a.limbs, a.limbs, b.limbs, count, room.limbs)
        #expect(cfast_cmp(a.limbs, expected.limbs, count) == 0, "in place, with \(b)")
      }
    }
  }

  @Test("carries between columns are kept, whatever limbs meet")
  func carries() {
    let limbs: [UInt64] = [0, 1, 2, 1 << 63, .max - 1, .max]
    let numbers = (0..<4).map { _ in FixedPointNumber(fractionLimbs: 3) }
    let (a, b, expected, result) = (numbers[0], numbers[1], numbers[2], numbers[3])
    let room = FixedPointNumber(fractionLimbs: 6)
    for choice in 0..<46_656 {
      var rest = choice
      for index in 0..<6 {
        (index < 3 ? a : b).limbs[index % 3] = limbs[rest % 6]
        rest /= 6
      }
      cfast_mul_n(room.limbs, a.limbs, b.limbs, 3)
      _ = cfast_add_n(expected.limbs, a.limbs, b.limbs, 3)
      _ = cfast_add_n(expected.limbs, expected.limbs, room.limbs + 3, 3)
      cfast_mul_one_plus(result.limbs, a.limbs, b.limbs, 3, room.limbs)
      // Of the product's columns only the lowest is left out, which is less than its unit here.
      let isBelow = cfast_sub_n(expected.limbs, expected.limbs, result.limbs, 3) == 0
      check(
        isBelow && expected.limbs[0] <= 1 && expected.limbs[1] == 0 && expected.limbs[2] == 0,
        "\(a) and \(b)")
    }
  }
}
