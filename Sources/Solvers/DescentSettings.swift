/// How the digits are gained once a double-precision point is found.
public enum DescentMethod: String, Sendable, CaseIterable {
  /// Newton-type refinement: gradients at high precision, curvature in double precision.
  case refine
  /// Plain projected gradient descent: gradients alone, from the random start to the last digit.
  case gradient
}

/// What a descent is asked for, and how much it may spend.
public struct DescentSettings: Sendable {
  /// Digits that can be asked for.
  public static let digitsRange = 1...100_000
  /// Numbers of threads that can be asked for.
  public static let jobsRange = 1...1_024
  /// Numbers of random starts that can be asked for.
  public static let startsRange = 1...100_000

  /// Decimal digits wanted of the value and of quantities of the minimiser.
  public var digits: Int
  /// Random starts in double precision; they cost little, and find what fewer starts miss.
  public var starts: Int
  /// The seed all random numbers derive from.
  public var seed: UInt64
  /// How the digits are gained.
  public var method: DescentMethod
  /// Threads; the result does not depend on their number.
  public var jobs: Int
  /// Double-precision gradient steps allowed from each start.
  public var approximateIterationLimit: Int
  /// High-precision gradients allowed in refinement; `nil`: `20 + digits/2`, far above the need.
  public var refinementLimit: Int?
  /// High-precision gradient steps allowed (with `.gradient`, or when refinement stalls).
  public var gradientIterationLimit: Int

  /// Settings with the customary limits.
  public init(
    digits: Int = 50, starts: Int = 24, seed: UInt64 = 1, method: DescentMethod = .refine,
    jobs: Int = 1, approximateIterationLimit: Int = 5_000, refinementLimit: Int? = nil,
    gradientIterationLimit: Int = 50_000
  ) {
    self.digits = digits
    self.starts = starts
    self.seed = seed
    self.method = method
    self.jobs = jobs
    self.approximateIterationLimit = approximateIterationLimit
    self.refinementLimit = refinementLimit
    self.gradientIterationLimit = gradientIterationLimit
  }

  func validate() throws(DescentError) {
    guard Self.digitsRange.contains(digits) else {
      throw .outOfRange(setting: "digits", value: digits, allowed: Self.digitsRange)
    }
    guard Self.startsRange.contains(starts) else {
      throw .outOfRange(setting: "starts", value: starts, allowed: Self.startsRange)
    }
    guard Self.jobsRange.contains(jobs) else {
      throw .outOfRange(setting: "jobs", value: jobs, allowed: Self.jobsRange)
    }
  }
}

/// Why a descent could not begin.
public enum DescentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A setting outside its allowed range.
  case outOfRange(setting: String, value: Int, allowed: ClosedRange<Int>)
  /// The objective has no finite value at any of the random starts.
  case noFiniteStart(starts: Int)

  /// One sentence that names the problem and the remedy.
  public var description: String {
    switch self {
    case .outOfRange(let setting, let value, let allowed):
      "\(setting) = \(value) is outside \(allowed.lowerBound)...\(allowed.upperBound)"
    case .noFiniteStart(let starts):
      "the objective is not finite in double precision at any of \(starts) random starts"
    }
  }
}
