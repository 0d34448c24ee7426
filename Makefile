# 只需要 Python、pip、git 和 make。另一个 Python：make test PYTHON=python3.12
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORT := examples/reports/白石镇2024年度报告（有错）.txt
PLATFORM ?= linux
DOORS :=
SECONDS := 600
FORM := examples/forms/云溪镇2025（完整）.yaml

.DEFAULT_GOAL := help
.PHONY: help demo test templates-check patches recall accuracy lint format types walls examples docs screenshots docs-check fuzz fuzz-short wheel-check site dist sbom offline offline-check clean

# pip of the outer Python serves the environment too: an environment without a pip of its own is made in a tenth of a second
# instead of several. A pip from before 22.3 cannot do that.
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check
INSTALL := $(PIP) install -qq -c constraints.txt

help: ## 列出可用的命令
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

demo: $(VENV)/.run ## 按示例表单起草一份报告，检查它；再检查一份有错的报告
	@echo '按表单起草：$(FORM)'
	@$(BIN)/fazhi draft '$(FORM)' -o 示例报告.docx --force
	@echo
	@echo '检查起草的报告：'
	@$(BIN)/fazhi check 示例报告.docx
	@echo
	@echo '检查一份写错的报告：$(REPORT)'
	@$(BIN)/fazhi check '$(REPORT)' || [ $$? -eq 1 ]
	@echo
	@echo '以上是检查结果。后一份报告里故意写了错，县和镇都是虚构的。每一处都写明：在哪里、错在哪里、应当怎样改。'
	@echo '起草的报告在 示例报告.docx，可用 Word 或 WPS 打开。检查自己的报告：$(BIN)/fazhi check 报告.docx'

test: $(VENV)/.dev ## 运行全部测试
	@$(BIN)/pytest -n auto

templates-check: $(VENV)/.dev ## 检查自带的模板，用示例表单一起试
	@$(BIN)/fazhi templates check templates --examples examples/forms

patches: $(VENV)/.dev ## 把改坏的和改得无害的模板都完整地检查一遍
	@$(BIN)/python -m tests.templating.every_patch

recall: $(VENV)/.dev ## 在随机写成的报告里埋入数字差错，看能查出多少
	@$(BIN)/python -m tests.figures.planting

accuracy: $(VENV)/.dev ## 在一千份编出来的报告里埋毛病，把查出多少、误报多少写进 docs/accuracy.md（几分钟）
	@$(BIN)/python -m benchmarks.accuracy

fuzz: $(VENV)/.fuzz ## 模糊测试：八个入口，每个十分钟；一个入口：make fuzz DOORS=forms SECONDS=60
	@$(BIN)/python -m fuzzing $(DOORS) --seconds $(SECONDS)

fuzz-short: $(VENV)/.fuzz ## 模糊测试，每个入口几秒
	@$(BIN)/python -m fuzzing --seconds 3

lint: $(VENV)/.dev ## 检查代码写法
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/.dev ## 整理代码格式
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(VENV)/.dev ## 检查类型
	@$(BIN)/mypy

walls: $(VENV)/.dev ## 检查各层之间的引用
	@$(BIN)/lint-imports --no-logo

examples: $(VENV)/.dev ## 重新生成示例表单的 Excel 版和它们的 Word 报告
	@$(BIN)/python -m tests.examples

docs: $(VENV)/.dev ## 重新生成 docs 里由程序生成的页
	@$(BIN)/python docs/generate.py

screenshots: $(VENV)/.dev ## 重新拍 docs 里网页的图（需要 Chromium）
	@$(BIN)/python docs/screenshots.py

docs-check: $(VENV)/.dev ## 检查 docs 里由程序生成的页是否过时
	@$(BIN)/python docs/generate.py --check

