"""What the templates of lessons ask for, field by field: one line of help each, in Swedish."""

ASKED = {
    "title": "Säg i en mening vad lärdomen handlar om.",
    "context": "I vilket läge uppstod det? Vad skulle projektet göra?",
    "happened": "Vad hände, och vad blev följden?",
    "why": "Vad berodde det på?",
    "differently": "Vad skulle ni göra annorlunda, och vad råder ni andra?",
    "agency": "Myndighetens namn.",
    "project": "Projektets id i registret, som det står i projektets adress.",
    "phase": "Den fas som projektet var i, till exempel Införande.",
    "theme": "Ett ämne som samlar liknande lärdomar, till exempel Drift.",
    "sure": "Låg, medel eller hög.",
    "access": "Alla, internt (alla som har loggat in) eller grupper med komma emellan.",
    "remind": "En dag, som 2027-01-31.",
}
"""By the names of `LessonText`, in the order in which they are asked."""
NAME = "Lärdom"
"""What the Word form is called at its top, and what it says below that."""
LEAD = (
    "Skriv under rubrikerna och låt rubrikerna stå. Hjälpen under en rubrik får stå kvar; den "
    "följer inte med. Undvik personuppgifter. Rubrik, Vad hände och Vad vi skulle göra annorlunda "
    "behövs för granskning."
)
FILLED_IN = {"access": "internt"}
"""What stands in a field from the start."""
