import Reals
import Testing

@testable import LinearAlgebra

@Suite("Fixed-point workspaces") struct FixedPointWorkspaceTests {
  private static let pattern: UInt64 = 0x0123_4567_89ab_cdef

  @Test("an exponential, and a logarithm, leave alone what does not belong to them")
  func piecesAreApart() {
    var generator = SeededGenerator(seed: 1, label: "workspace")
    for limbs in Array(1...40) + [53, 65, 96] {
      let workspace = FixedPointWorkspace(fractionLimbs: limbs)
      let logarithm = FixedPointLogarithm(fractionLimbs: limbs)
      let (t, result) = (
        FixedPointNumber(fractionLimbs: limbs), FixedPointNumber(fractionLimbs: limbs)
      )
      let column = [workspace.maximum, workspace.sum, workspace.reciprocal, workspace.dividend]
      let others = [workspace.argument, workspace.mantissa] + column
      for _ in 0..<4 {
        t.randomize(&generator, integers: 1...20)
        fill(others, limbs)
        _ = logarithm.exponential.setMantissa(
          result.limbs, ofExponentialOfMinus: t.limbs, workspace: workspace)
        #expect(areFull(others, limbs), "the exponential of \(t)")
        fill(column, limbs)
        logarithm.setLogarithm(result.limbs, of: t.limbs, workspace: workspace)
        #expect(areFull(column, limbs), "the logarithm of \(t)")
      }
    }
  }

  private func fill(_ pieces: [UnsafeMutablePointer<UInt64>], _ limbs: Int) {
    for piece in pieces { piece.update(repeating: Self.pattern, count: limbs + 1) }
  }

  private func areFull(_ pieces: [UnsafeMutablePointer<UInt64>], _ limbs: Int) -> Bool {
    pieces.allSatisfy { piece in (0...limbs).allSatisfy { piece[$0] == Self.pattern } }
  }
}
