"""The whole record in forms that others read: SQL, SQLite, CSV, Parquet, with licence and citation."""
