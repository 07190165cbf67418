"""Questions to the register: read into exact selections, and their results said in Swedish."""
