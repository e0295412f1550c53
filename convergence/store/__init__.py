"""Where meetings, follow-up and history are kept: SQLAlchemy Core, on SQLite by default and on PostgreSQL.

`engine` opens a database, `reads` takes values out of it, `writes` changes it: one verb, one transaction, one event.
"""
