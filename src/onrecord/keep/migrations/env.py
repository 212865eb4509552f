"""Alembic runs this to bring a store up to date, on the connection that `open_store` hands it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None)
context.run_migrations()
