"""The nouns: frozen dataclasses that every stage speaks in. Imports nothing else in the package."""
