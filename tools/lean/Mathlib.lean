module
public meta import Lean
@[expose] public section

/-!
# A stub of Mathlib

The declarations that statements about derivatives mention, with Mathlib's names, argument order and
notations, so that a Lean without Mathlib can type-check such statements. Nothing is proved here:
what Mathlib proves is an axiom, and its class hierarchy is cut down to what type-checking needs.

An accepted file is well typed against this stub: names, arities, dimensions, binders, precedences.
Whether its statements are true, the stub cannot know.
-/

set_option autoImplicit false
set_option compiler.extract_closed false

/-! ## Commands and types -/

syntax (name := lemma) declModifiers group("lemma " declId declSig declVal) : command
macro_rules
  | `($mods:declModifiers lemma $id:declId $sig:declSig $val:declVal) =>
    `($mods:declModifiers theorem $id:declId $sig:declSig $val:declVal)

namespace Mathlib.Tactic
open Lean Elab Command

/-- `scoped[NS] notation …` declares a notation of the namespace `NS`, wherever it stands. -/
syntax (name := scopedNS) (docComment)? (Parser.Term.attributes)? "scoped" "[" ident "]" command
  : command

/-- The parts of a notation command, with the modifier `scoped` put in. -/
meta def withScoped : List Syntax → List Syntax
  | [] => []
  | part :: parts =>
    if part.isOfKind ``Parser.Term.attrKind then
      let modifier := mkNode ``Parser.Term.scoped #[mkAtom "scoped"]
      mkNode ``Parser.Term.attrKind #[mkNode nullKind #[modifier]] :: parts
    else part :: withScoped parts

/-- The scopes that are left when all open namespaces are. -/
meta def outside : List Scope → List Scope
  | [] => []
  | scope :: outer => if scope.currNamespace.isAnonymous then scope :: outer else outside outer

