"""Nuclear treaties and nuclear sharing: what they say of a role, and who is bound."""
