"""MLX-000's reading of a pin, and the teeth of its gates."""

from importlib import import_module

import pytest

pins, dependency_pin = (import_module(name) for name in ("probes.pins", "dependency_pin"))


@pytest.mark.parametrize("version, admitted", [
    ("0.29.2", False), ("0.29.3", True), ("0.29.4", True), ("0.29.10", True), ("0.30.0", False), ("1.29.3", False),
])
def test_a_compatible_release_is_no_minimum(version, admitted):
    assert pins.by_definition("~=0.29.3")(version) == admitted
    assert pins.as_minimum("~=0.29.3")(version) == (version != "0.29.2")


def test_p1_wants_equal_readings():
    same, minimum = pins.by_definition(pins.PIN), pins.as_minimum(pins.PIN)
    assert dependency_pin.same_reading(same, same).ok
    assert not dependency_pin.same_reading(minimum, same).ok


def test_p2_names_what_is_wanted_and_what_is_left(in_mlx):
    start = "import dependency_pin as d\n"
    assert in_mlx(start + "result = d.fits_all({'a 1': '>=0.29.2'}, ['0.29.3', '0.29.4'])")[0]
    ok, detail = in_mlx(start + "result = d.fits_all({'a 1': '>=0.29.2', 'b 2': '>=0.30'}, ['0.29.3'])")
    assert not ok and "b 2 wants mlx >=0.30" in detail


def test_mlx_lm_says_what_it_wants(in_mlx):
    wishes = in_mlx("from probes import pins\nresult = pins.wishes()")
    assert any(name.startswith("mlx-lm ") for name in wishes), wishes
