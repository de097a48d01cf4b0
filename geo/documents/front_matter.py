"""The YAML that opens a Markdown file: names with words, days, lists, yes and no.

Knows less YAML than there is, on purpose. Aliases and merge keys, by which a few hundred bytes can stand for gigabytes,
and whatever is larger or deeper than any front matter are refused; numbers stay as they are written. A fault is a
sentence beside empty fields, never an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml.composer import ComposerError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 32_768
"""The longest front matter, in characters."""
DEEPEST = 20
"""So many lists and mappings may stand inside each other."""

_AS_WRITTEN = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:merge"})
# What a tag with a value that is not of its kind raises: "!!bool foo", "!!timestamp foo", a day 31 February.
_WRONG_VALUE = (LookupError, AttributeError, TypeError, OverflowError)


class _Loader(yaml.SafeLoader):
    """The safe loader without aliases, merge keys and numbers, and with a bound on depth."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the class above has it
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _AS_WRITTEN]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def __init__(self, stream: str) -> None:
        """Begin outside of everything."""
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401 - as yaml has it
        """The next node, unless it is an alias or too deep."""
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise ComposerError(None, None, "aliases are not read", mark)
        if self._depth >= DEEPEST:
            raise ComposerError(None, None, f"more than {DEEPEST} lists inside each other", mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


def read_front_matter(text: str) -> tuple[Mapping[str, object], str | None]:
    r"""The fields of the YAML between the dashes, and what is wrong with it (None: nothing).

    >>> read_front_matter("title: A fall\nid: 007")
    ({'title': 'A fall', 'id': '007'}, None)
    """
    if len(text) > LONGEST:
        return {}, f"The front matter is longer than {LONGEST:,} characters."
    try:
        fields = yaml.load(text, _Loader)  # noqa: S506 - a safe loader that reads less
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, f"The front matter is not YAML: {' '.join(str(error).split())}"
    except _WRONG_VALUE:
        return {}, "The front matter is not YAML: a value is not of the kind that its tag says."
    if fields is None:
        return {}, None
    if not isinstance(fields, dict):
        return {}, f"Expected front matter of names and values, got {type(fields).__name__}."
    return {str(name): value for name, value in fields.items()}, None
