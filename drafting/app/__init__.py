"""The verbs. Command line and page share them."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.app.annotating import Annotated, annotate
    from drafting.app.checking import (
        CheckedFile,
        PairError,
        ReadFile,
        check,
        check_document,
        check_files,
        figures,
        figures_of_files,
        read_last_year,
        settings_for,
    )
    from drafting.app.comparing import Compared, compare
    from drafting.app.drafting import (
        Drafted,
        DraftError,
        FormMistake,
        LookedOver,
        NewForm,
        OpenedForm,
        draft,
        form_schema,
        look_at_base,
        look_over,
        new,
        open_form,
    )
    from drafting.app.fixing import FixedReport, fix
    from drafting.config import ConfigError
    from drafting.readers import ReadError

__all__ = [
    "Annotated",
    "CheckedFile",
    "Compared",
    "ConfigError",
    "DraftError",
    "Drafted",
    "FixedReport",
    "FormMistake",
    "LookedOver",
    "NewForm",
    "OpenedForm",
    "PairError",
    "ReadError",
    "ReadFile",
    "annotate",
    "check",
    "check_document",
    "check_files",
    "compare",
    "draft",
    "figures",
    "figures_of_files",
    "fix",
    "form_schema",
    "look_at_base",
    "look_over",
    "new",
    "open_form",
    "read_last_year",
    "settings_for",
]

# A check needs one of the modules: each is loaded when a name of it is asked for.
_HOMES = {
    "annotating": ("Annotated", "annotate"),
    "comparing": ("Compared", "compare"),
    "fixing": ("FixedReport", "fix"),
    "drafting": (
        "DraftError", "Drafted", "FormMistake", "LookedOver", "NewForm", "OpenedForm",
        "draft", "form_schema", "look_at_base", "look_over", "new", "open_form",
    ),
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((home for home, names in _HOMES.items() if name in names), "checking")
    return getattr(import_module(f"{__name__}.{home}"), name)
