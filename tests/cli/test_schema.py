"""The JSON Schema of content files says what the reader says."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from seboddari_build.cli.commands import cli
from seboddari_build.load.parse import KINDS, Translation
from seboddari_build.load.place import place
from seboddari_build.load.reader import read
from seboddari_build.load.schema import schemas
from seboddari_build.load.yaml_nodes import parse_yaml
from tests.project import ROOT

SCHEMAS = {one.kind: one for one in schemas()}
REAL = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "content").rglob("*") if p.suffix in (".yaml", ".md"))


class Editor(yaml.SafeLoader):
    """Reads YAML as an editor does (the core schema of YAML 1.2): numbers and booleans, but no dates."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's way


for tag, form, first in (
    ("bool", "true|false", "tf"),
    ("int", "-?[0-9]+", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{form})$"), list(first))


def yaml_of(path: str) -> str:
    """The YAML of a content file: all of it, or its front matter."""
    text = (ROOT / path).read_text("utf-8")
    if not path.endswith(".md"):
        return text
    return text.split("---\n", 2)[1] if text.startswith("---\n") else "{}"


def refusals(kind: str, value: Any) -> list[str]:
    """What the schema of a kind says against a value."""
    validator = jsonschema.Draft202012Validator(SCHEMAS[kind].schema)
    return [failure.message for failure in validator.iter_errors(value)]


@pytest.mark.parametrize(("ui", "name"), [("ko", "fields.md"), ("en", "fields.en.md")])
def test_the_page_of_fields_is_up_to_date(ui: str, name: str) -> None:
    printed = CliRunner().invoke(cli, ["--ui", ui, "schema", "--format", "md"]).output
    path = f"docs/content/pages/{name}"
    same = (ROOT / path).read_text("utf-8") == printed
    assert same, f"{path} is out of date: seboddari --ui {ui} schema --format md > {path}"
    anchors = re.findall(r"\{#([a-z-]+)\}$", printed, re.MULTILINE)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\]\(#([a-z-]+)\)", printed)) <= set(anchors)
    assert {"common", *KINDS, "english"} <= set(anchors)


def test_the_page_of_fields_comes_alone() -> None:
    said = CliRunner().invoke(cli, ["--ui", "en", "schema", "--format", "md", "--cms"])
    assert (said.exit_code, said.output.splitlines()[-1]) == (2, "Error: --format md goes without anything else.")


def test_every_kind_of_file_has_a_valid_schema_in_both_languages() -> None:
    assert SCHEMAS.keys() == {*KINDS, "english"}
    for one in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(one.schema)
        described = [one.schema, *(p for d in one.schema["$defs"].values() for p in d["properties"].values())]
        for part in described:
            korean, _, english = part["description"].partition(" / ")
            assert re.search("[가-힣]", korean), part
            assert english, part
            assert english.isascii(), part


@pytest.mark.parametrize("loader", [yaml.BaseLoader, Editor])
@pytest.mark.parametrize("path", [*REAL, "site.yaml"])
def test_real_content_validates(path: str, loader: Any) -> None:
    where = place(path)
    assert where is not None
    value = yaml.load(yaml_of(path), loader)
    assert refusals("english" if where.english else where.kind, value) == []


def test_an_unknown_key_is_refused_at_any_depth() -> None:
    assert refusals("session", {"title": "돌봄", "titel": "x"}) == [
        "Additional properties are not allowed ('titel' was unexpected)"
    ]
    figure = {"id": "a", "label": "b", "value": "1", "unti": "건"}
    assert refusals("presentation", {"title": "돌봄", "figures": [figure]}) == [
        "Additional properties are not allowed ('unti' was unexpected)"
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("session", "title: 돌봄"),
        ("session", "title.en: Care"),
        ("session", "material: none"),
        ("session", "{title: a, material: nowhere}"),
        ("session", "{title: a, parts: b}"),
        ("session", "{title: a, visibility: Public}"),
        ("page", "[]"),
        ("presentation", "{title: a, presenters: 홍길동}"),
        ("presentation", "{title: a, presenters: [홍길동, 성춘향]}"),
        ("presentation", "{title: a, presenters: {name: 홍길동}}"),
        ("presentation", "{title: a, date: 2020-08 ~ 2020-09-01}"),
        ("presentation", "{title: a, date: 2020 ~}"),
        ("presentation", "{title: a, date: 8월}"),
        ("presentation", "{title: a, source: proceedings 5-9}"),
        ("presentation", "{title: a, source: 5-9 proceedings}"),
        ("presentation", "{title: a, figures: {id: b, label: c, value: 1}}"),
        ("presentation", "{title: a, figures: [{id: b, label: c, value: 3~4, derived: true}]}"),
        ("presentation", "{title: a, figures: [{id: b, label: c, value: '1,000'}]}"),
        ("presentation", "{title: a, figures: [{id: b, label: c, value: ８}]}"),
        ("presentation", "{title: a, figures: [{id: B, label: c, value: 1}]}"),
        ("presentation", "{title: a, figures: [{id: b, label: c, value: 1, derived: maybe}]}"),
        ("presentation", "{title: a, links: [{label: b, url: 'javascript:x'}]}"),
        ("presentation", "{title: a, links: [{label: b, url: 'https://example.org/%EA?q#f'}]}"),
        ("minutes", "{title: a, date: 2020-08-10, time: 10:00-11:30}"),
        ("minutes", "{title: a, date: 2020-08-10, time: 10시}"),
        ("minutes", "{title: a}"),
        ("dataset", "{title: a, totals: [{label: b, is: sum, visits: '3', all: 4}]}"),
        ("dataset", "{title: a, chart: {kind: pie, x: a, y: b}}"),
        ("dataset", "{title: a, chart: {x: a, y: b}}"),
        ("event", "{id: a, name: b, contact: {email: info@example.org}}"),
        ("event", "{id: a, name: b, contact: {email: info}}"),
        ("event", "{id: a-, name: b}"),
        ("config", "{colours: {care: jade}, groups: [{id: a, title: b, colour: pink}]}"),
        ("english", "translation: draft"),
        ("english", "title: a"),
    ],
)
def test_schema_and_reader_agree(kind: str, text: str) -> None:
    node, problems = parse_yaml(text, "x.yaml")
    assert node is not None
    assert not problems
    record, problems = read({**KINDS, "english": Translation}[kind], node)
    accepted = record is not None and not problems
    assert (refusals(kind, yaml.load(text, yaml.BaseLoader)) == []) is accepted, problems


