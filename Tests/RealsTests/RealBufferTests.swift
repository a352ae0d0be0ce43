import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("RealBuffer") struct RealBufferTests {
  @Test("entries are independent and rounded to the buffer's precision")
  func entries() throws {
    for bits in [2, 24, 53, 64, 65, 200, 1000] {
      let buffer = RealBuffer(count: 7, precisionInBits: bits)
      #expect((0..<7).allSatisfy { buffer.sign(at: $0) == 0 })
      let third = try rational("1/3")
      for index in 0..<7 {
        buffer[index] = Real(third * Fraction(index), precisionInBits: 2000)
      }
      for index in 0..<7 {
        let expected = Real(third * Fraction(index), precisionInBits: 2000)
          .rounded(toPrecisionInBits: bits)
        #expect(buffer[index] == expected && buffer[index].precisionInBits == bits)
      }
    }
  }

  @Test("an inner product of runs is the naive sum")
  func innerProducts() {
    var generator = SeededGenerator(seed: 1, label: "buffer/inner")
    for bits in lawPrecisions {
      let (a, b) = (random(40, bits, &generator), random(60, bits, &generator))
      let result = RealBuffer(count: 1, precisionInBits: bits)
      for _ in 0..<200 {
        let count = generator.integer(0...10)
        let left = RealBuffer.Run(
          start: generator.integer(0...9), stride: generator.integer(1...3), count: count)
        let right = RealBuffer.Run(
          start: generator.integer(0...9), stride: generator.integer(1...5), count: count)
        var sum = Real(0, precisionInBits: bits)
        for k in 0..<count {
          sum = sum + a[left.start + k * left.stride] * b[right.start + k * right.stride]
        }
        result.setInnerProduct(at: 0, of: a, left, with: b, right)
        check(result[0] == sum, "\(bits) bits, \(left), \(right)")
      }
    }
  }

  @Test("an inner product may be written into its own operand")
  func aliasing() {
    let buffer = RealBuffer(count: 3, precisionInBits: 60)
    for index in 0..<3 { buffer.set(index, Double(index + 1)) }
    buffer.setInnerProduct(at: 0, of: buffer, buffer.all, with: buffer, buffer.all)
    #expect(buffer[0] == Real(14, precisionInBits: 60))
  }

  @Test("elementwise operations are those of Real")
  func elementwise() {
    var generator = SeededGenerator(seed: 1, label: "buffer/elementwise")
    let bits = 113
    let factor = generator.real(bits)
    let operations: [(String, (RealBuffer, RealBuffer) -> Void, (Real, Real) -> Real)] = [
      ("subtract", { $0.subtract($1) }, { $0 - $1 }),
      ("axpy", { $0.add($1, scaledBy: factor) }, { $0 + $1 * factor }),
      ("scale", { x, _ in x.scale(by: factor) }, { x, _ in x * factor }),
      ("exp", { x, _ in x.exponentiate(x.all) }, { x, _ in x.exp() }),
      ("zero", { x, _ in x.setZero() }, { x, _ in x - x }),
    ]
    for (name, change, expected) in operations {
      let (x, y) = (random(50, bits, &generator), random(50, bits, &generator))
      let before = (0..<50).map { x[$0] }
      change(x, y)
      for index in 0..<50 { check(x[index] == expected(before[index], y[index]), name) }
    }
  }

  @Test("corrections far below the double range arrive undamaged")
  func corrections() throws {
    let buffer = RealBuffer(count: 2, precisionInBits: 8000)
    buffer.set(0, 1)
    buffer.add(approximate: [0.3, -Double.leastNonzeroMagnitude], scaledByPowerOfTwo: -4000)
    let third = try Fraction(exactly: 0.3)
    #expect(try #require(buffer[0].rational) == Fraction(1) + third * Fraction.twoToThe(-4000))
    #expect(try #require(buffer[1].rational) == -Fraction.twoToThe(-5074))
  }

  @Test("maxima and sums of runs")
  func reductions() {
    var generator = SeededGenerator(seed: 1, label: "buffer/reductions")
    let (source, result) = (random(30, 80, &generator), RealBuffer(count: 2, precisionInBits: 80))
    let run = RealBuffer.Run(start: 2, stride: 5, count: 6)
    let values = (0..<6).map { source[2 + 5 * $0] }
    result.setMaximum(at: 0, of: source, run)
    result.setSum(at: 1, of: source, run)
    #expect(result[0] == values.max())
    #expect(result[1] == values.reduce(Real(0, precisionInBits: 80), +))
  }

  @Test("an overflow reads as an infinity, never NaN")
  func overflow() {
    let buffer = RealBuffer(count: 2, precisionInBits: 53)
    buffer.set(0, 1e300)
    buffer.exponentiate(buffer.all)
    let other = RealBuffer(count: 2, precisionInBits: 53)
    other[0] = buffer[0]
    buffer.subtract(other)
    #expect(!buffer[0].isFinite && buffer[0].sign > 0)
    #expect(buffer[1] == Real(1, precisionInBits: 53))
  }

  private func random(
    _ count: Int, _ bits: Int, _ generator: inout SeededGenerator
  ) -> RealBuffer {
    let buffer = RealBuffer(count: count, precisionInBits: bits)
    for index in 0..<count { buffer[index] = generator.real(bits, exponents: -30...8) }
    return buffer
  }
}
