"""The 3MF Consortium's own writer, made to give the same bytes each time."""

from __future__ import annotations

import io
import uuid
import zipfile
from typing import Any

import lib3mf
import numpy as np

from memoreez.prints.threemf import Item, Scene, colour


def parts(scene: Scene) -> dict[str, bytes]:
    """The parts of the package, by name, in a fixed order. lib3mf refuses degenerate triangles."""
    library: Any = lib3mf.get_wrapper()  # type: ignore[no-untyped-call]
    model = library.CreateModel()
    model.SetUnit(lib3mf.ModelUnit.MilliMeter)
    for name, value in scene.words.items():
        model.GetMetaDataGroup().AddMetaData("", name, value, "xs:string", True)
    materials = model.AddBaseMaterialGroup()
    for body in scene.bodies:
        red, green, blue = bytes.fromhex(colour(body)[1:])
        materials.AddMaterial(body, library.RGBAToColor(red, green, blue, 255))
    objects = [_object(model, item, materials) for item in scene.items]
    built = objects[0] if len(objects) == 1 else _assembly(library, model, scene.title, objects)
    item = model.AddBuildItem(built, library.GetIdentityTransform())
    item.SetUUID(_uuid(scene.title, "item"))
    model.SetBuildUUID(_uuid(scene.title, "build"))
    model.AddCustomContentType("config", "text/xml")
    if scene.picture is not None:
        model.CreatePackageThumbnailAttachment().ReadFromBuffer(scene.picture)
    return _unzipped(bytes(model.QueryWriter("3mf").WriteToBuffer()))


def _object(model: Any, item: Item, materials: Any) -> Any:
    made = model.AddMeshObject()
    made.SetName(item.name)
    made.SetUUID(_uuid(item.name, "object"))
    vertices = np.ascontiguousarray(item.mesh.vertices, np.float32)
    faces = np.ascontiguousarray(item.mesh.faces, np.uint32)
    made.SetGeometry(
        (lib3mf.Position * len(vertices)).from_buffer_copy(vertices.data),
        (lib3mf.Triangle * len(faces)).from_buffer_copy(faces.data),
    )
    group = materials.GetResourceID()
    index = np.array(materials.GetAllPropertyIDs(), np.uint32)[item.materials]
    made.SetObjectLevelProperty(group, int(index[0]))
    if (index != index[0]).any():
        shades = np.empty((len(faces), 4), np.uint32)  # resource id, then one index per corner
        shades[:, 0], shades[:, 1:] = group, index[:, None]
        made.SetAllTriangleProperties(
            (lib3mf.TriangleProperties * len(faces)).from_buffer_copy(shades.data)
        )
    return made


def _assembly(library: Any, model: Any, title: str, objects: list[Any]) -> Any:
    whole = model.AddComponentsObject()
    whole.SetName(title)
    whole.SetUUID(_uuid(title, "whole"))
    for made in objects:
        component = whole.AddComponent(made, library.GetIdentityTransform())
        component.SetUUID(_uuid(title, made.GetName(), "component"))
    return whole


def _uuid(*words: str) -> str:
    """lib3mf makes up random ones, which would differ from run to run."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("memoreez", *words))))


def _unzipped(package: bytes) -> dict[str, bytes]:
    """Its parts, to be zipped again: lib3mf stamps each with the time of day."""
    with zipfile.ZipFile(io.BytesIO(package)) as zipped:
        return {name: zipped.read(name) for name in sorted(zipped.namelist())}
