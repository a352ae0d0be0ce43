import Exact
import Foundation
import TestSupport
import Testing

@testable import Reals

@Suite("Storage") struct StorageTests {
  @Test("numbers that are dropped leave no memory behind")
  func noLeaks() throws {
    // At this precision 200,000 forgotten numbers would hold 500 MB. The bound leaves room for
    // other tests and for the 256 MB of freed memory that the address sanitizer holds back.
    let (bits, count, bound) = (20_000, 200_000, 400)
    func churn(_ count: Int) {
      for index in 0..<count { _ = Real(index, precisionInBits: bits) }
      for index in 0..<(count / 100) {
        _ = Interval(index, precisionInBits: bits) * Interval(index, precisionInBits: bits)
        _ = RealBuffer(count: 10, precisionInBits: bits)
        _ = Fraction.twoToThe(bits) + Fraction(index)
      }
    }
    churn(count / 10)
    let before = try residentMegabytes()
    churn(count)
    #expect(try residentMegabytes() - before < bound)
  }

  @Test("shared numbers may be used by many tasks at once")
  func concurrency() async throws {
    let shared = try (1...50).map { Interval(try rational("\($0)/7"), precisionInBits: 200) }
    @Sendable func compute(_ start: Int) throws -> [Interval] {
      try (0..<200).map { step in
        let x = shared[(start + step) % shared.count]
        return try (x.exp().log() * x.softplus() + x.sigmoid()).power(3) / x
      }
    }
    let serial = try (0..<16).map { try compute($0) }
    let parallel = try await withThrowingTaskGroup(of: (Int, [Interval]).self) { group in
      for start in 0..<16 { group.addTask { (start, try compute(start)) } }
      return try await group.reduce(into: [[Interval]](repeating: [], count: 16)) {
        $0[$1.0] = $1.1
      }
    }
    #expect(parallel == serial)
  }

  private func residentMegabytes() throws -> Int {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
      .split(separator: " ")
    return try #require(Int(fields[1])) * 4096 / 1_000_000
  }
}
