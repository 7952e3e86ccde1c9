"""The fields of a blank form, from the YAML inside its block."""

from typing import Annotated, Literal

from seboddari_build.base.problem import Problem
from seboddari_build.load.reader import read_list
from seboddari_build.load.yaml_nodes import parse_yaml
from seboddari_build.model.field import doc
from seboddari_build.model.item import Record


class FormField(Record, frozen=True, kw_only=True):
    """One field of a form; forms are always shown blank."""

    label: Annotated[str, doc("이름", "Label")]
    type: Annotated[Literal["text", "longtext", "check", "radio", "scale"], doc("종류", "Kind of field")] = "text"
    options: Annotated[tuple[str, ...], doc("고르는 말", "Options")] = ()


def parse_form(raw: str, path: str, line: int) -> tuple[tuple[FormField, ...], tuple[Problem, ...]]:
    """The fields of a form whose YAML begins on ``line`` of ``path``."""
    node, problems = parse_yaml(raw, path, line)
    if node is None:
        return (), problems
    fields, more = read_list(FormField, node)
    return fields, problems + more


def form_fields(raw: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Label, type and options of each field, for a form that has been checked."""
    return [(field.label, field.type, field.options) for field in parse_form(raw, "", 1)[0]]
