"""Machine words, operations on bits, comparison by order, logarithms of naturals."""

from __future__ import annotations

from functools import partial

from bridge.exact import types
from bridge.exact import words as exact
from bridge.meaning.table import Meaning

WORDS = (
    Meaning(
        "UInt32",
        "UInt32 : Type",
        exact=lambda: types.WORD,
        examples=("(4294967295 : UInt32) + 2 = 1", "(0 : UInt32) - 1 = 4294967295"),
    ),
    Meaning(
        "UInt32.toNat",
        "UInt32.toNat (n : UInt32) : Nat",
        exact=lambda n: n,
        examples=("(5 : UInt32).toNat = 5",),
    ),
    Meaning(
        "UInt32.ofNat",
        "UInt32.ofNat (n : Nat) : UInt32",
        exact=lambda n: n % types.WORD_SIZE,
        examples=("UInt32.ofNat 4294967297 = 1",),
    ),
    Meaning(
        "UInt32.size",
        "UInt32.size : Nat",
        exact=lambda: types.WORD_SIZE,
        examples=("UInt32.size = 4294967296",),
    ),
)

BITS = (
    *(
        Meaning(
            name,
            f"{name} {{α : Type}} (a : α) (b : α) : α",
            exact=operation,
            examples=examples,
        )
        for name, operation, examples in (
            ("AndOp.and", exact.conjunction, ("6 &&& 3 = 2", "(6 : UInt32) &&& 3 = 2")),
            ("OrOp.or", exact.disjunction, ("6 ||| 3 = 7",)),
            ("XorOp.xor", exact.exclusive, ("6 ^^^ 3 = 5",)),
            ("ShiftLeft.shiftLeft", exact.left, ("3 <<< 2 = 12", "(1 : UInt32) <<< 32 = 1")),
            ("ShiftRight.shiftRight", exact.right, ("13 >>> 2 = 3", "(4 : UInt32) >>> 33 = 2")),
        )
    ),
    Meaning(
        "Complement.complement",
        "Complement.complement {α : Type} (a : α) : α",
        exact=exact.complement,
        examples=("~~~(0 : UInt32) = 4294967295",),
    ),
    *(
        Meaning(
            f"Nat.{name}",
            f"Nat.{name} (m : Nat) (n : Nat) : Nat",
            body=body,
            examples=(example,),
        )
        for name, body, example in (
            ("shiftLeft", "m <<< n", "Nat.shiftLeft 3 2 = 12"),
            ("shiftRight", "m >>> n", "Nat.shiftRight 13 2 = 3"),
            ("land", "m &&& n", "Nat.land 6 3 = 2"),
            ("lor", "m ||| n", "Nat.lor 6 3 = 7"),
            ("xor", "m ^^^ n", "Nat.xor 6 3 = 5"),
        )
    ),
    Meaning(
        "Nat.testBit",
        "Nat.testBit (m : Nat) (n : Nat) : Bool",
        exact=lambda m, n: bool(m >> n & 1),
        examples=("Nat.testBit 4 2 = true", "Nat.testBit 4 1 = false"),
    ),
    Meaning(
        "Nat.log2",
        "Nat.log2 (n : Nat) : Nat",
        exact=lambda n: max(n.bit_length() - 1, 0),
        examples=("Nat.log2 9 = 3", "Nat.log2 0 = 0"),
    ),
    Meaning(
        "Nat.log",
        "Nat.log (b : Nat) (n : Nat) : Nat",
        exact=exact.logarithm,
        examples=("Nat.log 3 10 = 2", "Nat.log 1 10 = 0", "Nat.log 3 0 = 0"),
    ),
    Meaning(
        "Int.tdiv",
        "Int.tdiv (a : Int) (b : Int) : Int",
        exact=exact.truncated_quotient,
        examples=("Int.tdiv (-7) 2 = -3", "Int.tdiv 7 0 = 0"),
    ),
    Meaning(
        "Int.tmod",
        "Int.tmod (a : Int) (b : Int) : Int",
        exact=exact.truncated_remainder,
        examples=("Int.tmod (-7) 2 = -1", "Int.tmod 7 0 = 7"),
    ),
    Meaning(
        "Bool.xor",
        "Bool.xor (x : Bool) (y : Bool) : Bool",
        exact=lambda x, y: bool(x) != bool(y),
        examples=("Bool.xor true false = true", "Bool.xor true true = false"),
    ),
    Meaning(
        "bne",
        "bne {α : Type} [BEq α] (a : α) (b : α) : Bool",
        exact=lambda t, a, b: not types.equal(t, a, b),
        examples=("(2 != 3) = true", "(2 != 2) = false"),
    ),
)

ORDERINGS = (
    Meaning(
        "Ordering",
        "Ordering : Type",
        exact=lambda: types.ORDERING,
        examples=("compare 1 2 = compare 3 4",),
    ),
    *(
        Meaning(
            f"Ordering.{name}",
            f"Ordering.{name} : Ordering",
            exact=partial(types.Made, f"Ordering.{name}", ()),
            examples=(f"compare {a} 2 = Ordering.{name}",),
        )
        for name, a in (("lt", 1), ("eq", 2), ("gt", 3))
    ),
    Meaning(
        "Ord.compare",
        "Ord.compare {α : Type} [Ord α] (a : α) (b : α) : Ordering",
        exact=exact.compare,
        examples=("compare (2 : ℤ) (-1) ≠ Ordering.lt",),
    ),
)

MACHINE = (*WORDS, *BITS, *ORDERINGS)
