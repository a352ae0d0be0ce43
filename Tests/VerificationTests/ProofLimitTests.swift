import Synchronization
import Testing

@testable import Verification

/// What stops a part of a proof, and what it says of the others.
@Suite("Limits of proofs") struct ProofLimitTests {
  /// A number that other threads may read while a test changes it.
  private final class Shared: Sendable {
    let value = Mutex(0)
    func set(_ new: Int) { value.withLock { $0 = new } }
    var current: Int { value.withLock { $0 } }
  }

  @Test("a part without time stops, and says that it was the time")
  func time() {
    let limit = ProofLimit(seconds: 0)
    limit.begin(.points)
    #expect(limit.isExceeded && limit.cause == .time)
    let patient = ProofLimit(seconds: 1_000_000)
    patient.begin(.points)
    #expect(!patient.isExceeded && patient.cause == nil)
  }

  @Test("memory beyond the limit stops a part for good, and the next one only if it is still held")
  func memory() {
    let held = Shared()
    let limit = ProofLimit(
      seconds: 1_000_000, memoryInMebibytes: 2, residentMemory: { held.current })
    held.set(2 << 20)
    limit.begin(.domain)
    #expect(!limit.isExceeded)
    held.set((2 << 20) + 1)
    limit.enter(.points)
    #expect(limit.isExceeded && limit.cause == .memory)
    held.set(0)
    #expect(limit.isExceeded && limit.cause == .memory)
    limit.enter(.domain)
    #expect(!limit.isExceeded && limit.cause == nil)
  }

  @Test("a cancellation stops every part but what is shown beside proofs, and is no cause")
  func cancellation() {
    let limit = ProofLimit(seconds: 1_000_000, isCancelled: { true })
    for part in [ProofLimit.Part.scan, .points, .domain, .failures] {
      limit.enter(part)
      #expect(limit.isExceeded && limit.cause == nil)
    }
    limit.begin(.addition)
    #expect(!limit.isExceeded)
  }

  @Test("the memory of this process is more than nothing and grows with what is written")
  func residentMemory() {
    let before = ResidentMemory.bytes
    let block = [UInt8](repeating: 1, count: 64 << 20)
    let after = ResidentMemory.bytes
    #expect(before > 1 << 20 && block.last == 1)
    #expect(after > before + 32 << 20)
  }

  @Test("where nothing may be held, nothing is proved, and the reason is the memory")
  func verdict() {
    let text = "theorem \"t\"\nparameters\n  x : real in [0, 1]\nclaim c: exp(x) >= 1 + x\n"
    var settings = VerificationSettings(descends: false, memoryInMebibytes: 1)
    let stopped = TheoremVerifier(settings: settings).verify(source(text)).claims[0]
    #expect(stopped.verdict == .undecided)
    #expect(stopped.reason == "the search for a proof met the limit on memory")
    #expect(stopped.shortfall?.next == "more memory: --memory 2")
    settings.memoryInMebibytes = 1 << 20
    let proved = TheoremVerifier(settings: settings).verify(source(text)).claims[0]
    #expect(proved.verdict == .proved)
  }
}
