/// What a derivative or a limit is written as in the table of functions.
public indirect enum Formula: Hashable, Sendable {
  /// The argument x, the value F = f(x), and the derivative d = f'(x).
  case argument, value, slope
  case integer(Int)
  case function(UnaryFunction, Formula)
  case sum(Formula, Formula)
  case difference(Formula, Formula)
  case product(Formula, Formula)
  case quotient(Formula, Formula)
  case power(Formula, Int)
}

extension Formula: ExpressibleByIntegerLiteral {
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }

  static func + (a: Formula, b: Formula) -> Formula { .sum(a, b) }
  static func - (a: Formula, b: Formula) -> Formula { .difference(a, b) }
  static func * (a: Formula, b: Formula) -> Formula { .product(a, b) }
  static func / (a: Formula, b: Formula) -> Formula { .quotient(a, b) }
  static prefix func - (a: Formula) -> Formula { .function(.negate, a) }
}

extension Calculator {
  /// The value of a formula, operation by operation, where the argument, the value and the
  /// derivative are known that it mentions.
  func value(
    of formula: Formula, at known: (Formula) throws(KernelError) -> DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    func value(_ formula: Formula) throws(KernelError) -> DyadicInterval {
      switch formula {
      case .argument, .value, .slope: try known(formula)
      case .integer(let number): integer(number)
      case .function(let function, let a): try self.function(function, try value(a))
      case .sum(let a, let b): try add(try value(a), try value(b))
      case .difference(let a, let b): try subtract(try value(a), try value(b))
      case .product(let a, let b): try multiply(try value(a), try value(b))
      case .quotient(let a, let b): try divide(try value(a), try value(b))
      case .power(let a, let n): try power(try value(a), n)
      }
    }
    return try value(formula)
  }
}
