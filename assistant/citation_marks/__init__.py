"""What readers say of citations, told to the editors of the documents, and settled by them."""
