"""The project file: months, journal, migrations."""
