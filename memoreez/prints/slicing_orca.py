"""OrcaSlicer: our profiles in its words, its command line, and what it says of the outcome.

Its command line wants three whole settings files, because it does not look up what they inherit
(OrcaSlicer issue 14718), and writes `plate_1.gcode` and `result.json` into a folder. Documented at
https://www.orcaslicer.com/wiki/cli/cli_actions; proved here with a program that follows that page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

GCODE = "plate_1.gcode"
_RESULT = "result.json"
_PRINTER = "memoreez 0.4 mm"

# OrcaSlicer's name of a setting, and PrusaSlicer's, as it stands in our profiles.
_PROCESS = {
    "layer_height": "layer_height",
    "initial_layer_print_height": "first_layer_height",
    "wall_loops": "perimeters",
    "wall_generator": "perimeter_generator",
    "top_shell_layers": "top_solid_layers",
    "bottom_shell_layers": "bottom_solid_layers",
    "top_shell_thickness": "top_solid_min_thickness",
    "bottom_shell_thickness": "bottom_solid_min_thickness",
    "sparse_infill_density": "fill_density",
    "sparse_infill_pattern": "fill_pattern",
    "top_surface_pattern": "top_fill_pattern",
    "bottom_surface_pattern": "bottom_fill_pattern",
    "seam_position": "seam_position",
    "skirt_loops": "skirts",
    "skirt_distance": "skirt_distance",
    "elefant_foot_compensation": "elefant_foot_compensation",
    "enable_support": "support_material",
    "support_style": "support_material_style",
    "support_threshold_angle": "support_material_threshold",
    "support_base_pattern_spacing": "support_material_spacing",
    "support_interface_top_layers": "support_material_interface_layers",
    "support_interface_spacing": "support_material_interface_spacing",
    "support_top_z_distance": "support_material_contact_distance",
    "line_width": "extrusion_width",
    "initial_layer_line_width": "first_layer_extrusion_width",
    "inner_wall_line_width": "perimeter_extrusion_width",
    "outer_wall_line_width": "external_perimeter_extrusion_width",
    "sparse_infill_line_width": "infill_extrusion_width",
    "internal_solid_infill_line_width": "solid_infill_extrusion_width",
    "top_surface_line_width": "top_infill_extrusion_width",
    "support_line_width": "support_material_extrusion_width",
    "inner_wall_speed": "perimeter_speed",
    "outer_wall_speed": "external_perimeter_speed",
    "small_perimeter_speed": "small_perimeter_speed",
    "sparse_infill_speed": "infill_speed",
    "internal_solid_infill_speed": "solid_infill_speed",
    "top_surface_speed": "top_solid_infill_speed",
    "gap_infill_speed": "gap_fill_speed",
    "bridge_speed": "bridge_speed",
    "support_speed": "support_material_speed",
    "initial_layer_speed": "first_layer_speed",
    "travel_speed": "travel_speed",
    "default_acceleration": "default_acceleration",
    "inner_wall_acceleration": "perimeter_acceleration",
    "initial_layer_acceleration": "first_layer_acceleration",
}
_FILAMENT = {
    "filament_diameter": "filament_diameter",
    "filament_density": "filament_density",
    "filament_type": "filament_type",
    "filament_max_volumetric_speed": "filament_max_volumetric_speed",
    "nozzle_temperature": "temperature",
    "nozzle_temperature_initial_layer": "first_layer_temperature",
    "hot_plate_temp": "bed_temperature",
    "hot_plate_temp_initial_layer": "first_layer_bed_temperature",
    "close_fan_the_first_x_layers": "disable_fan_first_layers",
    "slow_down_layer_time": "slowdown_below_layer_time",
    "slow_down_min_speed": "min_print_speed",
}
_MACHINE = {
    "nozzle_diameter": "nozzle_diameter",
    "retraction_length": "retract_length",
    "retraction_speed": "retract_speed",
    "z_hop": "retract_lift",
    "retraction_minimum_travel": "retract_before_travel",
}
_LIMITS = {"acceleration": "max_acceleration", "speed": "max_feedrate", "jerk": "max_jerk"}


def profiles(ini: str) -> dict[str, str]:
    """`machine.json`, `process.json` and `filament.json` of one of our profiles."""
    rows = (line.partition("=") for line in ini.splitlines() if not line.startswith("#"))
    known = {key.strip(): value.strip() for key, sign, value in rows if sign}
    process: dict[str, str | list[str]] = {name: known[ours] for name, ours in _PROCESS.items()}
    filament: dict[str, str | list[str]] = {name: [known[ours]] for name, ours in _FILAMENT.items()}
    named: dict[str, Mapping[str, str | list[str]]] = {
        "machine": _machine(known) | {"printer_settings_id": _PRINTER},
        "process": process
        | {"print_settings_id": "memoreez", "compatible_printers": [_PRINTER]}
        | {"support_type": "normal(auto)", "brim_type": "no_brim"},
        "filament": filament
        | {"filament_settings_id": ["memoreez"], "compatible_printers": [_PRINTER]}
        | {"slow_down_for_layer_cooling": ["1"]},
    }
    return {
        f"{kind}.json": json.dumps(
            {
                "type": kind,
                "name": _PRINTER if kind == "machine" else "memoreez",
                "from": "User",
                "version": "1.0.0.0",
                "instantiation": "true",
                **values,
            },
            indent=1,
        )
        for kind, values in named.items()
    }


def _machine(known: Mapping[str, str]) -> dict[str, str | list[str]]:
    """The printer: lists where there may be several extruders or modes."""
    made: dict[str, str | list[str]] = {name: [known[ours]] for name, ours in _MACHINE.items()}
    for name, ours in _LIMITS.items():
        made |= {f"machine_max_{name}_{axis}": [known[f"machine_{ours}_{axis}"]] for axis in "xyze"}
    for kind in ("extruding", "retracting", "travel"):
        made[f"machine_max_acceleration_{kind}"] = [known[f"machine_max_acceleration_{kind}"]]
    return made | {
        "printer_technology": "FFF",
        "printable_area": known["bed_shape"].split(","),
        "printable_height": known["max_print_height"],
        "gcode_flavor": known["gcode_flavor"],
        "use_relative_e_distances": known["use_relative_e_distances"],
        "layer_change_gcode": known["layer_gcode"],
    }


def command(place: Path, ini: str, solid: Path) -> list[str]:
    """What follows the program's name to slice `solid` into `place`; writes the profiles there."""
    for name, text in profiles(ini).items():
        (place / name).write_text(text, "utf-8")
    settings = f"{place / 'machine.json'};{place / 'process.json'}"
    return [
        *("--load-settings", settings),
        *("--load-filaments", str(place / "filament.json")),
        *("--slice", "0"),
        *("--outputdir", str(place)),
        str(solid),
    ]


def told(place: Path) -> Iterator[str]:
    """What `result.json` complains of."""
    try:
        result = json.loads((place / _RESULT).read_text("utf-8"))
    except (OSError, ValueError):
        return
    if not isinstance(result, dict):
        return
    if result.get("return_code"):
        yield str(result.get("error_string") or f"code {result['return_code']}")
    for plate in result.get("sliced_plates") or ():
        if isinstance(plate, dict) and plate.get("warning_message"):
            yield str(plate["warning_message"])
