"""Unknown numbers: rational functions of symbols, facts about them, and a solver that decides."""
