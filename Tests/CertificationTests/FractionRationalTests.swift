import Certification
import Exact
import Kernel
import Numbers
import Testing

@Suite("Fractions of the kernel") struct FractionRationalTests {
  @Test(
    "a rational number is the same for both",
    arguments: ["0", "3", "-0.1", "0.001", "22/7", "-5/3", "12.5"])
  func conversion(text: String) throws {
    let number = try Rational(parsing: text)
    let fraction = try #require(Fraction(number))
    #expect(try Rational(parsing: fraction.description) == number)
  }
}
