"""The benchmark of fetching: what runs beside what, and what is measured."""
