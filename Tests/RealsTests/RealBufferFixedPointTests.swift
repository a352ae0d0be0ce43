import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Fixed-point integers of a buffer") struct RealBufferFixedPointTests {
  @Test("negative numbers round by their magnitude, halves away from zero")
  func rounding() {
    let values = [-0.75, 0.75, -1, 1, 0, -0.2, 0.3, 5.25]
    let buffer = RealBuffer(count: values.count, precisionInBits: 64)
    for (index, value) in values.enumerated() { buffer.set(index, value) }
    // Doubled: -1.5, 1.5, -2, 2, 0, -0.4, 0.6, 10.5.
    #expect(integers(buffer, fractionBits: 1) == [-2, 2, -2, 2, 0, 0, 1, 11])
    #expect(buffer.largestBinaryExponent(of: buffer.all) == 3)
  }

  private func integers(_ buffer: RealBuffer, fractionBits: Int) -> [Int64] {
    var limbs = [UInt64](repeating: 0, count: buffer.count)
    limbs.withUnsafeMutableBufferPointer {
      guard let target = $0.baseAddress else { return }
      buffer.writeFixedPoint(buffer.all, fractionBits: fractionBits, limbCount: 1, to: target)
    }
    return limbs.map { Int64(bitPattern: $0) }
  }

  @Test("what is written comes back exactly, for every length and shift")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 5, label: "fixed-point round trips")
    for limbCount in [1, 2, 3, 7] {
      for shift in [0, 1, 63, 64, 65, 130] {
        let bits = 64 * limbCount - 2
        let buffer = RealBuffer(count: 20, precisionInBits: bits)
        for index in 0..<20 {
          let mantissa = try Real(Fraction(exactly: generator.normal()), precisionInBits: bits)
          buffer[index] = mantissa.exp() - Real(1, precisionInBits: bits)
        }
        let exponent = try #require(buffer.largestBinaryExponent(of: buffer.all))
        let fractionBits = bits - exponent + shift
        let wide = limbCount + 3
        var limbs = [UInt64](repeating: 0, count: 20 * wide)
        let result = RealBuffer(count: 20, precisionInBits: 64 * wide)
        limbs.withUnsafeMutableBufferPointer {
          guard let base = $0.baseAddress else { return }
          buffer.writeFixedPoint(
            buffer.all, fractionBits: fractionBits, limbCount: wide, to: base)
          result.readFixedPoint(
            result.all, fractionBits: fractionBits, limbCount: wide, from: base)
        }
        let unit = try Fraction(2).power(-fractionBits)
        for index in 0..<20 {
          let source = try #require(buffer[index].rational)
          let back = try #require(result[index].rational)
          let error = (back - source).absolute
          check(error + error <= unit, "\(limbCount) limbs, shift \(shift): \(source)")
        }
      }
    }
  }

  @Test("infinities show in the largest exponent, zeros do not")
  func exponents() {
    let buffer = RealBuffer(count: 2, precisionInBits: 64)
    #expect(buffer.largestBinaryExponent(of: buffer.all) == nil)
    buffer.set(0, .infinity)
    #expect(buffer.largestBinaryExponent(of: buffer.all) == Int.max)
  }
}
