"""How well protections are judged, on labelled pairs."""
