"""From a query to the passages that bear it: search both ways, read closely, ask in other words."""
