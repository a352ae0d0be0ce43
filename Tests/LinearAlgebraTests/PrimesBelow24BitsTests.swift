import Testing

@testable import LinearAlgebra

@Suite("Primes below 2^24") struct PrimesBelow24BitsTests {
  @Test("they are all the primes near the end, in falling order")
  func primes() {
    let all = PrimesBelow24Bits.all
    #expect(all.first == 16_777_213)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0 > $1 })
    // 2^24 - 2^13 up to 2^24, by trial division.
    let expected = (16_769_024..<16_777_216).reversed().filter { candidate in
      candidate % 2 == 1 && stride(from: 3, to: 4097, by: 2).allSatisfy { candidate % $0 != 0 }
    }
    #expect(all == expected.map { UInt64($0) })
  }
}
