"""A kept answer as something to register: what was asked, answered, quoted, and from what."""
