"""An exam in reading questions to the register, over the starter data; independent of its reader.

`templates` makes 170 questions, `written.jsonl` and `held_out.jsonl` hold 40 each that were written
by hand before any reader was seen; only the final measuring opens the latter. `reference` works
out what is right with pandas from the workbooks, `comparing` holds an answer against it.
"""
