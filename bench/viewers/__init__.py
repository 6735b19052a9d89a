"""Many viewers at once: at a person's pace on one server, and on two processes behind the shipped nginx of which one is killed."""
