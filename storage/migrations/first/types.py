"""The column types that the two databases name differently."""

import sqlalchemy as sa

# SQLite numbers rows by itself only where the type is INTEGER.
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared by its bytes on both, so that all words with one beginning follow each other.
FOLDED_WORD = sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
