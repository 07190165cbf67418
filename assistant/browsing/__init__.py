"""Finding documents to read: which ones hold some words, counted by what is known of them."""
