import CGMP
import CMPFR
import CProgramVersion

/// What computed a result: the program, and the libraries that its numbers rest on.
public struct ProgramVersion: Sendable, Equatable {
  /// The version of the package.
  public let version: String
  /// The commit of the sources, with `-dirty` at its end where tracked files differ from it;
  /// `unknown` where the build was not told.
  public let commit: String
  /// The version of GMP that the program runs with, not the one it was compiled against.
  public let gmp: String
  /// The version of MPFR that the program runs with.
  public let mpfr: String

  /// This program.
  public static let current = ProgramVersion(
    version: String(cString: cprogram_version()), commit: String(cString: cprogram_commit()),
    gmp: String(cString: cgmp_version()), mpfr: String(cString: mpfr_get_version()))
}
