"""How long readers wait, measured beside other dashboards in one run: `python -m bench`. Nothing here is part of the dashboard."""
