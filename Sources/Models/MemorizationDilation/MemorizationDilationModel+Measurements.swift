import LinearAlgebra
import Reals

extension MemorizationDilationModel {
  /// The measurements of a point, from its own `u` and slack.
  ///
  /// `distance = |u - rho e_2|`, `dilation = eta gamma distance/C_MD + s`, `u_own = u_1`,
  /// `u_other = u_2`, `constraint_slack = s`.
  public func measurements(at point: RealMatrix) throws -> [Quantity: Real] {
    let bits = point.precisionInBits
    let rho = Real(featureNorm, precisionInBits: bits)
    var squared = Real(0, precisionInBits: bits)
    for index in 0..<dimension {
      let offset = index == 1 ? point[1, 0] - rho : point[index, 0]
      squared = squared + offset * offset
    }
    let distance = try squared.squareRoot()
    let gamma = try Real(2, precisionInBits: bits).squareRoot() * rho
    let factor = gamma * Real(try eta.divided(by: slope), precisionInBits: bits)
    let slack = point[dimension, 0]
    return [
      Quantity("dilation"): factor * distance + slack,
      Quantity("distance"): distance,
      Quantity("u_own"): point[0, 0],
      Quantity("u_other"): point[1, 0],
      Quantity("constraint_slack"): slack,
    ]
  }
}
