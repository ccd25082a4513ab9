"""One build of the library's site, with what it has to say of itself said through MkDocs."""

from __future__ import annotations

import sys

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from jianbao.caching import FileCache
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.problems import ProblemsFound
from jianbao.reading import Office
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Site
from jianbao.rendering.printing.documents import Documents, name_cache
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates

log = get_plugin_logger(__name__)
# So many lines tell of a build's progress, however many documents it makes.
_STEPS = 10


def build_site(office: Office, access: Access, as_of: Moment, templates: Templates, site_url: str) -> Site:
    """Pages and files of one access. Raises PluginError where a template or a style is wrong."""
    cache = FileCache(office.root, name_cache(access))
    context = BuildContext(
        office=office,
        access=access,
        as_of=as_of,
        templates=templates,
        site_url=site_url,
        documents=Documents(office.root, templates, office.settings.printing, cache),
        progress=_tell_progress,
    )
    try:
        site = render_site(context)
    except ProblemsFound as found:
        raise PluginError(f"网站没有生成：\n{found}") from found
    cache.save()
    # A warning of MkDocs would fail a strict build, and its information is not seen in a quiet one.
    for remark in site.remarks:
        print(remark, file=sys.stderr)
    return site


def _tell_progress(done: int, total: int) -> None:
    if done == total or done * _STEPS // total > (done - 1) * _STEPS // total:
        log.info("生成文件 %d/%d……", done, total)
