"""The ground floor: what a value of a field is, and how it is read and made clean."""
