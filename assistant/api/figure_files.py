"""The results of the register as pictures and as files."""

from fastapi import APIRouter, Response

from assistant.api import examples
from assistant.api.drawn import PNG, SVG, drawn
from assistant.api.entry import Here
from assistant.api.figures import MOST, Filter, Rows
from assistant.errors import NotFoundError
from assistant.figures.charts import Chart
from assistant.service import Service

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def figure_picture_routes() -> APIRouter:
    """The routes that draw."""
    routes = APIRouter(prefix="/api/v1/figures", tags=["Register"])

    @routes.get(
        "/picture.svg",
        response_class=Response,
        responses=examples.responses("<svg …>", 404, 422, 503, media_type=SVG),
    )
    def picture(service: Here, filter: Filter) -> Response:  # noqa: A002  (the same)
        """Draw the result of a filter, with its title and what it shows in words."""
        from assistant.figures.pictures import as_svg  # noqa: PLC0415  (half a second to load)

        return drawn(as_svg(_chart(service, filter)), SVG)

    @routes.get(
        "/picture.png",
        response_class=Response,
        responses=examples.responses(examples.PICTURE, 404, 422, 503, media_type=PNG),
    )
    def picture_png(service: Here, filter: Filter) -> Response:  # noqa: A002  (the same)
        """Draw the result of a filter as a bitmap."""
        from assistant.figures.pictures import as_png  # noqa: PLC0415  (the same)

        return drawn(as_png(_chart(service, filter)), PNG)

    return routes


def figure_table_routes() -> APIRouter:
    """The routes that give tables as files."""
    routes = APIRouter(prefix="/api/v1/figures", tags=["Register"])

    @routes.get(
        "/table.csv",
        response_class=Response,
        responses=examples.responses("Myndighet;Projekt;År", 422, 503, media_type=CSV),
    )
    def table(service: Here, filter: Filter, rows: Rows = MOST) -> Response:  # noqa: A002  (the same)
        """Give the rows behind the result of a filter, with semicolons and decimal commas."""
        from assistant.figures.downloads import as_csv  # noqa: PLC0415  (a question needs none)

        tables = service.figures.tables(filter, service.asker, rows)
        return _file(as_csv(tables[-1]), CSV, "rader.csv")

    @routes.get(
        "/table.xlsx",
        response_class=Response,
        responses=examples.responses(examples.PICTURE, 422, 503, media_type=XLSX),
    )
    def workbook(service: Here, filter: Filter, rows: Rows = MOST) -> Response:  # noqa: A002  (the same)
        """Give the result of a filter as a workbook: figures on a sheet, rows on another."""
        from assistant.figures.downloads import as_xlsx  # noqa: PLC0415  (the same)

        tables = service.figures.tables(filter, service.asker, rows)
        return _file(as_xlsx(tables), XLSX, "register.xlsx")

    return routes


def _chart(service: Service, text: str) -> Chart:
    chart = service.figures.chart(text, service.asker)
    if chart is None:
        raise NotFoundError("Resultatet är ett enda värde, och ritas inte.", "Se svaret.")
    return chart


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private"}
    return Response(content, media_type=media_type, headers=headers)
