"""What the pages of curated answers say: the words for states, troubles, steps, what was done."""

STATES = {
    "draft": "curated.draft",
    "review": "curated.review",
    "pinned": "curated.pinned",
    "expired": "curated.expired",
    "needs_review": "curated.needs_review",
    "withdrawn": "curated.withdrawn",
}
TROUBLES = {
    "expired": "curated.trouble_expired",
    "gone": "curated.trouble_gone",
    "changed": "curated.trouble_changed",
    "superseded": "curated.trouble_superseded",
    "hidden": "curated.trouble_hidden",
    "not_quoted": "curated.trouble_not_quoted",
    "not_borne": "curated.trouble_not_borne",
}
STEPS = {
    "submit": "curated.submit",
    "pin": "curated.pin",
    "send_back": "curated.send_back",
    "reopen": "curated.reopen",
    "withdraw": "curated.withdraw",
}
DONE = {
    "write": "curated.step_write",
    "edit": "curated.step_edit",
    "submit": "curated.step_submit",
    "pin": "curated.step_pin",
    "send_back": "curated.step_send_back",
    "reopen": "curated.step_reopen",
    "withdraw": "curated.step_withdraw",
}
