"""The look: tokens, faces, and text that can always be read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from retention_desk.charts.style import UNREADABLE, Look
from retention_desk.foundation.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_its_faces(language):
    look = Look(language=language)
    assert look.families
    assert look.readable("留存率 60.7% 客戶 ÷ − · é") == "留存率 60.7% 客戶 ÷ − · é"


def test_a_character_no_face_has_is_never_a_box():
    assert Look().readable("a\U00012345\ue999b").count(UNREADABLE) >= 1
    assert Look().readable("a\ue999b")[0] == "a"


def test_plain_text_needs_one_face_only():
    assert len(Look().faces("3,000")) == 1


def test_widths_grow_with_the_text():
    look = Look(language="zh_CN")
    assert (
        0 < look.text_width("客户") < look.text_width("客户 3,000") < look.text_width("客户 3,000", "section")
    )


def test_sizes_come_from_the_tokens():
    look = Look()
    assert look.text_size("caption") == 12
    assert look.size("cohort_row") == 24
    assert look.sized(10, 20).width == 10


def test_the_package_does_not_load_matplotlib_before_it_draws():
    code = "import sys, retention_desk.charts.draw_figure, retention_desk.charts.style; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
