import Foundation
import Glibc
import Testing

/// A pseudo-terminal: what a program believes to be the user's screen.
final class Terminal: Sendable {
  /// The end that is given to the program.
  let screen: FileHandle
  private let master: CInt

  // <asm-generic/ioctls.h>: the lock of a new terminal, and its number. The functions of the C
  // library that do the same are not visible from Swift.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init() throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (lock, number): (CInt, CInt) = (0, 0)
    try #require(master >= 0, "no terminal can be opened")
    try #require(ioctl(master, Self.setLock, &lock) == 0)
    try #require(ioctl(master, Self.getNumber, &number) == 0)
    let name = "/dev/pts/\(number)"
    let slave = open(name, O_RDWR | O_NOCTTY)
    try #require(slave >= 0, "the terminal cannot be opened")
    screen = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit { close(master) }

  /// Everything shown until a text appears; a run that never shows it is stopped by the time limit.
  func wait(for text: String) async throws -> String {
    var shown = ""
    while !shown.contains(text) {
      shown += read()
      try await Task.sleep(for: .milliseconds(5))
    }
    return shown
  }

  /// What was shown since the last look.
  func read() -> String {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
  }
}
