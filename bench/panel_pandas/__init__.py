"""The panel of dangerous dyads a second time, as one would write it with pandas."""