wheel-check: $(VENV)/.dev ## 打包，装进空环境，换一个文件夹运行
	@set -eu; \
	away=$$(mktemp -d); \
	trap 'rm -rf "$$away"' EXIT; \
	$(BIN)/python -m build --wheel --no-isolation --outdir "$$away" . >"$$away/build.log" 2>&1 || { cat "$$away/build.log"; exit 1; }; \
	$(BIN)/python -c "$$WHEEL_TOP" "$$away"/fazhi-*.whl; \
	$(PYTHON) -m venv --without-pip "$$away/environment"; \
	$(PYTHON) -m pip --python "$$away/environment/bin/python" --disable-pip-version-check \
	  install -qq -c constraints.txt "$$away"/fazhi-*.whl; \
	cp '$(REPORT)' "$$away/报告.txt"; \
	cp '$(FORM)' "$$away/表单.yaml"; \
	cd "$$away"; \
	environment/bin/fazhi rules >rules.txt; \
	environment/bin/fazhi check 报告.txt >found.txt || [ $$? -eq 1 ]; \
	environment/bin/fazhi check 报告.txt -o 结果.html || [ $$? -eq 1 ]; \
	environment/bin/fazhi draft 表单.yaml >drafted.txt; \
	environment/bin/fazhi check 表单.docx >clean.txt; \
	environment/bin/python -c 'from drafting.web.pages import page; page("check.html", here="", reports=[])'; \
	grep -q STR06 rules.txt; grep -q LAW01 found.txt; grep -q 'mark.error' 结果.html; \
	echo '打包、安装、在另一个文件夹运行：都正常。'

# An editable install finds every folder of the checkout; only the wheel shows what a user gets. Its top level is asserted because
# other people's packages are called schemas, tests and templates too.
define WHEEL_TOP
import sys, zipfile
names = zipfile.ZipFile(sys.argv[1]).namelist()
top = sorted({name.split("/")[0] for name in names})
ours = [name for name in top if not name.endswith(".dist-info")]
if ours != ["drafting", "schemas"] or len(top) != 3:
    sys.exit(f"the wheel's top level is {top}")
missing = [end for end in (".css", ".csv", ".html", ".js", ".toml", ".jinja", ".yaml") if not any(name.startswith("drafting/") and name.endswith(end) for name in names)]
if missing:
    sys.exit(f"the wheel holds no data files: {missing}")
endef
export WHEEL_TOP

site: $(VENV)/.docs ## 生成文档站点，放在 site；断了的链接算错
	@NO_MKDOCS_2_WARNING=1 PYTHONWARNDEFAULTENCODING= $(BIN)/mkdocs build --site-dir site
	@! grep -rlE '(src|href)="(https?:)?//[^"]*\.(js|css|woff2?)"' site || { echo '上面的页从别处取脚本、样式或字体。'; exit 1; }

dist: $(VENV)/.dev ## 打成 wheel 和 sdist，放在 dist；同样的代码，打出来一字节不差
	@$(BIN)/python -m release.building -o dist

sbom: $(VENV)/.dev ## 列出依赖的软件包和许可证（CycloneDX），写进 dist/fazhi.cdx.json
	@mkdir -p dist
	@$(BIN)/python -m release.bom -o dist/fazhi.cdx.json

offline: $(VENV)/.dev ## 做离线安装的文件夹，放在 dist/offline；另一种系统：make offline PLATFORM=windows
	@$(BIN)/python -m release.offline --platform $(PLATFORM) -o dist/offline/$(PLATFORM)

offline-check: $(VENV)/.dev ## 做一个离线安装的文件夹，断开网络装上，用一遍
	@set -eu; \
	away=$$(mktemp -d); \
	trap 'rm -rf "$$away"' EXIT; \
	$(BIN)/python -m release.offline --platform linux --machine "$$(uname -m)" \
	  --python "$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')" -o "$$away/fazhi"; \
	bash release/try-offline "$$away/fazhi" '$(REPORT)' '$(FORM)'

clean: ## 删去环境和缓存
	rm -rf $(VENV) .fuzzing dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "需要 Python 3.11 或更高版本，现在是 " + sys.version.split()[0] + "；可用 make PYTHON=python3.12 指定另一个。")'
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo '正在安装（第一次需要几十秒）……'
	@$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo '正在安装（第一次需要几十秒）……'
	@$(INSTALL) -e '.[dev]'
	@touch $@ $(VENV)/.run

# Where there is no built package for this platform nothing is installed, and nothing is built either.
$(VENV)/.fuzz: pyproject.toml constraints.txt | $(VENV)/.dev
	@$(INSTALL) --only-binary atheris -e '.[fuzz]' || echo '没有装上 atheris。'
	@touch $@

$(VENV)/.docs: pyproject.toml constraints.txt | $(VENV)/.dev
	@$(INSTALL) -e '.[docs]'
	@touch $@
