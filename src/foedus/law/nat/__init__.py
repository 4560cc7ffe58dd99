"""The North Atlantic Treaty, one module an article."""
