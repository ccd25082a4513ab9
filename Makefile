# The one list of commands: used the same by hand, by hooks and in CI.
PYTHON ?= python3
BIN := .venv/bin
# Tests wait for browsers and servers a quarter of their time: one worker more than there are cores fills it.
PYTEST = $(BIN)/pytest -n $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)') --dist worksteal
export NO_MKDOCS_2_WARNING = 1
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help site public office serve desk check fonts test lint format golden tools wheel bench pin clean

help: ## 列出全部命令（make 命令名）
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/' | expand -t 18

site: .venv/installed missing-fonts check ## 安装依赖，检查记录，生成内部站（site/）
	@$(MAKE) --no-print-directory build CONFIG=mkdocs.yml SITE=site ACCESS=internal

public: .venv/installed missing-fonts check ## 生成公开站（site-public/）
	@$(MAKE) --no-print-directory build CONFIG=mkdocs.public.yml SITE=site-public ACCESS=public

office: .venv/installed missing-fonts check ## 生成办内站（site-office/）
	@$(MAKE) --no-print-directory build CONFIG=mkdocs.office.yml SITE=site-office ACCESS=office

.PHONY: build
build:
	@$(BIN)/mkdocs build --strict --quiet --config-file $(CONFIG)
	@$(BIN)/python scripts/count_issue_pages.py $(SITE) $(ACCESS)

check: .venv/installed ## 检查全部记录
	@$(BIN)/jianbao check

serve: .venv/installed ## 预览内部站，briefs/ 或 templates/ 一改就刷新（http://127.0.0.1:8000/）
	@$(BIN)/mkdocs serve --config-file mkdocs.yml

desk: .venv/installed ## 打开采编台试用：示范数据的副本，不用密码，按 Ctrl+C 关掉（http://127.0.0.1:8000/）
	@$(BIN)/jianbao desk --trial

fonts: ## 取 PDF 用的免费中文字库（Debian，不需要 root）
	@sh scripts/get_fonts.sh --again

# Only where some role has no typeface of its own, and a try that failed is not repeated on the same day.
.PHONY: missing-fonts
missing-fonts: .venv/installed
	@test -d .cache/jianbao/fonts || $(BIN)/jianbao doctor --strict >/dev/null 2>&1 || sh scripts/get_fonts.sh

test: .venv/tested tools lint ## 安装开发依赖，运行全部测试
	@$(PYTEST)

lint: .venv/tested ## 检查代码写法和类型
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: .venv/tested ## 整理代码格式
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

golden: .venv/tested ## 按现在的输出更新标准答案（之后用 git diff 审阅）
	@$(PYTEST) --update-golden

tools: ## 测试所需的系统软件：浏览器、LibreOffice、目录和邮件服务、npm、中文字体（Debian，需要 root）
	@(for tool in chromium soffice npm slapd dovecot; do PATH="$$PATH:/usr/sbin" command -v $$tool >/dev/null || exit 1; done) \
	  && fc-list :lang=zh 2>/dev/null | grep -q . || sh scripts/install_test_tools.sh
	@test -d .cache/jianbao/fonts || sh scripts/get_fonts.sh $(if $(CI),--must)
	@test -f .cache/jianbao/forms/sveltia-cms.js || sh scripts/get_forms.sh all .cache/jianbao/forms $(if $(CI),,|| true)

wheel: .venv/tested ## 打包
	@$(BIN)/python -m build --wheel --outdir dist

bench: .venv/tested ## 测速度和内存（同一次运行内的比值）
	@$(BIN)/python scripts/bench.py
	@$(BIN)/python scripts/bench_report.py
	@$(BIN)/python scripts/bench_documents.py
	@$(BIN)/python scripts/bench_supervision.py
	@$(BIN)/python scripts/bench_desk.py
	@$(BIN)/python scripts/bench_duplicates.py
	@$(BIN)/python scripts/bench_proposing.py

pin: ## 按 pyproject.toml 重新固定依赖版本
	@sh scripts/pin.sh

clean: ## 删去生成的网站和缓存（不动 briefs/）
	rm -rf site site-public site-office dist .cache

.venv/installed: requirements.txt pyproject.toml
	@echo "正在安装依赖（约一分钟）……"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "建不了 .venv：请先安装 Python 3.11 以上及其 venv 模块（Debian：apt install python3-venv）"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/tested: .venv/installed requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
