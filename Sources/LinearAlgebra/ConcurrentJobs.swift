/// The number of threads worth starting for so many products of limbs: `jobs`, or one.
public func concurrentJobs(_ jobs: Int, limbProducts: Int) -> Int {
  // Below about a millisecond of work, starting threads costs more than it saves.
  limbProducts < 2_000_000 ? 1 : jobs
}

/// The number of threads worth starting for so many multiply-adds of doubles: `jobs`, or one.
func concurrentJobs(_ jobs: Int, multiplyAdds: Int) -> Int { multiplyAdds < 400_000 ? 1 : jobs }
