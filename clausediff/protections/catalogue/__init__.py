"""The catalogue's data files: protections, slots and their words."""
