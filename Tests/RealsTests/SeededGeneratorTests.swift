import Testing

@testable import Reals

@Suite("SeededGenerator") struct SeededGeneratorTests {
  @Test("xoshiro256** gives its published numbers")
  func publishedVector() {
    var generator = SeededGenerator(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test("splitmix64 fills the state with its published numbers")
  func seeding() {
    // The first four outputs of splitmix64 for the seed 1234567.
    let state: (UInt64, UInt64, UInt64, UInt64) = (
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431
    )
    var (seeded, direct) = (SeededGenerator(seed: 1_234_567), SeededGenerator(state: state))
    #expect((0..<5).map { _ in seeded.next() } == (0..<5).map { _ in direct.next() })
  }

  @Test("FNV-1a gives its published hashes")
  func labelHash() {
    #expect(SeededGenerator.hash("") == 0xcbf2_9ce4_8422_2325)
    #expect(SeededGenerator.hash("a") == 0xaf63_dc4c_8601_ec8c)
    #expect(SeededGenerator.hash("foobar") == 0x8594_4171_f739_67e8)
  }

  @Test("labels and seeds separate streams; equal ones repeat them")
  func streams() {
    var firsts: Set<UInt64> = []
    for seed in 0..<20 as Range<UInt64> {
      for label in ["", "a", "b", "descent/start 3"] {
        var (one, other) = (
          SeededGenerator(seed: seed, label: label), SeededGenerator(seed: seed, label: label)
        )
        let drawn = one.next()
        #expect(other.next() == drawn)
        firsts.insert(drawn)
      }
    }
    #expect(firsts.count == 80)
  }

  @Test("uniform and normal numbers have their moments")
  func moments() {
    var generator = SeededGenerator(seed: 1, label: "moments")
    let count = 20_000
    let uniforms = (0..<count).map { _ in generator.uniform() }
    #expect(uniforms.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(uniforms.reduce(0, +) / Double(count) - 0.5) < 0.01)
    let normals = (0..<count).map { _ in generator.normal() }
    let squares = normals.map { $0 * $0 }
    let fourths = squares.map { $0 * $0 }
    #expect(abs(normals.reduce(0, +) / Double(count)) < 0.03)
    #expect(abs(squares.reduce(0, +) / Double(count) - 1) < 0.05)
    #expect(abs(fourths.reduce(0, +) / Double(count) - 3) < 0.3)
  }
}
