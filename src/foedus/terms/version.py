"""The version of the code; that of the record is its own."""

VERSION = "0.1.0"
