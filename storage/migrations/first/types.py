"""The column types that the two databases name differently."""

import sqlalchemy as sa

# SQLite numbers rows by itself only where the type is INTEGER.
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
