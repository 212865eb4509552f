"""An index that alone tells who speaks a statement, so that those a search finds are counted by it."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.drop_index("ix_actors_story", "actors")
    # PostgreSQL refuses an index over words as long as a name may be.
    alone = ["named", "identity", "name"] if op.get_bind().dialect.name == "sqlite" else []
    op.create_index("ix_actors_story", "actors", ["story", "id", *alone])
