import Numbers
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
}
