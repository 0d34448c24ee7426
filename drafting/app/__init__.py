"""The verbs. Command line and page share them."""

from drafting.app.annotating import Annotated, annotate
from drafting.app.checking import (
    CheckedFile,
    ReadFile,
    check,
    check_document,
    check_files,
    figures,
    figures_of_files,
    settings_for,
)
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
    "ConfigError",
    "DraftError",
    "Drafted",
    "FixedReport",
    "FormMistake",
    "LookedOver",
    "NewForm",
    "OpenedForm",
    "ReadError",
    "ReadFile",
    "annotate",
    "check",
    "check_document",
    "check_files",
    "draft",
    "figures",
    "figures_of_files",
    "fix",
    "form_schema",
    "look_at_base",
    "look_over",
    "new",
    "open_form",
    "settings_for",
]
