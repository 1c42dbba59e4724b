"""Groups of tokens, each field as the token file names it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in pixels."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - the token's name
    xl: int
    xxl: int
    page_margin: int
    page_top: int
    card_gap: int
    card_padding_x: int
    card_padding_y: int


@dataclass(frozen=True, slots=True)
class Radius:
    """Corner radii in pixels."""

    card: int
    control: int
    segment: int
    check: int
    chip: int
    bar: int


@dataclass(frozen=True, slots=True)
class Line:
    """Line widths and the distance of the focus ring, in pixels."""

    border: int
    selected_card: int
    focus_ring: int
    focus_offset: int
    focus_offset_inside: int


@dataclass(frozen=True, slots=True)
class Size:
    """Heights and widths of parts, in pixels."""

    rail: int
    rail_folded: int
    top_bar: int
    status_bar: int
    inspector: int
    inspector_folded: int
    side_sheet: int
    data_files_panel: int
    nav_item: int
    nav_item_gap: int
    nav_group_gap: int
    indicator_row: int
    control: int
    control_small: int
    chip: int
    icon: int
    icon_small: int
    icon_caret: int
    table_header: int
    table_row: int
    table_row_dense: int
    table_group_row: int
    import_row: int
    import_header: int
    cohort_row: int
    figure_card_min_width: int
    tooltip_max_width: int
    checkbox: int
    slider_handle: int
    threshold_handle: int
    progress_height: int
    band_mark: int
    confidence_dot: int


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type size and line height in pixels, and weight (100–900)."""

    size: int
    line: int
    weight: int


@dataclass(frozen=True, slots=True)
class Motion:
    """Durations in milliseconds."""

    hover_ms: int
    fold_ms: int
    sheet_ms: int
    curve: str
    reduced_ms: int


@dataclass(frozen=True, slots=True)
class Colours:
    """The colour roles of one scheme."""

    surface: QColor
    raised: QColor
    sunken: QColor
    border: QColor
    border_strong: QColor
    hover: QColor
    selection: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    on_accent: QColor
    accent_quiet: QColor
    positive: QColor
    positive_quiet: QColor
    warning: QColor
    warning_quiet: QColor
    danger: QColor
    danger_quiet: QColor
    info: QColor
    info_quiet: QColor
    changed: QColor
    tip: QColor
    tip_text: QColor
    tip_link: QColor


@dataclass(frozen=True, slots=True)
class BandColours:
    """Mark and fill of the three health bands."""

    healthy: QColor
    healthy_quiet: QColor
    watch: QColor
    watch_quiet: QColor
    risk: QColor
    risk_quiet: QColor


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Colours of marks painted by the window itself (sparks, histograms, small bars)."""

    categorical: tuple[QColor, ...]
    parts: tuple[QColor, ...]
    sequential: tuple[QColor, ...]
    cell_text_dark: QColor
    cell_text_light: QColor
    diverging: tuple[QColor, ...]
    axis: QColor
    grid: QColor
    hatch: QColor
    outline: QColor
    histogram: QColor


@dataclass(frozen=True, slots=True)
class ChartMetrics:
    """Line widths and sizes inside charts, in pixels; shares and opacities as 0–1."""

    series_width: float
    reference_width: float
    axis_width: float
    grid_width: float
    outline_width: float
    marker_radius: float
    marker_edge: float
    interval_alpha: float
    bar_fill: float
    bar_gap: float
    band_alpha: float
    reference_dash: tuple[float, ...]
    hatch_spacing: float
    text_size: int
    raster_scale: float
