"""Of another app only the public modules may be imported. Reads the import graph."""

import grimp

from tests.architecture.layers import LEVELS

PUBLIC = {"models", "capabilities", "verbs", "notices", "rules", "queries", "actions"}
# Public beyond the list that every app shares, each for a reason.
NAMED = {
    "accounts.fresh",  # steps for which an open session is not enough
    "analytics.metrics",  # the catalogue of numbers
    "analytics.periods",  # the overview counts the same days
    "analytics.tiles",  # and shows the same tiles
    "brands.endpoint",  # the base of every REST view
    "brands.keys",  # authentication in members needs it
    "brands.links",  # the only builder of links
    "content.markup",  # announcements are written like posts
    "content.screening",  # a port
    "delivery.fan_out",  # announcements reach everyone in SQL
    "delivery.tell",  # a reader of the dispatcher
    "members.segments",  # apps above add what they know about people
    "members.conditions",  # groups/ asks for them in a form and says them as sentences
    "members.viewer",
    "spaces.api",  # one REST face behind two doors: communities/ and groups/
    "spaces.links",
    "spaces.questions",
    "spaces.refusals",  # the desk offers them
}
OPEN_APPS = {"core", "activity"}


def test_apps_touch_only_what_others_show():
    graph = grimp.build_graph(*sorted(LEVELS))
    private = [
        f"{importer} → {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if is_foreign(importer, imported) and not is_public(imported)
    ]
    assert not sorted(private)


def is_foreign(importer: str, imported: str) -> bool:
    """config is the composition root and may reach into everyone."""
    mine, theirs = importer.partition(".")[0], imported.partition(".")[0]
    return mine not in (theirs, "config") and theirs in LEVELS


def is_public(module: str) -> bool:
    app, _, inside = module.partition(".")
    if app in OPEN_APPS or not inside:
        return True
    return inside.partition(".")[0] in PUBLIC or ".".join(module.split(".")[:2]) in NAMED
