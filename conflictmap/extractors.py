"""Extractors by name: the rules, a language model, and what other packages bring.

A package brings one by the entry point group `conflictmap.extractors`: a callable that takes the user's
`ExtractorOptions` and returns a `geo.events.extractor.Extractor`. Knows names; what an extractor does is its own
affair.
"""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from conflictmap.extractor_options import KEY_VARIABLE, OPENAI, RULES, ExtractorOptions
from geo.errors import UsageError
from geo.events.extractor import ClauseExtractor, Extractor

if TYPE_CHECKING:
    from geo.parse import Parser

GROUP = "conflictmap.extractors"


def open_extractor(choice: str | ExtractorOptions | Extractor) -> tuple[Extractor, Parser | None]:
    """The extractor that a name or options name, and the parser of the language pipeline if they name one.

    An extractor itself is taken as it is. The names "rules" and "openai" are this program's own; no plug-in can take
    them.

    Raises:
        UsageError: No extractor has that name, an option is missing, of no use or wrong, or the pipeline cannot be
        loaded.
    """
    if not isinstance(choice, (str, ExtractorOptions)):
        return choice, None
    options = ExtractorOptions(name=choice) if isinstance(choice, str) else choice
    parser = _open_parser(options.pipeline)
    if options.name == RULES:
        _refuse_service(options)
        return ClauseExtractor(), parser
    if options.name == OPENAI:
        return _open_openai(options), parser
    return _open_plugin(options), parser


def _refuse_service(options: ExtractorOptions) -> None:
    for flag, value in (("--endpoint", options.endpoint), ("--model", options.model)):
        if value is not None:
            expected = f"an extractor that uses {flag}"
            raise UsageError(expected, repr(RULES), f"Add --extractor {OPENAI}.")


def _open_parser(name: str | None) -> Parser | None:
    if name is None:
        return None
    from conflictmap.spacy_pipeline import SpacyParser  # noqa: PLC0415 - spaCy is loaded only where it is asked for

    return SpacyParser.load(name)


def _open_openai(options: ExtractorOptions) -> Extractor:
    from geo.events.llm import ModelExtractor  # noqa: PLC0415 - loads what speaks HTTP

    if options.endpoint is None or options.model is None:
        expected = "--endpoint and --model with --extractor openai"
        got = "no endpoint" if options.endpoint is None else "no model"
        hint = "Example: --extractor openai --endpoint http://127.0.0.1:8080/v1 --model NAME."
        raise UsageError(expected, got, hint)
    key = os.environ.get(KEY_VARIABLE) or None
    return ModelExtractor(endpoint=options.endpoint, model=options.model, key=key)


def _open_plugin(options: ExtractorOptions) -> Extractor:
    plugins = {each.name: each for each in entry_points(group=GROUP)}
    plugin = plugins.get(options.name)
    if plugin is None:
        expected = f"an extractor ({', '.join([RULES, OPENAI, *sorted(plugins)])})"
        raise UsageError(expected, repr(options.name), "Is the package that brings it installed?")
    try:
        extractor = plugin.load()(options)
    except UsageError:
        raise
    except Exception as error:  # whatever another package does wrong is named as that package's
        expected = f"an extractor that can be loaded by the name {options.name!r}"
        raise UsageError(expected, f"{plugin.value}, which failed: {type(error).__name__}: {error}") from error
    if not isinstance(extractor, Extractor):
        got = f"{type(extractor).__name__} from {plugin.value}"
        raise UsageError("an extractor with a name and extract()", got, "See geo.events.extractor.Extractor.")
    return extractor
