"""VS Code and a CMS find the schema of each file of the real event, and refuse what the reader refuses."""

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from seboddari_build.cli.commands import cli
from seboddari_build.editors import cms_config, vscode_files
from seboddari_build.load.parse import KINDS, Translation
from seboddari_build.load.place import LISTS, place
from seboddari_build.load.schema import schemas
from seboddari_build.model.form import plan
from tests.project import ROOT, Project

SETTINGS = ".vscode/settings.json"
REAL = ["site.yaml", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "content").rglob("*.yaml"))]
#: Held by no field of its own: columns of a total, colours of sessions, numbered by whoever writes them.
NO_WIDGET = {"colours"}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["--ui", "en", *map(str, arguments)])


def schema_of(path: str) -> Any:
    """The schema that VS Code takes for a file of the repository."""
    mapping = json.loads((ROOT / SETTINGS).read_text("utf-8"))["yaml.schemas"]
    (found,) = (schema for schema, files in mapping.items() if PurePosixPath(path).match(files))
    return json.loads((ROOT / found).read_text("utf-8"))


def refusals(path: str, text: str) -> list[str]:
    value = yaml.load(text, yaml.BaseLoader)
    return [failure.message for failure in jsonschema.Draft202012Validator(schema_of(path)).iter_errors(value)]


def test_the_files_in_git_are_those_of_now() -> None:
    for path, data in vscode_files().items():
        assert (ROOT / path).read_bytes() == data, "make them anew with: seboddari schema --vscode"
    folder = ROOT / ".vscode"
    assert {str(path.relative_to(ROOT)) for path in folder.rglob("*") if path.is_file()} == set(vscode_files())


@pytest.mark.parametrize("path", REAL)
def test_each_real_file_has_one_schema_and_fits_it(path: str) -> None:
    where = place(path)
    assert where is not None
    assert schema_of(path)["title"] == where.kind
    assert refusals(path, (ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("path", "right", "wrong", "said"),
    [
        ("content/event.yaml", "\nname:", "\nnmae:", "'nmae' was unexpected"),
        ("content/event.yaml", "\ndates: ", "\ndates: 12월 ", "does not match"),
        ("content/programme.yaml", "kind: session", "kind: sesion", "is not one of"),
        ("content/units.yaml", "ko: ", "kor: ", "'kor' was unexpected"),
        ("content/districts.yaml", "- {id: ", "- {id: Ä", "does not match"),
        ("site.yaml", "colour: jade", "colour: pink", "is not one of"),
        ("site.yaml", "groups:", "groups: none\nservices2:", "is not of type 'array'"),
    ],
)
def test_a_planted_mistake_is_refused(path: str, right: str, wrong: str, said: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert right in text
    assert any(said in message for message in refusals(path, text.replace(right, wrong, 1)))


def test_a_new_event_has_them_too(tmp_path: Path) -> None:
    assert run("init", tmp_path / "event").exit_code == 0
    for path, data in vscode_files().items():
        assert (tmp_path / "event" / path).read_bytes() == data
    for root in (ROOT, tmp_path / "event"):
        first = (root / "site.yaml").read_text("utf-8").partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (root / first.partition("=")[2]).is_file()


def test_settings_of_ones_own_are_left_alone(project: Project) -> None:
    project.small().write('=== .vscode/settings.json\n{"editor.fontSize": 20}\n')
    done = run("-C", project.root, "schema", "--vscode")
    assert done.exit_code == 0
    assert (project.root / SETTINGS).read_text("utf-8") == '{"editor.fontSize": 20}\n'
    assert ".vscode/settings.json: left alone, since it has settings of its own." in done.stderr
    assert '"./.vscode/schemas/event.schema.json": "content/event.yaml"' in done.stderr
    assert ".vscode/schemas/event.schema.json" in done.stdout.splitlines()


CMS = yaml.safe_load(cms_config(ROOT))
COLLECTIONS = {collection["name"]: collection for collection in CMS["collections"]}


def test_every_file_of_the_event_stands_in_its_collection() -> None:
    for kind, collection in COLLECTIONS.items():
        for file in collection["files"]:
            where = place(file["file"])
            assert where is not None
            assert ("english" if where.english else where.kind) == kind
            assert (ROOT / file["file"]).is_file()
    listed = [file["file"] for collection in COLLECTIONS.values() for file in collection["files"]]
    real = {*REAL, *(str(path.relative_to(ROOT)) for path in (ROOT / "content").rglob("*.md"))}
    assert len(listed) == len(set(listed))
    assert set(listed) == real - set(LISTS)
    names = [file["name"] for collection in COLLECTIONS.values() for file in collection["files"]]
    assert len(names) == len(set(names))


def test_every_kind_that_is_no_list_has_every_field() -> None:
    assert COLLECTIONS.keys() == {*KINDS, "english"} - set(LISTS.values())
    for kind, collection in COLLECTIONS.items():
        form = plan(Translation if kind == "english" else KINDS[kind])
        fields = {field["name"] for field in collection["files"][0]["fields"]}
        assert fields - {"body"} == {*form.by_key, *form.english} - NO_WIDGET
        assert ("body" in fields) is collection["files"][0]["file"].endswith(".md")
    figures = next(f for f in COLLECTIONS["presentation"]["files"][0]["fields"] if f["name"] == "figures")
    assert {"label", "label.en", "value", "unit"} <= {field["name"] for field in figures["fields"]}


def every_field(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for field in fields for one in (field, *every_field(field.get("fields", [])))]


def test_labels_are_in_both_languages_and_widgets_are_known() -> None:
    for collection in COLLECTIONS.values():
        for part in (collection, *every_field(collection["files"][0]["fields"])):
            korean, _, english = part["label"].partition(" / ")
            assert re.search("[가-힣]", korean), part
            assert re.search("[A-Za-z]", english), part
        for field in every_field(collection["files"][0]["fields"]):
            assert field["widget"] in ("string", "list", "object", "select", "boolean", "number", "markdown")
            if "pattern" in field:
                re.compile(field["pattern"][0])


def test_only_what_must_be_there_is_required() -> None:
    required = {field["name"] for field in COLLECTIONS["minutes"]["files"][0]["fields"] if field["required"]}
    assert required == {"date"}


def test_the_command_prints_it_and_writes_nothing(project: Project) -> None:
    project.small()
    before = sorted(project.root.rglob("*"))
    done = run("-C", project.root, "schema", "--cms")
    assert yaml.safe_load(done.stdout)["backend"] == {"name": "github", "repo": "owner/name", "branch": "main"}
    assert done.stdout.startswith("# Decap CMS의 설정입니다.")
    assert "# Sveltia CMS refuses these settings: it takes no names with a dot, such as title.en." in done.stdout
    assert sorted(project.root.rglob("*")) == before
    project.build().ok()
    assert not any("config.yml" in path or "schema" in path or "vscode" in path for path in project.files())


def test_one_thing_at_a_time() -> None:
    assert run("schema", "--cms", "--vscode").exit_code == 2
    assert run("schema", "--cms", "content/event.yaml").exit_code == 2
    assert len(schemas()) == len(KINDS) + 1
