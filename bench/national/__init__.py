"""How cost grows: a data package of national size, made up and said to be so, and what the dashboard takes to show it."""
