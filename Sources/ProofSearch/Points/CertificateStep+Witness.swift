import CertificateFormat
import Theories

extension CertificateStep {
  /// The lines that give the witness for a problem, counted from 1.
  static func steps(of witness: MinimumWitness, problem: Int) -> [CertificateStep] {
    switch witness {
    case .positiveLayerPeeled(let classes):
      [.layerPeeled(problem)]
        + classes.map {
          .classWitness($0.probability, $0.featureScale, $0.classifierScale)
        }
    case .unconstrainedFeatures(let classes):
      [.unconstrainedFeatures(problem)]
        + classes.map {
          .classVectors(ThreeLists($0.probabilities, $0.weights, $0.features))
        }
    case .memorizationDilation(let x, let y):
      [.memorizationDilation(problem, x, y)]
    }
  }
}
