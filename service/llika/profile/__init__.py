"""The profiles OWL 2 DL and OWL 2 RL, checked on facts: what leaves them is found with its place.

Sources: OWL 2 Structural Specification, sections 5, 9 and 11; OWL 2 Profiles, section 4.2; OWL 2 Mapping to RDF
Graphs, section 3. The OWL API judges the same test cases; where it departs from these texts stands in the tests.
"""

from .check import check_profile, violations
from .report import Violation

__all__ = ["Violation", "check_profile", "violations"]
