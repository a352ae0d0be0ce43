import Foundation
import Kernel
import Reals
import Testing

/// How many vectors of a file were put to a type, and why the others were not.
struct VectorTally: Hashable {
  /// The result had to be the expected interval, number or truth value.
  var equal = 0
  /// As before, but for an end beyond the normal binary64 numbers, which had to lie inside.
  var contained = 0
  /// The operation is not defined on all of its arguments, and had to refuse them.
  var refused = 0
  /// The operation does not exist here.
  var operation = 0
  /// An argument or the result is empty, no interval, no number or a text.
  var value = 0
  /// The result is beyond the limits of the type, which it says.
  var limit = 0

  var total: Int { equal + contained + refused + operation + value + limit }
}

/// The test vectors of the ITF1788 framework, put to both interval types at 53 bits.
///
/// Both types promise the tightest interval at their precision, with exponents (almost) without
/// limit. An end that is zero or a normal binary64 number is the tightest binary64 end too
/// (binary64 numbers are a subset of the numbers of 53 bits), so it must be the expected one. Any
/// other end is tighter than every binary64 end, so it must lie on the inner side. That needs
/// expected results that are tight; those of all files turn out to be, for the operations there
/// are.
@Suite("Interval test vectors") struct IntervalVectorTests {
  /// What came of each file, for `Interval` and for `DyadicInterval`, and the number of vectors:
  /// the lines with a semicolon outside comments, counted by other means.
  static let files: [(name: String, total: Int, numbers: VectorTally, kernel: VectorTally)] = [
    (
      "c-xsc.itl", 160,
      VectorTally(equal: 121, refused: 8, operation: 31),
      VectorTally(equal: 118, refused: 8, operation: 34)
    ),
    (
      "fi_lib.itl", 863,
      VectorTally(equal: 243, contained: 34, operation: 586),
      VectorTally(equal: 225, contained: 34, operation: 586, limit: 18)
    ),
    (
      "ieee1788-exceptions.itl", 4,
      VectorTally(operation: 4),
      VectorTally(operation: 4)
    ),
    (
      "libieeep1788_bool.itl", 392,
      VectorTally(equal: 130, operation: 200, value: 62),
      VectorTally(equal: 130, operation: 200, value: 62)
    ),
    (
      "libieeep1788_elem.itl", 3818,
      VectorTally(equal: 875, contained: 40, refused: 1314, operation: 1481, value: 108),
      VectorTally(equal: 467, contained: 40, refused: 334, operation: 2909, value: 68)
    ),
    (
      "libieeep1788_num.itl", 184,
      VectorTally(equal: 122, contained: 6, operation: 25, value: 21, limit: 10),
      VectorTally(equal: 86, operation: 86, value: 12)
    ),
    (
      "libieeep1788_set.itl", 20,
      VectorTally(equal: 12, value: 8),
      VectorTally(equal: 12, value: 8)
    ),
    (
      "mpfi.itl", 1382,
      VectorTally(equal: 511, refused: 58, operation: 813),
      VectorTally(equal: 490, refused: 58, operation: 834)
    ),
  ]

  /// Where the vectors must be there, they are missed; a clone alone passes without them.
  @Test(
    "every vector that applies",
    .enabled(if: IntervalVectors.areRequired || IntervalVectors.areHere, IntervalVectors.missing),
    arguments: files.indices)
  func vectors(file: Int) throws {
    let (name, total, numbers, kernel) = Self.files[file]
    let vectors = try IntervalVectors.read(name)
    #expect(vectors.count == total, "\(name)")
    let found = (try tally(vectors, Interval.self), try tally(vectors, DyadicInterval.self))
    #expect(found.0 == numbers, "\(name), Interval: \(found.0)")
    #expect(found.1 == kernel, "\(name), DyadicInterval: \(found.1)")
  }

  private func tally<T: VectorTested>(
    _ vectors: [IntervalVector], _: T.Type
  ) throws -> VectorTally {
    var tally = VectorTally()
    for vector in vectors { tally[keyPath: try VectorRun<T>(vector: vector).outcome()] += 1 }
    #expect(tally.total == vectors.count)
    return tally
  }

  @Test("the parser reads every kind of line")
  func parser() throws {
    let text = """
      /* a comment
         add [1,2] [1,2] = [2,4]; */
      testcase a {
        add [1.0, -0X1.8P+1] [entire]_com = [empty]_trv; // tight
        //sub [1,2] [1,2] = [0,0];
        pown [2.5] -3 = [nai];
        b-textToInterval "[1, 2]" = [1.0, 0x1p1] signal Possible;
        equal [-0.0,infinity] [-Infinity, 0.1] = false;
      }
      """
    let vectors = try IntervalVectors.parse(text, name: "t")
    #expect(vectors.map(\.operation) == ["add", "pown", "b-textToInterval", "equal"])
    #expect(
      vectors.map(\.arguments) == [
        [.interval(1, -3), .interval(-.infinity, .infinity)], [.interval(2.5, 2.5), .number(-3)],
        [.other("\"[1, 2]\"")], [.interval(0, .infinity), .interval(-.infinity, 0.1)],
      ])
    #expect(
      vectors.map(\.expected) == [
        [.empty], [.notAnInterval], [.interval(1, 2)], [.truth(false)],
      ])
    for bad in [
      "add [1,2] [1,2] = [2,4]", "add [1,2 = [3,4];", "neg [1,0x1.00000000000001p0] = [1,2];",
    ] {
      #expect(throws: (any Error).self) { _ = try IntervalVectors.parse(bad, name: "t") }
    }
  }
}
