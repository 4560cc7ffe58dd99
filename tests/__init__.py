"""Tests: names are claims, docstrings say what must hold."""
