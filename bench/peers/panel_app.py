"""The comparison in Panel: `python -m bench.peers.panel_app PORT`."""

import sys

import panel as pn

from bench.peers import view

pn.extension("plotly", "tabulator")


def page() -> pn.Column:
    names = {name: unit for unit, name in view.localities().items()}
    units = pn.widgets.CheckBoxGroup(options=names, inline=True)
    first = view.seen(())
    chart = pn.pane.Plotly(first.figure, config=view.CONFIG, sizing_mode="stretch_width")
    table = pn.widgets.Tabulator(first.table, disabled=True, show_index=False, pagination=None, height=380)

    def choose(event: object) -> None:
        seen = view.seen(tuple(units.value))
        chart.object, table.value = seen.figure, seen.table

    units.param.watch(choose, "value")
    return pn.Column("# Panel", units, chart, table)


if __name__ == "__main__":
    port = int(sys.argv[1])
    pn.serve(page, port=port, show=False, websocket_origin=[f"127.0.0.1:{port}"])
