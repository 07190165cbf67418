"""The product's own questions over the starter corpus, with the quotes that answer them."""
