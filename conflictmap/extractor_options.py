"""The options by which a user chooses who reads the events: `--extractor`, its endpoint and model, `--pipeline`.

Knows options and the privacy notice; loads nothing. `conflictmap.extractors` makes what was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

KEY_VARIABLE = "CONFLICTMAP_API_KEY"
RULES, OPENAI = "rules", "openai"
_NOTICE = (
    "Without these options nothing leaves this machine and no model is used. PRIVACY: with --extractor openai the "
    f"whole text of each document is sent to the endpoint. Its key, if it wants one, is read from {KEY_VARIABLE}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractorOptions:
    """What the user said about who reads the events.

    `name` is "rules", "openai" or a plug-in's. `endpoint` and `model` are for those that ask a service, `pipeline` is
    the name of an installed spaCy pipeline.
    """

    name: str = RULES
    endpoint: str | None = None
    model: str | None = None
    pipeline: str | None = None


def add_extractor(command: ArgumentParser) -> None:
    """Add the options to a command that reads documents."""
    group = command.add_argument_group("optional help", _NOTICE)
    group.add_argument(
        "--extractor",
        default=RULES,
        metavar="NAME",
        help=f"who reads the events: {RULES} (default), {OPENAI} (a language model), or an installed plug-in",
    )
    group.add_argument("--endpoint", metavar="URL", help="an OpenAI-compatible endpoint: http://127.0.0.1:8080/v1")
    group.add_argument("--model", metavar="NAME", help="the model to ask for there")
    add_pipeline(group)


def add_pipeline(group: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its groups private
    """Add `--pipeline` to a command or a group of options."""
    group.add_argument(
        "--pipeline",
        metavar="NAME",
        help="an installed spaCy pipeline that helps to tell people from places: en_core_web_sm",
    )


def chosen(options: Namespace) -> ExtractorOptions:
    """What was chosen on the command line."""
    return ExtractorOptions(
        name=options.extractor, endpoint=options.endpoint, model=options.model, pipeline=options.pipeline
    )
