"""Who asks: how they came, what they may see and do."""
