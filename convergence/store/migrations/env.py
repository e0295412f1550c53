"""Runs migrations on the connection that `convergence.store.engine` hands over, inside its transaction."""

from alembic import context

from convergence.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
