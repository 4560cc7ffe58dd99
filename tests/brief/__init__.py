"""The brief: what it says, draws and lays out."""
