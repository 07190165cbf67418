"""Takes in files that come through the service.

    rules (what may come) -> placing (into the folder, whole) -> taking_in (synced, told)

The folder of uploads is an ordinary material folder: whoever looks after the library may sync,
watch, correct and forget it like any other.
"""
