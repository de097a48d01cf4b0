"""The test suite. A package, so that `tests.browser` can be imported by name and run by make."""
