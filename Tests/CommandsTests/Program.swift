import Foundation
import Glibc
import TestSupport
import Testing

/// The built program, run as a user runs it.
enum Program {
  /// What a run left behind.
  struct Outcome: Sendable {
    let output: String
    let errorOutput: String
    /// The exit code, or minus the signal that killed the program.
    let status: Int32
  }

  /// The folder of the built program: beside the tests, which depend on it.
  static func folder() throws -> URL {
    let candidates = [
      Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent(),
      URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent(),
      Repository.url(of: ".build/debug"),
    ]
    let found = candidates.compactMap { $0 }.first {
      FileManager.default.isExecutableFile(atPath: $0.appending(path: "closedform").path)
    }
    return try #require(
      found, "the program closedform is not beside the tests; build it with swift build")
  }

  /// Runs `closedform` followed by the text of a shell command, so that it may redirect and quote.
  static func run(
    _ command: String, in scratch: Scratch, environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await shell("exec closedform \(command)", in: scratch, environment: environment)
  }

  /// Runs a shell command that finds the program on its path.
  static func shell(
    _ command: String, in scratch: Scratch, environment: [String: String] = [:]
  ) async throws -> Outcome {
    let running = try Running(command, in: scratch, environment: environment)
    return try await running.outcome()
  }
}

/// A program that has been started.
final class Running: Sendable {
  private let process: Process
  private let output: URL
  private let errorOutput: URL

  var identifier: Int32 { process.processIdentifier }

  init(
    _ command: String, in scratch: Scratch, environment: [String: String] = [:],
    standardOutput: FileHandle? = nil, standardError: FileHandle? = nil
  ) throws {
    process = Process()
    let streams = try Scratch.streams(in: scratch)
    (output, errorOutput) = streams
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = scratch.folder
    // Nothing of the tester's environment may change what is printed.
    process.environment = ["PATH": "\(try Program.folder().path):/usr/bin:/bin"]
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try standardOutput ?? FileHandle(forWritingTo: output)
    process.standardError = try standardError ?? FileHandle(forWritingTo: errorOutput)
    // Threads of a pool block every signal, and a program starts with the mask of the thread that
    // starts it: it would never see a Ctrl-C.
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  func outcome() async throws -> Program.Outcome {
    while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    return Program.Outcome(
      output: try String(contentsOf: output, encoding: .utf8),
      errorOutput: try String(contentsOf: errorOutput, encoding: .utf8),
      status: process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus)
  }
}

/// A folder of one test, removed with it.
final class Scratch: Sendable {
  let folder: URL
  private let streamFolder: URL

  init() throws {
    let root = FileManager.default.temporaryDirectory
    folder = root.appending(path: "closedform-\(UUID().uuidString)")
    streamFolder = root.appending(path: "closedform-\(UUID().uuidString)")
    for folder in [folder, streamFolder] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit {
    for folder in [folder, streamFolder] { try? FileManager.default.removeItem(at: folder) }
  }

  func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Copies a file or folder of the Repository.root, at the same place.
  func copy(_ path: String) throws {
    let target = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Repository.url(of: path), to: target)
  }

  /// The names of all files, sorted.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// Two new empty files beside the folder, for what a program prints.
  static func streams(in scratch: Scratch) throws -> (URL, URL) {
    let name = UUID().uuidString
    let urls = ["out", "err"].map { scratch.streamFolder.appending(path: "\(name).\($0)") }
    for url in urls { try Data().write(to: url) }
    return (urls[0], urls[1])
  }
}
