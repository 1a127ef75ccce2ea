"""The API's own description: complete, with examples, and true under generated requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from fake_flow import FakeFlow
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from live_server import live
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from web_client import NOBODY, OWNER

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
ENDLESS = "/api/keepsakes/{keepsake_id}/events"  # has tests of its own
QUICK, LONG = 3, 80  # requests for each operation
COMMON: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.generate),
    "derandomize": True,
    "database": None,
}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    folder = tmp_path_factory.mktemp("openapi")
    with live(folder, by_hand=True, owner_token=OWNER) as served:
        yield served


@pytest.fixture(scope="module")
def known(studio: tuple[str, Any]) -> dict[str, str]:
    """Keepsakes in several states, and a share token."""
    url, inside = studio
    found = {"nobody": NOBODY}
    with httpx.Client(base_url=url) as http:
        for state in ("ready", "sculpting", "choosing", "imagining"):
            told = http.post("/api/keepsakes", json={"hobbies": "chess"}).json()
            found[state] = told["id"]
            if state != "imagining":
                inside.flow.work()
            if state in ("ready", "sculpting"):
                http.post(f"/api/keepsakes/{told['id']}/choice", json={"concept_id": 1})
            if state == "ready":
                inside.flow.work()
                found["token"] = told["share"].removeprefix("/s/")
        raw = {"Content-Type": "application/octet-stream"}
        sent = http.post("/api/meshes", params={"name": "a.stl"}, content=b"solid", headers=raw)
        found["mesh_id"] = sent.json()["id"]
    return found


@pytest.fixture(scope="module")
def description(studio: tuple[str, Any]) -> Any:
    return httpx.get(f"{studio[0]}/api/openapi.json").json()


@pytest.fixture(scope="module")
def api(studio: tuple[str, Any]) -> Any:
    found = schemathesis.openapi.from_url(f"{studio[0]}/api/openapi.json")
    return found.exclude(path=ENDLESS)


def exercise(api: Any, known: dict[str, str], flow: FakeFlow, times: int) -> int:
    """So many generated requests to each operation, about keepsakes that there are; how many."""
    count = 0
    for found in api.get_all_operations():
        operation = found.ok()
        flow.beat()

        @settings(max_examples=times, **COMMON)
        @given(case=operation.as_strategy(), pick=PICKS)
        def ask(case: Any, pick: str) -> None:
            nonlocal count
            for name in ("keepsake_id", "token", "mesh_id"):
                if name in (case.path_parameters or {}):
                    case.path_parameters[name] = known[pick if name == "keepsake_id" else name]
            case.call_and_validate(checks=CHECKS, timeout=20)
            count += 1

        ask()
    return count


PICKS = st.sampled_from(["ready", "sculpting", "choosing", "imagining", "nobody"])


def test_answers_are_as_described(api: Any, known: dict[str, str], studio: tuple[str, Any]) -> None:
    """No 500, and status, type, headers and body as the description says."""
    assert exercise(api, known, studio[1].flow, QUICK) > 50


@pytest.mark.slow
def test_many_answers_are_as_described(
    api: Any, known: dict[str, str], studio: tuple[str, Any]
) -> None:
    """The same with many more requests."""
    assert exercise(api, known, studio[1].flow, LONG) > 1000


def operations(description: Any) -> list[tuple[str, str, Any]]:
    return [
        (path, method, told)
        for path, methods in description["paths"].items()
        for method, told in methods.items()
    ]


def test_every_route_of_the_contract_is_described(description: Any) -> None:
    """Paths and methods that programs rely on."""
    found = {(method.upper(), path) for path, method, _ in operations(description)}
    one = "/api/keepsakes/{keepsake_id}"
    assert found == {
        ("POST", "/api/keepsakes"), ("GET", "/api/keepsakes"), ("GET", one), ("DELETE", one),
        ("GET", f"{one}/events"), ("POST", f"{one}/concepts"), ("POST", f"{one}/choice"),
        ("PATCH", f"{one}/figurine"), ("POST", f"{one}/preview"), ("POST", f"{one}/cancel"),
        ("POST", f"{one}/retry"), ("GET", f"{one}/files"), ("GET", f"{one}/files/{{name}}"),
        ("POST", "/api/meshes"), ("GET", "/api/meshes/{mesh_id}"),
        ("DELETE", "/api/meshes/{mesh_id}"), ("POST", "/api/meshes/{mesh_id}/cancel"),
            ("POST", "/api/meshes/{mesh_id}/again"),
        ("GET", "/api/meshes/{mesh_id}/files/{name}"),
        ("POST", "/api/photos"), ("GET", "/api/photos/{photo_id}"),
        ("DELETE", "/api/photos/{photo_id}"), ("POST", "/api/photos/{photo_id}/cutout"),
        ("GET", "/api/photos/{photo_id}/files/{name}"),
        ("GET", "/api/shared/{token}"), ("GET", "/api/shared/{token}/files/{name}"),
        ("GET", "/api/studio"), ("GET", "/health/live"), ("GET", "/health/ready"),
    }  # fmt: skip


def test_every_route_says_what_it_does(description: Any) -> None:
    """A summary, a description, a tag that is explained."""
    tags = {one["name"] for one in description["tags"]}
    for path, method, told in operations(description):
        assert told["summary"] and told["description"], (method, path)
        assert set(told["tags"]) <= tags and told["tags"]


def test_every_body_and_parameter_has_an_example(description: Any) -> None:
    """Nobody has to guess what an id or an order looks like."""
    schemas = description["components"]["schemas"]
    for path, method, told in operations(description):
        if "application/json" in told.get("requestBody", {}).get("content", {}):
            content = told["requestBody"]["content"]["application/json"]["schema"]
            assert schemas[content["$ref"].rsplit("/", 1)[-1]]["examples"], (method, path)
        for parameter in told.get("parameters", []):
            if parameter["in"] == "path":
                assert parameter["schema"].get("examples") or parameter.get("examples"), parameter


def test_every_error_is_described_as_a_problem(description: Any) -> None:
    """With an example, in the media type of RFC 9457."""
    for path, method, told in operations(description):
        for status, answer in told["responses"].items():
            if int(status) >= 400 and not path.startswith("/health"):
                problem = answer["content"]["application/problem+json"]
                assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}
                assert problem["example"]["status"] == int(status), (method, path)


def test_every_reference_leads_somewhere(description: Any) -> None:
    """No model is missing."""
    names = {part.split('"')[0] for part in json.dumps(description).split("schemas/")[1:]}
    assert names <= description["components"]["schemas"].keys()
    assert "HTTPValidationError" not in names


def test_no_page_with_foreign_scripts(studio: tuple[str, Any]) -> None:
    """FastAPI's own documentation pages load theirs from a CDN: they are off."""
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert httpx.get(studio[0] + path).status_code == 404
