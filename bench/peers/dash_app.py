"""The comparison in Dash: `python -m bench.peers.dash_app PORT`."""

import sys

from dash import Dash, Input, Output, dash_table, dcc, html

from bench.peers import view

app = Dash(__name__, title="Dash")
first = view.seen(())
app.layout = html.Div(
    [
        html.H1("Dash"),
        dcc.Checklist(
            id="units", options=[{"value": unit, "label": name} for unit, name in view.localities().items()], value=[], inline=True
        ),
        dcc.Graph(id="chart", figure=first.figure, config=view.CONFIG),
        dash_table.DataTable(id="table", columns=[{"name": name, "id": name} for name in first.table], page_size=20),
    ]
)


@app.callback(Output("chart", "figure"), Output("table", "data"), Input("units", "value"))
def shown(units: list[str]) -> tuple:
    seen = view.seen(tuple(units))
    return seen.figure, seen.table.to_dict("records")


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
