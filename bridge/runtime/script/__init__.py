"""A failure as a script that needs only torch and numpy."""

from bridge.runtime.script.write import Script, written

__all__ = ["Script", "written"]
