"""IDs that look like one person."""

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.importing.same_person import same_person
from retention_desk.importing.scope import scope

from .conftest import imported

HEAD = "Customer ID,Name,Email,Phone,City\n"


def found(text_file, rows):
    data = imported(text_file(HEAD + rows))
    return {(group.ids, group.column) for group in same_person(data)}


def test_addresses_are_compared_without_case_and_spaces(text_file):
    rows = "C-1,Ann,ann@example.org,,Leeds\nC-2,A., ANN@Example.org ,,York\nC-3,Cem,cem@example.org,,Hull\n"
    assert found(text_file, rows) == {(("C-1", "C-2"), "email")}


def test_telephone_numbers_are_compared_by_their_digits(text_file):
    rows = (
        "C-1,Ann,,0113 496-0000,Leeds\nC-2,A.,,(113) 4960000,York\nC-3,Cem,,0000000000,Hull\n"
        "C-4,Di,,00 00000000,X\nC-5,Ed,,138****0000,X\nC-6,Flo,,138****0000,X\n"
    )
    assert found(text_file, rows) == {(("C-1", "C-2"), "phone")}


def test_a_placeholder_that_many_share_is_no_person(text_file):
    rows = "".join(f"C-{n},N{n},none@example.org,,Leeds\n" for n in range(9))
    assert found(text_file, rows) == set()


def test_an_id_is_in_one_group_and_the_first_stays(text_file):
    rows = "C-2,Ann,ann@example.org,0113 4960000,L\nC-1,A.,ann@example.org,,Y\nC-3,Cem,,0113 4960000,H\n"
    data = imported(text_file(HEAD + rows))
    [group] = same_person(data)
    assert group.aliases == {"C-2": "C-1"}


def test_the_audit_names_them_and_keeps_them_apart(text_file):
    from retention_desk.importing.audit import audit

    rows = "C-1,Ann,ann@example.org,,Leeds\nC-2,A.,ann@example.org,,York\nC-3,Cem,cem@example.org,,Hull\n"
    data = imported(text_file(HEAD + rows))
    [finding] = [f for f in audit(data).findings if f.code == "same_person"]
    assert (finding.rows, finding.setting) == (2, "general.aliases")
    assert data.n_customers == 3


def test_who_is_kept_apart_is_not_asked_about_again(text_file):
    rows = "C-1,Ann,ann@example.org,,Leeds\nC-2,A.,ann@example.org,,York\nC-3,Cem,cem@example.org,,Hull\n"
    data = imported(text_file(HEAD + rows))
    assert same_person(data)
    apart = scope(data, DEFAULTS.with_value("general.aliases", {"C-2": "C-2"}))
    assert same_person(apart) == ()
    assert apart.n_customers == 3


def test_people_who_share_a_telephone_but_neither_address_nor_name_are_several(text_file):
    rows = (
        "C-1,Ann,ann@example.org,0113 4960000,L\n"
        "C-2,Bob,bob@example.org,0113 4960000,L\n"
        "C-3,Ann,ann.two@example.org,0113 4960000,L\n"
        "C-4,Cem,cem@example.org,0113 4960001,L\n"
        "C-5,Dot,,0113 4960001,L\n"
    )
    assert found(text_file, rows) == {(("C-1", "C-3"), "phone"), (("C-4", "C-5"), "phone")}
