"""What is true of one language: its closed-class words, verb forms and the words that say what is asserted.

A `LanguagePack` is a value that is passed in. `default_language()` is English, read from `data/languages/en/`.
"""

from geo.language.pack import LanguagePack, WordForm, default_language, read_language

__all__ = ["LanguagePack", "WordForm", "default_language", "read_language"]
