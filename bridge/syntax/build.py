"""What each rule of `lean.lark` makes, called by lark as it reduces; no tree is built."""

from bridge.syntax.braces import Braces
from bridge.syntax.brackets import Brackets
from bridge.syntax.constructs import Constructs


class Builder(Brackets, Braces, Constructs):
    """All callbacks, by the name of their rule."""
