"""Japan's own rules on help to a state attacked abroad: the first rule set beside a treaty."""
