import Models
import Reals

extension MultiStart {
  /// Rounds in which every block is drawn anew at most.
  static let redrawLimit = 8
  /// Sizes of a block drawn anew, relative to a random start, one a round: a small block grows
  /// towards what is missing most, a large one towards what it happens to fit.
  static let redrawScales = [0.1, 1]

  /// Draws one exchangeable block of the best point anew and descends again, block after block,
  /// until a round at every scale has found nothing lower; returns the evaluations.
  func redrawBlocks(of best: inout Found) -> Int {
    let blocks = problem.exchangeableBlocks
    guard !blocks.isEmpty else { return 0 }
    let blocksPerRound = min(
      blocks.count, max(1, redrawnVariables / problem.variableCount))
    var (evaluations, roundsWithoutGain) = (0, 0)
    for round in 0..<Self.redrawLimit
    where roundsWithoutGain < Self.redrawScales.count && !isCancelled() {
      let value = best.point.value
      // Where a round takes some blocks only, the next one goes on with those that follow.
      let chosen = (0..<blocksPerRound).map {
        blocks[(round * blocksPerRound + $0) % blocks.count]
      }
      evaluations += redraw(chosen, round: round, &best)
      roundsWithoutGain = best.point.value < value ? 0 : roundsWithoutGain + 1
    }
    return evaluations
  }

  /// One round over all blocks; returns the evaluations.
  ///
  /// A lower point replaces the best one before the next block is drawn. It seldom happens, so the
  /// next blocks are drawn at the same time, one a thread, and what was drawn in vain is forgotten:
  /// the result is that of one block after the other.
  private func redraw(_ blocks: [[Int]], round: Int, _ best: inout Found) -> Int {
    // One random start serves all blocks: each takes its own entries.
    var generator = SeededGenerator(seed: seed, label: "redraw \(round)")
    let scale = Self.redrawScales[round % Self.redrawScales.count]
    let random = problem.randomStart(using: &generator).map { scale * $0 }
    var (evaluations, next) = (0, 0)
    while next < blocks.count, !isCancelled() {
      let current = best
      let batch = next..<min(next + jobs, blocks.count)
      let found = inParallel(batch) { index, jobs in
        var variables = current.point.variables
        for variable in blocks[index] { variables[variable] = random[variable] }
        return descend(from: variables, jobs: jobs)
      }
      let gain = found.firstIndex { isLower($0, than: current) }
      let used = gain.map { $0 + 1 } ?? batch.count
      for one in found.prefix(used) { evaluations += one.evaluations }
      if let gain { best = found[gain] }
      next += used
    }
    return evaluations
  }
}
