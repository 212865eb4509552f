"""The migrations make the tables that the code speaks of."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from onrecord.keep import View, Writer
from onrecord.keep.store import VERSION
from onrecord.keep.tables import metadata


def test_a_migrated_store_has_the_tables_of_the_code(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    Writer(path).__exit__(None, None, None)
    found = inspect(create_engine(f"sqlite:///{path}"))
    for table in metadata.tables.values():
        columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(table.name)}
        assert columns == {c.name: (str(c.type), c.nullable) for c in table.columns}
        keys = {(k["constrained_columns"][0], k["referred_table"]) for k in found.get_foreign_keys(table.name)}
        assert keys == {(k.parent.name, k.column.table.name) for k in table.foreign_keys}


def test_the_version_of_the_code_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "onrecord.keep:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


def test_opening_again_migrates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    for _ in range(2):
        Writer(path).__exit__(None, None, None)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall() == [(VERSION,)]


def test_a_store_of_the_first_version_is_brought_up_to_date_with_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", "onrecord.keep:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("INSERT INTO pages VALUES ('d', 'dam.txt', 'text/plain', x'', 'now')")
        connection.exec_driver_sql(
            "INSERT INTO stories (id, byline, comments, parts, text, page, onrecord, weights, skipped, kept_at)"
            " VALUES ('0123456789abcdef01234567', '[]', '[]', '[]', 'She said no.', 'd', '0.1.0', 'w', '{}', 'now')"
        )
        connection.exec_driver_sql(
            "INSERT INTO statements (story, id, source, cue, content, form, confidence, source_spans, cue_spans,"
            " content_spans) VALUES ('0123456789abcdef01234567', 's1', 'She', 'said', 'no', 'indirect', 0.9,"
            " '[[0, 3]]', '[[4, 8]]', '[[9, 11]]')"
        )
    engine.dispose()
    Writer(path).__exit__(None, None, None)
    with View(path) as view:
        record = view.record("01234567")
    assert record.actors == ()
    assert [(s.content, s.relay) for s in record.statements] == [(((9, 11),), ())]
