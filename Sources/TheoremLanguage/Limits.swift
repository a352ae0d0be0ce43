import Exact
import Kernel

/// The limits of the theorem language; each is reported with its value when a file meets it.
///
/// They are far above what a theorem needs, and low enough that no file can exhaust the stack,
/// the memory or the patience of whoever reads it.
public enum Limits {
  /// The size of a file in bytes (1 MiB), checked before the file is decoded.
  public static let fileSize = 1 << 20
  /// The number of words, numbers, strings and symbols in a file.
  public static let tokens = 100_000
  /// The number of characters in a name.
  public static let identifierLength = 100
  /// The number of digits in a number.
  public static let literalDigits = ExactDecimal.digitLimit
  /// The size of the power of ten of a number, in either direction.
  public static let literalExponent = ExactDecimal.exponentLimit
  /// How deep parentheses, calls and powers may nest; signs and conditionals count twice, or once
  /// where they begin a parenthesis.
  public static let nestingDepth = 200
  /// The height of an expression as a tree, after parametrised definitions are written out.
  ///
  /// A sum of n terms has height n, so this also bounds the length of sums and products.
  public static let expressionHeight = 500
  /// The height of a definition as a tree, the definitions it uses written out.
  public static let definitionHeight = 500
  /// The index of a component, as in `margin[2]`.
  public static let componentIndex = 1_000_000
  /// The number of parameters of a theorem.
  public static let parameters = 64
  /// The number of definitions of a theorem.
  public static let definitions = 1_000
  /// The number of arguments of a parametrised definition.
  public static let formals = 32
  /// The number of claims of a theorem.
  public static let claims = 1_000
  /// The number of problems of a theorem.
  public static let problems = 64
  /// The number of nodes of all expressions, after parametrised definitions are written out.
  public static let nodes = 1_000_000
}
