"""The checks of a collection, a room for each kind: each tells what an agency should look at.

`gathering` lays out what the books tell, `standing` says where an agency stands among those of
its size; the other rooms find. Nothing here knows files, the record or replies.
"""
