from __future__ import annotations

import dataclasses

import pytest

from retention_desk.desktop import tokens

GROUPS = [
    tokens.Space, tokens.Radius, tokens.Line, tokens.Size, tokens.TextStyle, tokens.Motion,
    tokens.Colours, tokens.BandColours, tokens.ChartColours, tokens.ChartMetrics,
]  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_groups_are_frozen_and_need_every_token(group):
    fields = dataclasses.fields(group)
    assert fields
    assert all(field.default is dataclasses.MISSING for field in fields)
    with pytest.raises(TypeError):
        group()
    made = group(**{field.name: 1 for field in fields})
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, fields[0].name, 2)
