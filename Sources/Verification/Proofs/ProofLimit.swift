import Synchronization

/// The limit on the time and the memory of the search for a proof of one claim.
///
/// Its parts have as much time each: what one of them takes is not taken from another. Threads may
/// ask at once.
final class ProofLimit: Sendable {
  /// A part of the search.
  enum Part: Hashable {
    /// The scan of the domain for weak points, for all claims.
    case scan
    /// The proofs at points.
    case points
    /// The proof on the domain.
    case domain
    /// The proof on the domain that goes through earlier claims.
    case earlierClaims
    /// The search for a place where the claim fails.
    case failures
    /// What is shown beside proofs, after a cancellation too.
    case addition
  }

  /// What stopped a part.
  enum Cause: Sendable {
    case time, memory
  }

  private struct State {
    var part = Part.points
    var spent: [Part: Duration] = [:]
    var start = ContinuousClock.now
    var deadline = ContinuousClock.now
    var nextLook = ContinuousClock.now
    var cause: Cause?
  }

  /// The time between two looks at the memory.
  private static let lookInterval = Duration.milliseconds(5)

  private let time: Duration
  private let memory: Int?
  private let isCancelled: @Sendable () -> Bool
  private let residentMemory: @Sendable () -> Int
  private let state = Mutex(State())

  /// A limit of so many seconds and, of the whole process, so many MiB.
  init(
    seconds: Int, memoryInMebibytes: Int? = nil,
    residentMemory: @escaping @Sendable () -> Int = { ResidentMemory.bytes },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    time = .seconds(seconds)
    memory = memoryInMebibytes.map { $0 << 20 }
    self.residentMemory = residentMemory
    self.isCancelled = isCancelled
  }

  /// Begins with a claim, of which no part has taken any time.
  func begin(_ part: Part) {
    enter(part)
    state.withLock { state in
      state.spent = [:]
      state.deadline = state.start + time
    }
  }

  /// Goes on with a part, which has the time that it has left.
  func enter(_ part: Part) {
    state.withLock { state in
      let now = ContinuousClock.now
      state.spent[state.part, default: .zero] += now - state.start
      (state.part, state.start, state.nextLook, state.cause) = (part, now, now, nil)
      state.deadline = now + time - state.spent[part, default: .zero]
    }
  }

  /// What has stopped the part in hand.
  var cause: Cause? { state.withLock { $0.cause } }

  /// Whether the part in hand must stop; once it must, it stays so.
  var isExceeded: Bool {
    state.withLock { state in
      if state.cause != nil || (state.part != .addition && isCancelled()) { return true }
      let now = ContinuousClock.now
      if now > state.deadline { state.cause = .time }
      if let memory, now >= state.nextLook {
        state.nextLook = now + Self.lookInterval
        if residentMemory() > memory { state.cause = .memory }
      }
      return state.cause != nil
    }
  }
}
