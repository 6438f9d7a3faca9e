"""Contract x Contract -> Alignment: which clause continues as which, and what moved.

Aligning is an ordered list of named passes, strict to loose; each fills only the gaps that the
passes before it left (:mod:`clausediff.alignment.passes`). Numbers are evidence, never identity.
"""

from clausediff.alignment.align import align

__all__ = ["align"]
