@echo off
chcp 65001 >nul
title fazhi
cd /d "%~dp0"

set "PY="
for %%v in (@PYTHONS@) do if not defined PY py -%%v -c "import venv" >nul 2>nul && set "PY=py -%%v"
if not defined PY (
  echo 没有找到可用的 Python（@PYTHONS@ 中的一个）。请先安装 Python，安装时勾选 py launcher。
  pause
  exit /b 1
)

if exist fazhi rmdir /s /q fazhi
%PY% -m venv --without-pip fazhi
for %%p in (packages\pip-*.whl) do set "PIP=%%p"
fazhi\Scripts\python.exe "%PIP%\pip" --isolated --disable-pip-version-check install --quiet --no-index --no-cache-dir --find-links packages "fazhi@EXTRAS@==@VERSION@"
if errorlevel 1 (
  echo 没有装成。请确认安装包拷贝完整，文件夹可以写入。
  pause
  exit /b 1
)
fazhi\Scripts\fazhi.exe --version
echo 已装好。双击“打开页面.bat”就可以用。
pause
