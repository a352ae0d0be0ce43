import CMPFR
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Fixed-point softmax") struct FixedPointSoftmaxTests {
  /// A column of logits between other entries, and what must not change beside it.
  private final class Column {
    let (count, limbs, stride): (Int, Int, Int)
    let entries: UnsafeMutablePointer<UInt64>
    let logits: [FixedPointNumber]
    let logSumExp: FixedPointNumber
    static let untouched: UInt64 = 0x0123_4567_89ab_cdef

    init(_ generator: inout SeededGenerator, count: Int, limbs: Int, gap: Int, spread: Int) {
      (self.count, self.limbs, stride) = (count, limbs, limbs + 1 + gap)
      entries = .allocate(capacity: count * stride)
      entries.initialize(repeating: Column.untouched, count: count * stride)
      logSumExp = FixedPointNumber(fractionLimbs: limbs)
      logits = (0..<count).map { _ in FixedPointNumber(fractionLimbs: limbs) }
      for (index, logit) in logits.enumerated() {
        logit.randomize(&generator, integers: 0...UInt64(2 * spread))
        logit.limbs[limbs] &-= UInt64(spread)
        (entries + index * stride).update(from: logit.limbs, count: limbs + 1)
      }
    }

    deinit { entries.deallocate() }

    func entry(_ index: Int) -> UnsafeMutablePointer<UInt64> { entries + index * stride }

    var isUntouchedBeside: Bool {
      (0..<count).allSatisfy { row in
        (limbs + 1..<stride).allSatisfy { entry(row)[$0] == Column.untouched }
      }
    }
  }

  private func check(_ column: Column, _ softmax: FixedPointSoftmax, _ work: FixedPointWorkspace) {
    let (limbs, count) = (column.limbs, column.count)
    softmax.replaceLogits(
      column.entries, count: count, strideInLimbs: column.stride,
      logSumExp: column.logSumExp.limbs, workspace: work)
    let reference = FixedPointReference(fractionLimbs: limbs)
    var powers: [FixedPointReference] = []
    mpfr_set_zero(reference.sum, 1)
    for logit in column.logits {
      let power = FixedPointReference(fractionLimbs: limbs)
      power.read(power.value, logit.limbs, count: limbs + 1, signed: true)
      mpfr_exp(power.value, power.value, MPFR_RNDN)
      mpfr_add(reference.sum, reference.sum, power.value, MPFR_RNDN)
      powers.append(power)
    }
    let bound = Double(FixedPointSoftmax.probabilityErrorBoundInUlps(count: count))
    for (index, power) in powers.enumerated() {
      mpfr_div(power.value, power.value, reference.sum, MPFR_RNDN)
      let error = power.ulps(power.value, minus: column.entry(index))
      TestSupport.check(
        abs(error) <= bound, "probability \(index) of \(column.logits): \(error) ulps")
    }
    checkSum(column, reference)
    mpfr_log(reference.sum, reference.sum, MPFR_RNDN)
    let error = reference.ulps(reference.sum, minus: column.logSumExp.limbs, signed: true)
    TestSupport.check(
      abs(error) <= Double(FixedPointSoftmax.logSumExpErrorBoundInUlps(count: count)),
      "log-sum-exp \(column.logSumExp) of \(column.logits): \(error) ulps")
  }

  /// The probabilities are in [0, 1], and their sum lacks at most two ulps an entry.
  private func checkSum(_ column: Column, _ reference: FixedPointReference) {
    let limbs = column.limbs
    let total = FixedPointReference(fractionLimbs: limbs)
    mpfr_set_ui(total.sum, 1, MPFR_RNDN)
    for index in 0..<column.count {
      let entry = column.entry(index)
      TestSupport.check(
        entry[limbs] == 0 || (entry[limbs] == 1 && (0..<limbs).allSatisfy { entry[$0] == 0 }),
        "probability \(index) of \(column.logits) is above 1")
      total.read(total.value, entry, count: limbs + 1)
      mpfr_sub(total.sum, total.sum, total.value, MPFR_RNDN)
    }
    let zero = FixedPointNumber(fractionLimbs: limbs)
    let missing = total.ulps(total.sum, minus: zero.limbs)
    TestSupport.check(
      missing >= 0 && missing <= Double(2 * column.count),
      "the probabilities of \(column.logits) lack \(missing) ulps")
    TestSupport.check(column.isUntouchedBeside, "something beside the column changed")
  }

  @Test(
    "columns stay within the bound of MPFR at four times the precision",
    arguments: fixedPointShares.map(\.fractionLimbs))
  func random(limbs: Int) {
    defer { mpfr_free_cache() }
    let share = fixedPointShares.first { $0.fractionLimbs == limbs }?.inputs ?? 0
    var generator = SeededGenerator(seed: 1, label: "softmax/\(limbs)")
    let softmax = FixedPointSoftmax(fractionLimbs: limbs)
    let workspace = FixedPointWorkspace(fractionLimbs: limbs)
    var entries = 0
    while entries < max(8, Int(Double(share) / 5 * Sweep.containmentMultiplier)) {
      let isLong = generator.next() % 32 == 0
      let count = isLong ? 150 : 1 + Int(generator.next() % 12)
      let spread = [1, 8, 100, 1 << 30, 1 << 61][Int(generator.next() % 10) % 5]
      let column = Column(
        &generator, count: limbs > 20 ? 2 : count, limbs: limbs, gap: Int(generator.next() % 3),
        // MPFR cannot hold the powers of larger logits.
        spread: min(spread, 1 << 20))
      check(column, softmax, workspace)
      entries += count
    }
  }

  @Test("equal logits share, one far above the others takes all, and huge ones do not overflow")
  func edges() {
    for limbs in [1, 2, 5, 17] {
      let softmax = FixedPointSoftmax(fractionLimbs: limbs)
      let workspace = FixedPointWorkspace(fractionLimbs: limbs)
      let logSumExp = FixedPointNumber(fractionLimbs: limbs)
      let column = UnsafeMutablePointer<UInt64>.allocate(capacity: 4 * (limbs + 1))
      defer { column.deallocate() }
      column.initialize(repeating: 0, count: 4 * (limbs + 1))
      softmax.replaceLogits(
        column, count: 4, strideInLimbs: limbs + 1, logSumExp: logSumExp.limbs,
        workspace: workspace)
      for index in 0..<4 {
        let entry = column + index * (limbs + 1)
        #expect(entry[limbs - 1] == 1 << 62 && entry[limbs] == 0)
        #expect((0..<limbs - 1).allSatisfy { entry[$0] == 0 })
      }
      for integer in [1 << 20, 1 << 61, (1 << 62) - 1] as [UInt64] {
        column.update(repeating: 0, count: 4 * (limbs + 1))
        for (index, sign) in [1, 0, 2, 1].enumerated() {
          column[index * (limbs + 1) + limbs] = [0 &- integer, 0, integer][sign]
        }
        softmax.replaceLogits(
          column, count: 4, strideInLimbs: limbs + 1, logSumExp: logSumExp.limbs,
          workspace: workspace)
        let highest = (0..<4).map { column[$0 * (limbs + 1) + limbs] }
        #expect(highest == [0, 0, 1, 0])
        #expect(logSumExp.limbs[limbs] == integer && logSumExp.limbs[0] <= 1 << 10)
      }
    }
  }

  @Test("threads that share the tables get the same limbs")
  func threads() async {
    let limbs = 5
    let softmax = FixedPointSoftmax(fractionLimbs: limbs)
    let expected = Self.limbs(of: softmax)
    await withTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<8 { group.addTask { Self.limbs(of: softmax) } }
      for await limbs in group { #expect(limbs == expected) }
    }
  }

  /// The limbs of the probabilities of some columns, one after the other.
  private static func limbs(of softmax: FixedPointSoftmax) -> [UInt64] {
    var generator = SeededGenerator(seed: 1, label: "threads")
    let limbs = softmax.fractionLimbs
    let workspace = FixedPointWorkspace(fractionLimbs: limbs)
    return (0..<50).flatMap { _ in
      let column = Column(&generator, count: 6, limbs: limbs, gap: 0, spread: 8)
      softmax.replaceLogits(
        column.entries, count: 6, strideInLimbs: column.stride, logSumExp: column.logSumExp.limbs,
        workspace: workspace)
      return (0..<6 * column.stride).map { column.entries[$0] }
    }
  }
}
