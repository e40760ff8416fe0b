"""The catalogue in code: one module a category, one class a type."""
