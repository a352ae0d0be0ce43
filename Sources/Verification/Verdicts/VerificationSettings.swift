import Solvers

/// How hard to try.
public struct VerificationSettings: Sendable {
  /// How a descent gains digits.
  public typealias Method = DescentMethod

  /// Decimal digits to which equalities must agree.
  public var digits: Int
  /// Points of the domain that each theorem is examined at, besides each claim's weakest points.
  public var points: Int
  /// Whether problems are minimised by descent; if not, verdicts rest on proofs alone.
  public var descends: Bool
  /// Random starts of each descent.
  public var starts: Int
  /// Seed of every random choice.
  public var seed: UInt64
  /// How the descent raises its precision.
  public var method: Method
  /// Threads.
  public var jobs: Int
  /// The most boxes that the search for a proof of one claim examines.
  public var boxes: Int
  /// The most seconds that the search for a proof of one claim may take.
  public var secondsPerProof: Int
  /// The most memory of the process, in MiB, with which the search for a proof goes on.
  public var memoryInMebibytes: Int?
  /// The claims that are examined.
  public var claims: NameSelection

  /// The digits that can be asked for.
  public static let digitsRange = 1...10_000
  /// The number of points that can be asked for.
  public static let pointsRange = 1...10_000
  /// The number of starts that can be asked for.
  public static let startsRange = 1...10_000
  /// The number of threads that can be asked for.
  public static let jobsRange = 1...1_024
  /// The number of boxes that can be asked for.
  public static let boxesRange = 1...10_000_000
  /// The number of seconds for a proof that can be asked for.
  public static let secondsPerProofRange = 1...1_000_000
  /// The memory that can be asked for, in MiB.
  public static let memoryRange = 1...1_000_000_000

  /// The defaults of the command line.
  public init(
    digits: Int = 50, points: Int = 8, descends: Bool = true, starts: Int = 8, seed: UInt64 = 1,
    method: Method = .refine, jobs: Int = 1, boxes: Int = 2_000, secondsPerProof: Int = 60,
    memoryInMebibytes: Int? = nil, claims: NameSelection = .all
  ) {
    self.digits = digits
    self.points = points
    self.descends = descends
    self.starts = starts
    self.seed = seed
    self.method = method
    self.jobs = jobs
    self.boxes = boxes
    self.secondsPerProof = secondsPerProof
    self.memoryInMebibytes = memoryInMebibytes
    self.claims = claims
  }

  /// Bits with which `digits` decimal digits are computed: the digits, and 64 bits to lose.
  public var precisionInBits: Int { Self.precisionInBits(forDigits: digits) }

  /// The settings of one descent among many, each on one thread.
  var descent: DescentSettings {
    DescentSettings(digits: digits, starts: starts, seed: seed, method: method)
  }

  static func precisionInBits(forDigits digits: Int) -> Int {
    // log2(10) < 3.3220
    (digits * 33_220 + 9_999) / 10_000 + 64
  }
}
