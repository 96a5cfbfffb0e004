import LeanSpecs.Chain
import LeanSpecs.Linear
import LeanSpecs.Mlp
import LeanSpecs.Mse
import LeanSpecs.Notation
import LeanSpecs.Relu
import LeanSpecs.Weights
