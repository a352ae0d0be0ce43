import Exact

/// Why the kernel did not do what it was asked.
public enum KernelError: Error, Hashable, Sendable {
  /// An expression has no value somewhere on a box.
  case undefined(String)
  /// A limit on size or precision is met.
  case limit(String)
  /// A step's side condition does not hold.
  case refused(String)
  /// The limit on the work that whoever asks brought along is exceeded.
  case stopped

  /// What is wrong, in words.
  public var message: String {
    switch self {
    case .undefined(let message), .limit(let message), .refused(let message): message
    case .stopped: "the limit on time or memory is exceeded"
    }
  }
}

/// An exact value; where there is none, the kernel says why.
public func exactly<Value>(
  _ value: @autoclosure () throws(ExactError) -> Value
) throws(KernelError) -> Value {
  do { return try value() } catch {
    switch error {
    case .divisionByZero: throw .undefined("a division by zero")
    case .tooLarge: throw .limit("a power has too many digits")
    case .infinite: throw .refused("there is no bound")
    }
  }
}
