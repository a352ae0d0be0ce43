import CGMP
import CProgramVersion
import CertificateFormat
import Diagnostics
import Glibc
import Kernel
import TheoremLanguage
import Theories

// Checks a certificate against a theorem file; docs/certificate-format.md, section 11. The program
// links what must be trusted, and nothing else: no solver, no search.

let usage = """
  USAGE: closedform-check [--accept supported] THEOREM CERTIFICATE
         closedform-check --axioms
         closedform-check --version

  Replays a certificate against a theorem file and prints what it establishes: one line for each
  section, with the axioms about models that it rests on, if any. Then come VERIFIED, INCOMPLETE (less
  is shown of a claim than its file expects; it is named) or REJECTED with the line and the reason.

  --accept supported: claims that are expected to be proved need only hold at points.
  --axioms: prints every axiom, with the section of docs/proof-rules.md that proves it.

  Exit codes: 0 verified, 2 incomplete, 3 rejected, 4 given up, 64 wrong call, 65 a file cannot be
  read or the theorem file is invalid.
  """

/// Writes a line to a descriptor, however many pieces the system takes it in.
func emit(_ line: String, to descriptor: Int32) {
  var rest = Array("\(line)\n".utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 && errno != EINTR { return }
    rest = rest.dropFirst(max(count, 0))
  }
}

func complain(_ message: String) { emit(message, to: STDERR_FILENO) }

func say(_ line: String) { emit(line, to: STDOUT_FILENO) }

/// Whether an open file is a regular one: a pipe or a device might never end, or never begin.
func isRegular(_ descriptor: Int32) -> Bool {
  var status = stat()
  return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// The bytes of a regular file up to a limit and one more, or `nil` after a message.
func read(_ path: String, limit: Int) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  defer { if descriptor >= 0 { close(descriptor) } }
  if descriptor >= 0, !isRegular(descriptor) {
    complain("closedform-check: cannot read \(path): it is not a regular file")
    return nil
  }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while descriptor >= 0, bytes.count <= limit {
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count == 0 { return bytes }
    if count < 0 {
      if errno == EINTR { continue }
      break
    }
    bytes += chunk[..<count]
  }
  if descriptor >= 0, bytes.count > limit { return bytes }
  complain("closedform-check: cannot read \(path): \(String(cString: strerror(errno)))")
  return nil
}

/// What a signal handler reads to end the program when its time or its memory is used up; it
/// allocates nothing.
struct WorkLimit {
  /// The last second of the monotonic clock.
  let lastSecond: Int
  /// The most pages that the process may hold.
  let pages: Int
  /// `/proc/self/statm`, whose second number is the pages it holds.
  let statistics = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
  let text = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)

  var isExceeded: Bool {
    if Self.second > lastSecond { return true }
    var (spaces, held) = (0, 0)
    for index in 0..<max(0, pread(statistics, text, 64, 0)) {
      if text[index] == UInt8(ascii: " ") { spaces += 1 }
      if spaces == 1, text[index] != UInt8(ascii: " ") { held = 10 * held + Int(text[index]) - 48 }
    }
    return held > pages
  }

  static var second: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}

/// Set before the signal handler that reads it.
nonisolated(unsafe) var workLimit: WorkLimit?

/// Ends the program with 4 when the time or the memory for files of this size is used up (section
/// 12); both are looked at every 20 ms.
func limitWork(bytes: Int) {
  workLimit = WorkLimit(
    lastSecond: WorkLimit.second + 50 + bytes / 200,
    pages: (1 << 30 + 256 * bytes) / sysconf(Int32(_SC_PAGESIZE)))
  signal(SIGALRM) { _ in
    guard workLimit?.isExceeded == true else { return }
    let line: StaticString = "GAVE UP\n"
    _ = line.withUTF8Buffer { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    _exit(4)
  }
  let interval = timeval(tv_sec: 0, tv_usec: 20_000)
  var timer = itimerval(it_interval: interval, it_value: interval)
  setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
}

/// Checks and prints; the exit code.
func run(
  theorem theoremPath: String, certificate certificatePath: String, acceptsSupported: Bool
) -> Int32 {
  guard let text = read(theoremPath, limit: Limits.fileSize),
    let bytes = read(certificatePath, limit: CertificateParser.largestFile)
  else { return 65 }
  limitWork(bytes: text.count + bytes.count)
  let source = SourceText(name: theoremPath, bytes: text)
  let theorem: ElaboratedTheorem
  let statement: Statement
  do throws(DiagnosticList) {
    let file = try TheoremParser.parse(source)
    theorem = try Elaborator.elaborate(file, source: source, signatures: ModelSignatures.all)
  } catch {
    complain(DiagnosticRenderer.render(error, source: source))
    return 65
  }
  do throws(KernelError) {
    statement = try theorem.statement()
  } catch {
    complain("closedform-check: \(theoremPath): \(error.message)")
    return 65
  }
  let names = CertificateNames(of: theorem)
  do throws(CertificateRejection) {
    let certificate = try CertificateParser.parse(bytes)
    let theorems = try CertificateChecker(statement: statement, names: names).check(certificate)
    let report = CheckReport(
      theorems, of: theorem, acceptsSupported: acceptsSupported)
    for line in report.lines { say(line) }
    say(report.outcome)
    return report.isIncomplete ? 2 : 0
  } catch {
    say("REJECTED line \(error.line): \(error.reason)")
    return 3
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments == ["--help"] || arguments == ["-h"] {
  say(usage)
  exit(0)
}
if arguments == ["--axioms"] {
  for axiom in Axiom.known { say("\(axiom.name) (\(axiom.section)): \(axiom.statement)") }
  exit(0)
}
if arguments == ["--version"] {
  say("closedform-check \(String(cString: cprogram_version()))")
  say("commit \(String(cString: cprogram_commit()))")
  say("GMP \(String(cString: cgmp_version()))")
  exit(0)
}
let acceptsSupported = arguments.starts(with: ["--accept", "supported"])
let paths = arguments.dropFirst(acceptsSupported ? 2 : 0)
guard paths.count == 2, let theorem = paths.first, let certificate = paths.last,
  !paths.contains(where: { $0.hasPrefix("--") })
else {
  complain("closedform-check: expected a theorem file and a certificate\n\n\(usage)")
  exit(64)
}
exit(run(theorem: theorem, certificate: certificate, acceptsSupported: acceptsSupported))
