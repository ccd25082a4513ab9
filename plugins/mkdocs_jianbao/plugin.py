"""MkDocs events, in the order in which they come. Each hands over to the library."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from jianbao.checks import check_office
from jianbao.earlier import NO_SHELF
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.problems import Level
from jianbao.reading import Office, find_office, read_office, resolve_as_of
from jianbao.rendering.page import Page, Site
from jianbao.rendering.templates import Templates
from mkdocs_jianbao.building import build_site
from mkdocs_jianbao.config import JianbaoConfig
from mkdocs_jianbao.pages import DeadLinkError, add_generated, make_meta, make_nav, make_toc, resolve_links
from mkdocs_jianbao.searching import SearchEntries, prepare_search

log = get_plugin_logger(__name__)

# Problems in these stand in the way of publishing; a unit's unfinished item does not.
_PUBLISHED = ("briefs/settings/", "briefs/issues/", "briefs/notices/", "briefs/bulletins/", "briefs/pages/")


class JianbaoPlugin(BasePlugin[JianbaoConfig]):  # type: ignore[no-untyped-call]  # nor this one
    """Reads the office once a build, renders its site for one access, and gives the pages to MkDocs."""

    root: Path
    office: Office
    as_of: Moment
    site: Site
    pages: dict[str, Page]
    entries: SearchEntries

    # Before the search plugin reads its own options: it must find the dictionary there.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = find_office(Path(config.config_file_path or ".").parent)
        if root is None:
            raise PluginError("没有找到 briefs/settings/office.yml；mkdocs.yml 应放在办公室的文件夹里")
        self.root = root
        self.office = read_office(root)
        self.as_of = self._resolve_day()
        self._refuse_problems()
        templates = Templates(root)
        access = Access[self.config.access.upper()]
        self.site = build_site(self.office, access, self.as_of, templates, config.site_url or "")
        self.pages = {page.uri: page for page in self.site.pages}
        config.nav = make_nav(self.site.nav)
        config.theme.dirs[:0] = [str(folder / "site") for folder in templates.folders if (folder / "site").is_dir()]
        config.extra_css.append("assets/jianbao.css")
        self.entries = prepare_search(config, root, self.site.words, self.config.access)
        return config

    def _resolve_day(self) -> Moment:
        try:
            return resolve_as_of(self.office.settings.office, on=self.config.on, environment=os.environ)
        except ValueError as error:
            raise PluginError(f"“{error}”不是日期：插件选项 on 如 2026-11-30，SOURCE_DATE_EPOCH 是秒数") from error

    def _refuse_problems(self) -> None:
        problems = [
            problem
            for problem in check_office(self.office, self.as_of, shelf=NO_SHELF)
            if problem.level is Level.ERROR
            and (problem.place.path.startswith(_PUBLISHED) or problem.code == "secrecy-mark")
        ]
        if problems:
            raise PluginError("有问题必须先改，网站没有生成：\n" + "\n".join(str(problem) for problem in problems))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        access = Access[self.config.access.upper()]
        for file in list(files):
            written = self.office.pages.get(file.src_uri)
            # docs_dir publishes whatever lies in it: what is not a page for this build goes out again.
            if file.src_dir == config.docs_dir and (
                written is None or written.access is None or not written.access.within(access)
            ):
                files.remove(file)
        add_generated(files, config, self.site.pages, self.site.files)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        log.info("本站显示已签发的%d期；另有%d期不在本站公开范围内", self.site.issues, self.site.closed)
        return nav

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        # The sitemap and its archive take their dates from here: from the records, never from the clock.
        own = self.pages.get(page.file.src_uri)
        page.update_date = str(own.day if own else self.as_of.day)
        if own is None or own.markdown:
            return html
        page.toc = make_toc(own)
        page.meta.update(make_meta(own))
        page.meta["search"] = {"exclude": not own.search}
        try:
            return resolve_links(own.html, page.file, files)
        except DeadLinkError as error:
            raise PluginError(f"页面里的链接没有着落：{error}") from error

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        if self._is_searched(page):
            self.entries.take_over(page)

    @event_priority(-100)
    def _after_search(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        if self._is_searched(page):
            self.entries.keep(page)

    on_page_context = CombinedEvent(_before_search, _after_search)

    def _is_searched(self, page: MkDocsPage) -> bool:
        own = self.pages.get(page.file.src_uri)
        return own is not None and own.search

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.entries.save()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        for folder in ("briefs", "templates"):
            if (self.root / folder).is_dir():
                server.watch(str(self.root / folder))
        return server