@[command_elab scopedNS] meta def elabScopedNS : CommandElab := fun stx => do
  let inner := (← get).scopes
  modify fun state => { state with scopes := outside inner }
  elabCommand (mkNode ``Parser.Command.namespace #[mkAtom "namespace", stx[4]])
  match withScoped stx[6].getArgs.toList with
  | _ :: _ :: parts => elabCommand (mkNode stx[6].getKind (stx[0] :: stx[1] :: parts).toArray)
  | _ => pure ()
  elabCommand (mkNode ``Parser.Command.end
    #[mkAtom "end", mkNode nullKind #[stx[4], mkNode nullKind #[]]])
  modify fun state => { state with scopes := inner }
end Mathlib.Tactic

macro "Type*" : term => `(Type)
notation "ℕ" => Nat
notation "ℤ" => Int

/-! ## Real numbers -/

axiom Real : Type
notation "ℝ" => Real

namespace Real
axiom add : ℝ → ℝ → ℝ
axiom zero : ℝ
axiom sub : ℝ → ℝ → ℝ
axiom neg : ℝ → ℝ
axiom mul : ℝ → ℝ → ℝ
@[instance] axiom instOfNat (n : Nat) : OfNat ℝ n
@[instance] axiom instOfScientific : OfScientific ℝ
@[instance] axiom instDiv : Div ℝ
@[instance] axiom instInv : Inv ℝ
@[instance] axiom instPow : Pow ℝ ℕ
@[instance] axiom instNatCast : NatCast ℝ
@[instance] axiom instIntCast : IntCast ℝ
@[instance] axiom instLT : LT ℝ
@[instance] axiom instLE : LE ℝ
@[instance] axiom instMax : Max ℝ
@[instance] axiom instMin : Min ℝ
@[instance] axiom decidableLT (a b : ℝ) : Decidable (a < b)
@[instance] axiom decidableLE (a b : ℝ) : Decidable (a ≤ b)
axiom exp : ℝ → ℝ
axiom log : ℝ → ℝ
axiom sqrt : ℝ → ℝ
axiom sin : ℝ → ℝ
axiom cos : ℝ → ℝ
axiom tan : ℝ → ℝ
axiom sinh : ℝ → ℝ
axiom cosh : ℝ → ℝ
axiom tanh : ℝ → ℝ
axiom arctan : ℝ → ℝ
axiom pi : ℝ
@[inherit_doc] prefix:max "√" => Real.sqrt
scoped notation "π" => Real.pi
end Real

axiom abs : ℝ → ℝ
macro:max atomic("|" noWs) a:term noWs "|" : term => `(abs $a)

/-! ## Orders, sets, logic: what the notations of terms need -/

class Sup (α : Type) where sup : α → α → α
class Inf (α : Type) where inf : α → α → α
syntax:68 term:68 " ⊔ " term:69 : term
syntax:69 term:69 " ⊓ " term:70 : term
macro_rules
  | `($a ⊔ $b) => `(Sup.sup $a $b)
  | `($a ⊓ $b) => `(Inf.inf $a $b)
axiom Int.floor : ℝ → ℤ
axiom Int.ceil : ℝ → ℤ
axiom Nat.floor : ℝ → ℕ
axiom Nat.ceil : ℝ → ℕ
notation "⌊" a "⌋" => Int.floor a
notation "⌈" a "⌉" => Int.ceil a
notation "⌊" a "⌋₊" => Nat.floor a
notation "⌈" a "⌉₊" => Nat.ceil a
def ExistsUnique {α : Type} (p : α → Prop) : Prop := ∃ x, p x ∧ ∀ y, p y → y = x
open Lean TSyntax.Compat in
macro "∃!" xs:explicitBinders ", " b:term : term => expandExplicitBinders ``ExistsUnique xs b
def Set (α : Type) := α → Prop
@[instance] axiom Set.instMembership (α : Type) : Membership α (Set α)
axiom Set.image {α β : Type} (f : α → β) (s : Set α) : Set β
infixr:80 " '' " => Set.image
syntax (name := setBuilder) "{" ident (" : " term)? " | " term "}" : term
macro_rules
  | `({ $x:ident | $p }) => `((fun $x => $p : Set _))
  | `({ $x:ident : $t | $p }) => `((fun ($x : $t) => $p : Set $t))

/-! ## Algebra and topology: what a space of the statements carries -/

class Semiring (R : Type) extends Add R, Mul R
class TopologicalSpace (E : Type)
class Fintype (ι : Type)
class Norm (E : Type) where norm : E → ℝ
export Norm (norm)
notation "‖" e "‖" => norm e

class AddCommMonoid (E : Type) extends Add E, Zero E
class Module (R E : Type) [Semiring R] [AddCommMonoid E] extends SMul R E
class NontriviallyNormedField (𝕜 : Type) extends Semiring 𝕜
class RCLike (𝕜 : Type) extends NontriviallyNormedField 𝕜
class NormedAddCommGroup (E : Type) extends
  Norm E, AddCommMonoid E, Sub E, Neg E, TopologicalSpace E
class NormedSpace (𝕜 E : Type) [NontriviallyNormedField 𝕜] [NormedAddCommGroup E] extends
  Module 𝕜 E
class Inner (𝕜 E : Type) where inner (𝕜) : E → E → 𝕜
export Inner (inner)
class InnerProductSpace (𝕜 E : Type) [RCLike 𝕜] [NormedAddCommGroup E] extends
  NormedSpace 𝕜 E, Inner 𝕜 E
class CompleteSpace (E : Type) : Prop
class FiniteDimensional (𝕜 E : Type) : Prop

namespace InnerProductSpace
scoped notation:max "⟪" x ", " y "⟫_" 𝕜:max => inner 𝕜 x y
end InnerProductSpace
namespace RealInnerProductSpace
scoped notation "⟪" x ", " y "⟫" => inner ℝ x y
end RealInnerProductSpace

section
variable {E : Type} [NormedAddCommGroup E]
@[instance] axiom Nat.smul : SMul ℕ E
axiom ext_inner_left (𝕜 : Type) [RCLike 𝕜] [InnerProductSpace 𝕜 E] {x y : E}
  (h : ∀ v, inner 𝕜 v x = inner 𝕜 v y) : x = y
axiom ext_inner_right (𝕜 : Type) [RCLike 𝕜] [InnerProductSpace 𝕜 E] {x y : E}
  (h : ∀ v, inner 𝕜 x v = inner 𝕜 y v) : x = y
end

/-! ## Finite sums -/

axiom Finset (ι : Type) : Type
axiom Finset.univ {ι : Type} [Fintype ι] : Finset ι
axiom Finset.range (n : ℕ) : Finset ℕ
axiom Finset.sum {ι M : Type} [AddCommMonoid M] (s : Finset ι) (f : ι → M) : M
axiom Finset.prod {ι M : Type} [Mul M] (s : Finset ι) (f : ι → M) : M
@[instance] axiom Fin.fintype (n : ℕ) : Fintype (Fin n)

namespace BigOperators
syntax bigOpBinder := term:max ((" : " term) <|> binderPred)?
syntax bigOpBinderParenthesized := " (" bigOpBinder ")"
syntax bigOpBinderCollection := bigOpBinderParenthesized+
syntax bigOpBinders := bigOpBinderCollection <|> (ppSpace bigOpBinder)
syntax (name := bigsum) "∑ " bigOpBinders ", " term:67 : term
syntax (name := bigprod) "∏ " bigOpBinders ", " term:67 : term
macro_rules
  | `(∑ $x:ident, $b) => `(Finset.sum Finset.univ fun $x => $b)
  | `(∑ $x:ident : $t, $b) => `(Finset.sum Finset.univ fun ($x : $t) => $b)
  | `(∑ $x:ident ∈ $s, $b) => `(Finset.sum $s fun $x => $b)
  | `(∏ $x:ident, $b) => `(Finset.prod Finset.univ fun $x => $b)
  | `(∏ $x:ident : $t, $b) => `(Finset.prod Finset.univ fun ($x : $t) => $b)
  | `(∏ $x:ident ∈ $s, $b) => `(Finset.prod $s fun $x => $b)
end BigOperators

/-! ## The spaces: ℝ, plain arrays, L2 arrays, matrices -/

noncomputable section

axiom Real.norm : ℝ → ℝ
instance Real.rclike : RCLike ℝ where
  add := Real.add
  mul := Real.mul
instance Real.normedAddCommGroup : NormedAddCommGroup ℝ where
  norm := Real.norm
  add := Real.add
  zero := Real.zero
  sub := Real.sub
  neg := Real.neg
instance Real.innerProductSpace : InnerProductSpace ℝ ℝ where
  smul := Real.mul
  inner x y := Real.mul x y
@[instance] axiom Real.completeSpace : CompleteSpace ℝ
@[instance] axiom Real.finiteDimensional : FiniteDimensional ℝ ℝ

section
variable {ι : Type} (α : ι → Type)
axiom Pi.norm [∀ i, NormedAddCommGroup (α i)] : (∀ i, α i) → ℝ
instance Pi.topologicalSpace [∀ i, TopologicalSpace (α i)] : TopologicalSpace (∀ i, α i) where
instance Pi.addCommMonoid [∀ i, AddCommMonoid (α i)] : AddCommMonoid (∀ i, α i) where
  add x y := fun i => x i + y i
  zero := fun _ => 0
instance Pi.normedAddCommGroup [Fintype ι] [∀ i, NormedAddCommGroup (α i)] :
    NormedAddCommGroup (∀ i, α i) where
  norm := Pi.norm α
  toAddCommMonoid := Pi.addCommMonoid α
  sub x y := fun i => x i - y i
  neg x := fun i => -x i
instance Pi.mul [∀ i, Mul (α i)] : Mul (∀ i, α i) where
  mul x y := fun i => x i * y i
instance Pi.module {R : Type} [Semiring R] [∀ i, AddCommMonoid (α i)] [∀ i, Module R (α i)] :
    Module R (∀ i, α i) where
  smul c x := fun i => c • x i
instance Pi.normedSpace {𝕜 : Type} [NontriviallyNormedField 𝕜] [Fintype ι]
    [∀ i, NormedAddCommGroup (α i)] [∀ i, NormedSpace 𝕜 (α i)] : NormedSpace 𝕜 (∀ i, α i) where
  toModule := Pi.module α
@[instance] axiom Pi.finiteDimensional {𝕜 : Type} [∀ i, FiniteDimensional 𝕜 (α i)] :
  FiniteDimensional 𝕜 (∀ i, α i)
@[instance] axiom Pi.one {ι : Type} : OfNat (ι → ℝ) 1
end

axiom ENNReal : Type
@[instance] axiom ENNReal.instOfNat (n : Nat) : OfNat ENNReal n
notation "ℝ≥0∞" => ENNReal

@[ext] structure WithLp (p : ENNReal) (V : Type) where
  toLp (p) ::
  ofLp : V
abbrev PiLp (p : ENNReal) {ι : Type} (α : ι → Type) : Type := WithLp p (∀ i, α i)
abbrev EuclideanSpace (𝕜 n : Type) : Type := PiLp 2 fun _ : n => 𝕜

section
variable (p : ENNReal) {ι : Type} (α : ι → Type)
instance PiLp.coeFun : CoeFun (PiLp p α) fun _ => ∀ i, α i where coe := WithLp.ofLp
axiom PiLp.norm [∀ i, NormedAddCommGroup (α i)] : PiLp p α → ℝ
axiom PiLp.inner [∀ i, NormedAddCommGroup (α i)] : PiLp p α → PiLp p α → ℝ
instance PiLp.normedAddCommGroup [Fintype ι] [∀ i, NormedAddCommGroup (α i)] :
    NormedAddCommGroup (PiLp p α) where
  norm := PiLp.norm p α
  add x y := WithLp.toLp p (x.ofLp + y.ofLp)
  zero := WithLp.toLp p 0
  sub x y := WithLp.toLp p (x.ofLp - y.ofLp)
  neg x := WithLp.toLp p (-x.ofLp)
instance PiLp.innerProductSpace [Fintype ι] [∀ i, NormedAddCommGroup (α i)]
    [∀ i, InnerProductSpace ℝ (α i)] : InnerProductSpace ℝ (PiLp 2 α) where
  smul c x := WithLp.toLp 2 (c • x.ofLp)
  inner := PiLp.inner 2 α
@[instance] axiom PiLp.completeSpace : CompleteSpace (PiLp p α)
@[instance] axiom PiLp.finiteDimensional {𝕜 : Type} [∀ i, FiniteDimensional 𝕜 (α i)] :
  FiniteDimensional 𝕜 (PiLp p α)
end

def Matrix (m n α : Type) := m → n → α

namespace Matrix
variable {m n k : Type}
axiom of {α : Type} : (m → n → α) → Matrix m n α
axiom mulVec [Fintype n] (M : Matrix m n ℝ) (v : n → ℝ) : m → ℝ
axiom vecMul [Fintype m] (v : m → ℝ) (M : Matrix m n ℝ) : n → ℝ
axiom transpose (M : Matrix m n ℝ) : Matrix n m ℝ
axiom trace [Fintype n] (A : Matrix n n ℝ) : ℝ
axiom diagonal (d : n → ℝ) : Matrix n n ℝ
axiom vecMulVec (w : m → ℝ) (v : n → ℝ) : Matrix m n ℝ
@[instance] axiom hMul [Fintype n] : HMul (Matrix m n ℝ) (Matrix n k ℝ) (Matrix m k ℝ)
@[instance] axiom addCommMonoid : AddCommMonoid (Matrix m n ℝ)
@[instance] axiom module : Module ℝ (Matrix m n ℝ)
scoped infixr:73 " *ᵥ " => Matrix.mulVec
scoped infixl:73 " ᵥ* " => Matrix.vecMul
scoped postfix:1024 "ᵀ" => Matrix.transpose
end Matrix

axiom dotProduct {n : Type} [Fintype n] (v w : n → ℝ) : ℝ
infixl:72 " ⬝ᵥ " => dotProduct

syntax (name := vecNotation) "![" term,* "]" : term  -- parsed only

/-! ## Linear maps -/

axiom Continuous {E F : Type} [TopologicalSpace E] [TopologicalSpace F] (f : E → F) : Prop

structure LinearMap (R E F : Type) [Semiring R] [AddCommMonoid E] [AddCommMonoid F] [Module R E]
    [Module R F] where
  toFun : E → F
  map_add' : ∀ x y, toFun (x + y) = toFun x + toFun y
  map_smul' : ∀ (c : R) x, toFun (c • x) = c • toFun x
notation:25 E " →ₗ[" R:25 "] " F:0 => LinearMap R E F

structure ContinuousLinearMap (R E F : Type) [Semiring R] [TopologicalSpace E] [AddCommMonoid E]
    [TopologicalSpace F] [AddCommMonoid F] [Module R E] [Module R F] extends E →ₗ[R] F where
  cont : Continuous toFun
notation:25 E " →L[" R "] " F => ContinuousLinearMap R E F

structure ContinuousLinearEquiv (R E F : Type) [Semiring R] [TopologicalSpace E] [AddCommMonoid E]
    [TopologicalSpace F] [AddCommMonoid F] [Module R E] [Module R F] where
  toContinuousLinearMap : E →L[R] F
  invFun : F →L[R] E
notation:50 E " ≃L[" R "] " F => ContinuousLinearEquiv R E F

/-- Stands for Mathlib's bundled equivalences between spaces of maps. -/
structure MapEquiv (A B : Type) where
  toFun : A → B
instance MapEquiv.coeFun (A B : Type) : CoeFun (MapEquiv A B) fun _ => A → B where
  coe := MapEquiv.toFun

section
variable {R E F G : Type} [Semiring R]
variable [TopologicalSpace E] [AddCommMonoid E] [Module R E]
variable [TopologicalSpace F] [AddCommMonoid F] [Module R F]
variable [TopologicalSpace G] [AddCommMonoid G] [Module R G]

instance LinearMap.coeFun : CoeFun (E →ₗ[R] F) fun _ => E → F where coe f := f.toFun
instance ContinuousLinearMap.coeFun : CoeFun (E →L[R] F) fun _ => E → F where coe f := f.toFun
instance ContinuousLinearMap.coeLinearMap : Coe (E →L[R] F) (E →ₗ[R] F) where
  coe f := f.toLinearMap
instance ContinuousLinearEquiv.coeFun : CoeFun (E ≃L[R] F) fun _ => E → F where
  coe e := e.toContinuousLinearMap.toFun
instance ContinuousLinearEquiv.coeMap : Coe (E ≃L[R] F) (E →L[R] F) where
  coe e := e.toContinuousLinearMap

namespace ContinuousLinearMap
axiom comp (g : F →L[R] G) (f : E →L[R] F) : E →L[R] G
infixr:80 " ∘L " => ContinuousLinearMap.comp
axiom comp_apply (g : F →L[R] G) (f : E →L[R] F) (x : E) : (g ∘L f) x = g (f x)
axiom id (R E : Type) [Semiring R] [TopologicalSpace E] [AddCommMonoid E] [Module R E] : E →L[R] E
axiom smulRight [TopologicalSpace R] [AddCommMonoid R] [Module R R] (c : E →L[R] R) (f : F) :
  E →L[R] F
axiom pi {ι : Type} {φ : ι → Type} [∀ i, TopologicalSpace (φ i)] [∀ i, AddCommMonoid (φ i)]
  [∀ i, Module R (φ i)] (f : ∀ i, E →L[R] φ i) : E →L[R] ∀ i, φ i
axiom proj {R : Type} [Semiring R] {ι : Type} {φ : ι → Type} [∀ i, TopologicalSpace (φ i)]
  [∀ i, AddCommMonoid (φ i)] [∀ i, Module R (φ i)] (i : ι) : (∀ i, φ i) →L[R] φ i
@[instance] axiom one : OfNat (E →L[R] E) 1
@[instance] axiom addCommMonoid : AddCommMonoid (E →L[R] F)
@[instance] axiom neg : Neg (E →L[R] F)
@[instance] axiom sub : Sub (E →L[R] F)
@[instance] axiom module : Module R (E →L[R] F)
@[instance] axiom topologicalSpace : TopologicalSpace (E →L[R] F)
end ContinuousLinearMap

axiom ContinuousLinearEquiv.symm (e : E ≃L[R] F) : F ≃L[R] E
axiom LinearMap.continuous_of_finiteDimensional [FiniteDimensional R E] (f : E →ₗ[R] F) :
  Continuous f
axiom LinearMap.toContinuousLinearMap [FiniteDimensional R E] : MapEquiv (E →ₗ[R] F) (E →L[R] F)
end

axiom PiLp.continuousLinearEquiv (p : ENNReal) (𝕜 : Type) {ι : Type} (β : ι → Type) [RCLike 𝕜]
  [Fintype ι] [∀ i, NormedAddCommGroup (β i)] [NormedSpace 𝕜 (PiLp p β)]
  [∀ i, NormedSpace 𝕜 (β i)] : PiLp p β ≃L[𝕜] ∀ i, β i
abbrev EuclideanSpace.equiv (ι 𝕜 : Type) [RCLike 𝕜] [NormedAddCommGroup 𝕜] [NormedSpace 𝕜 𝕜]
    [Fintype ι] [NormedSpace 𝕜 (EuclideanSpace 𝕜 ι)] : EuclideanSpace 𝕜 ι ≃L[𝕜] (ι → 𝕜) :=
  PiLp.continuousLinearEquiv 2 𝕜 _
axiom Matrix.mulVecLin {m n : Type} [Fintype n] (M : Matrix m n ℝ) : (n → ℝ) →ₗ[ℝ] (m → ℝ)

/-! ## Adjoints -/

section
variable {𝕜 E F G : Type} [RCLike 𝕜]
variable [NormedAddCommGroup E] [InnerProductSpace 𝕜 E]
variable [NormedAddCommGroup F] [InnerProductSpace 𝕜 F]
variable [NormedAddCommGroup G] [InnerProductSpace 𝕜 G]

axiom innerSL (𝕜 : Type) {E : Type} [RCLike 𝕜] [NormedAddCommGroup 𝕜] [NormedSpace 𝕜 𝕜]
  [NormedAddCommGroup E] [InnerProductSpace 𝕜 E] : E →L[𝕜] E →L[𝕜] 𝕜

namespace ContinuousLinearMap
axiom adjoint [CompleteSpace E] [CompleteSpace F] :
  MapEquiv (E →L[𝕜] F) (F →L[𝕜] E)
scoped[InnerProduct] postfix:1000 "†" => ContinuousLinearMap.adjoint
axiom adjoint_inner_left [CompleteSpace E] [CompleteSpace F] (A : E →L[𝕜] F) (x : E) (y : F) :
  inner 𝕜 (A.adjoint y) x = inner 𝕜 y (A x)
axiom adjoint_inner_right [CompleteSpace E] [CompleteSpace F] (A : E →L[𝕜] F) (x : E) (y : F) :
  inner 𝕜 x (A.adjoint y) = inner 𝕜 (A x) y
axiom adjoint_comp [CompleteSpace E] [CompleteSpace G] [CompleteSpace F]
  (A : F →L[𝕜] G) (B : E →L[𝕜] F) :
  (A ∘L B).adjoint = B.adjoint ∘L A.adjoint
end ContinuousLinearMap
end

/-! ## Derivatives -/

section
variable {𝕜 E F G : Type} [NontriviallyNormedField 𝕜]
variable [NormedAddCommGroup E] [NormedSpace 𝕜 E]
variable [NormedAddCommGroup F] [NormedSpace 𝕜 F]
variable [NormedAddCommGroup G] [NormedSpace 𝕜 G]
variable {f : E → F} {f' : E →L[𝕜] F}

axiom HasFDerivAt (f : E → F) (f' : E →L[𝕜] F) (x : E) : Prop
axiom fderiv (𝕜 : Type) [NontriviallyNormedField 𝕜] {E F : Type} [NormedAddCommGroup E]
  [NormedSpace 𝕜 E] [NormedAddCommGroup F] [NormedSpace 𝕜 F] (f : E → F) (x : E) : E →L[𝕜] F
axiom DifferentiableAt (𝕜 : Type) [NontriviallyNormedField 𝕜] {E F : Type} [NormedAddCommGroup E]
  [NormedSpace 𝕜 E] [NormedAddCommGroup F] [NormedSpace 𝕜 F] (f : E → F) (x : E) : Prop
axiom Differentiable (𝕜 : Type) [NontriviallyNormedField 𝕜] {E F : Type} [NormedAddCommGroup E]
  [NormedSpace 𝕜 E] [NormedAddCommGroup F] [NormedSpace 𝕜 F] (f : E → F) : Prop

axiom HasFDerivAt.fderiv {x : E} (h : HasFDerivAt f f' x) : _root_.fderiv 𝕜 f x = f'
axiom HasFDerivAt.add_const {x : E} (c : F) (hf : HasFDerivAt f f' x) :
  HasFDerivAt (fun x => f x + c) f' x
axiom HasFDerivAt.comp (x : E) {g : F → G} {g' : F →L[𝕜] G} (hg : HasFDerivAt g g' (f x))
  (hf : HasFDerivAt f f' x) : HasFDerivAt (g ∘ f) (g'.comp f') x
axiom ContinuousLinearMap.hasFDerivAt (f : E →L[𝕜] F) {x : E} : HasFDerivAt f f x
end

axiom HasDerivAt (f : ℝ → ℝ) (f' : ℝ) (x : ℝ) : Prop
axiom deriv (f : ℝ → ℝ) (x : ℝ) : ℝ

section
variable {E : Type} [NormedAddCommGroup E] [InnerProductSpace ℝ E]
axiom HasGradientAt [CompleteSpace E] (f : E → ℝ) (f' x : E) : Prop
axiom gradient [CompleteSpace E] (f : E → ℝ) (x : E) : E
scoped[Gradient] notation "∇" => gradient
end

end
