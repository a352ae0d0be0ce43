import ArgumentParser
import Glibc

/// When text is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never

  /// The option wins over `NO_COLOR`, that over `CLICOLOR_FORCE`, that over the terminal.
  ///
  /// An empty variable counts as unset.
  func isColored(isTerminal: Bool, environment: (String) -> String? = Self.variable) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if environment("NO_COLOR")?.isEmpty == false { return false }
      if let force = environment("CLICOLOR_FORCE"), !force.isEmpty, force != "0" { return true }
      return isTerminal
    }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
