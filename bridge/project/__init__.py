"""Files of a Lean project: modules, imports, scopes, notations; declarations by full name."""

from bridge.project.project import Project, read_project

__all__ = ["Project", "read_project"]