def test_command_prints_one_object_of_all_schemas() -> None:
    done = CliRunner().invoke(cli, ["schema"])
    assert done.exit_code == 0
    files = json.loads(done.stdout)["files"]
    assert {"site.yaml", "content/event.yaml", "content/programme.yaml", "content/units.yaml"} <= files.keys()
    assert files["front matter of content/sessions/*/*.md"]["title"] == "presentation"


def test_command_takes_files_and_refuses_others() -> None:
    done = CliRunner().invoke(cli, ["schema", "content/event.yaml", "content/cases/care/guro.md"])
    assert list(json.loads(done.stdout)["files"]) == ["content/event.yaml", "front matter of content/cases/*/*.md"]
    wrong = CliRunner().invoke(cli, ["--ui", "ko", "schema", "notes.txt"])
    assert wrong.exit_code == 2
    assert "‘notes.txt’: 이 파일의 스키마는 없습니다." in wrong.stderr


def test_command_writes_one_file_a_kind(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["schema", "--out", str(tmp_path / "schema")])
    assert done.exit_code == 0
    written = {p.name: json.loads(p.read_text("utf-8")) for p in (tmp_path / "schema").iterdir()}
    assert written == {f"{kind}.schema.json": one.schema for kind, one in SCHEMAS.items()}
