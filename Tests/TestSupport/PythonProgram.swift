import Foundation

/// Runs Python programs of the repository, from its folder.
package enum PythonProgram {
  /// Whether there is a Python to run them.
  package static var isAvailable: Bool { (try? run(["-c", ""])) != nil }

  /// A program that ends with another status than those expected.
  package struct Failed: Error {
    package let status: Int32
  }

  /// What a program prints.
  ///
  /// - Throws: `Failed` when it ends otherwise than expected.
  package static func run(
    _ arguments: [String], expecting statuses: Set<Int32> = [0]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.currentDirectoryURL = Repository.root
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard statuses.contains(process.terminationStatus) else {
      throw Failed(status: process.terminationStatus)
    }
    return output
  }
}
