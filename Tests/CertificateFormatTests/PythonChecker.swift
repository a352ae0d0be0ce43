import Foundation

/// The second checker, scripts/check_certificate.py, run over a list of files in one process.
enum PythonChecker {
  /// Whether there is a Python to run it.
  static var isAvailable: Bool { (try? run(["-c", ""])) != nil }

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
    return try run(["Tests/Certificates/\(script)", path.path])
      .split(separator: "\n").map(String.init)
  }

  /// The value of an expression in constants of the script, as Python prints it.
  static func values(of expression: String) throws -> String {
    let program = "import sys; sys.path.insert(0, 'scripts'); from check_certificate import *; "
    return try run(["-c", program + "print((\(expression)))"])
      .trimmingCharacters(in: .newlines)
  }

  /// Gives a new folder to a body and removes it.
  static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "checkers-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private struct Failed: Error {}

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.currentDirectoryURL = repository
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed() }
    return output
  }
}
