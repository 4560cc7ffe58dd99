"""What we compute for each published result, a module for each system."""
