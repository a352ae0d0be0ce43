/// Multiply-adds below which starting a second thread takes longer than it saves.
private let leastSharedUnits = 400_000

/// Rows (or columns) that a thread takes at once are a multiple of this, the height of a panel.
private let shareStep = 4

/// Calls `body` for parts that together make up `0..<count`, on up to `jobs` threads.
///
/// `unitCount` says how much work it is in all, in multiply-adds; little work stays on this thread.
func shareOut(_ count: Int, unitCount: Int, jobs: Int, _ body: (Range<Int>) -> Void) {
  concurrentRanges(
    count: count, jobs: unitCount >= leastSharedUnits ? jobs : 1, step: shareStep, body)
}
