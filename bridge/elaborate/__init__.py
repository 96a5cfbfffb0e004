"""Surface syntax to typed core terms: names, notations, implicit arguments, coercions."""

from bridge.elaborate.environment import Constants

__all__ = ["Constants"]
