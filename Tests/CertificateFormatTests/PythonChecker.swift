import Foundation
import TestSupport

/// The second checker, scripts/check_certificate.py, run over a list of files in one process.
enum PythonChecker {
  /// What it says about each line of a list (Tests/Certificates/check_list.py).
  static func answers(_ list: [String], in folder: URL) throws -> [String] {
    try answers("check_list.py", list, in: folder)
  }

  /// Values of functions (Tests/Certificates/function_values.py).
  static func functionValues(_ list: [String], in folder: URL) throws -> [String] {
    try answers("function_values.py", list, in: folder)
  }

  private static func answers(
    _ script: String, _ list: [String], in folder: URL
  ) throws -> [String] {
    let path = folder.appending(path: "list")
    try list.joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8)
    return try PythonProgram.run(["Tests/Certificates/\(script)", path.path])
      .split(separator: "\n").map(String.init)
  }

  /// The value of an expression in constants of the script, as Python prints it.
  static func values(of expression: String) throws -> String {
    let program = "import sys; sys.path.insert(0, 'scripts'); from check_certificate import *; "
    return try PythonProgram.run(["-c", program + "print((\(expression)))"])
      .trimmingCharacters(in: .newlines)
  }
}
