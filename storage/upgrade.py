"""The migrations of the tables by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def alembic_config(migrations: Path, **attributes: object) -> Config:
    """Return the configuration of Alembic for the migrations in a folder, with these attributes."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes.update(attributes)
    return config


def upgrade(connection: Connection, migrations: Path, to: str) -> None:
    """Run the migrations in a folder up to a version on the tables of a connection; "head" stands for the newest."""
    command.upgrade(alembic_config(migrations, connection=connection), to)
