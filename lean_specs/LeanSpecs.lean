import LeanSpecs.Notation
import LeanSpecs.Vectors
import LeanSpecs.Weights
import LeanSpecs.Relu
import LeanSpecs.Linear
import LeanSpecs.Mse
import LeanSpecs.Chain
import LeanSpecs.Mlp
