"""About: purpose, sources with hashes, an index that leads to every sheet shown."""


def cells_of(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_sources_and_index_are_there(shop):
    book = shop.books["en"]
    cells = cells_of(book["About"])
    (source,) = shop.analysis.data.sources
    assert any(source.file_hash[:16] in str(cell) for cell in cells)
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible" and sheet.title != "About"]
    assert set(shown) <= set(cells)
    assert "2024" in " ".join(map(str, cells))


def test_the_index_is_made_of_links_inside_the_workbook(shop):
    links = [
        cell.hyperlink for row in shop.books["en"]["About"].iter_rows() for cell in row if cell.hyperlink
    ]
    assert links
    assert all(link.location and not link.target for link in links)
