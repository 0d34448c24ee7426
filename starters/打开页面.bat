@echo off
chcp 65001 >nul
title 法治政府建设年度报告
cd /d "%~dp0"

set "FAZHI="
if exist "python\python.exe" set "FAZHI=python\python.exe -m drafting"
if not defined FAZHI for /d %%d in (* ..\* .venv ..\.venv) do if exist "%%d\Scripts\fazhi.exe" set "FAZHI="%%d\Scripts\python.exe" -m drafting"
if not defined FAZHI where /q fazhi && set "FAZHI=fazhi"
if not defined FAZHI (
  echo 没有找到 fazhi。请把这个文件放回程序所在的文件夹再双击；还没有安装的，先按 README 安装。
  pause
  exit /b 1
)

%FAZHI% serve
if errorlevel 1 pause
