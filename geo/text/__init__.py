"""The layers of one text, each made once: sentences, dateline, names, actors, dates."""

from geo.text.annotated import AnnotatedDocument

__all__ = ["AnnotatedDocument"]
