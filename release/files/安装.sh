#!/bin/sh
# 把 fazhi 装进本文件夹里的“fazhi”，不连网络。
set -eu
cd "$(dirname "$0")"

if command -v sha256sum >/dev/null 2>&1 && ! sha256sum --check --quiet SHA256SUMS; then
  echo '安装包与校验值不符，可能没有拷贝完整；请重新拷贝。' >&2
  exit 1
fi

suits() {
  "$1" -c 'import sys, venv; sys.exit("%d.%d" % sys.version_info[:2] not in "@PYTHONS@".split())' 2>/dev/null
}
python=
for name in "${PYTHON:-}" @NAMES@ python3; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && suits "$name"; then
    python=$name
    break
  fi
done
if [ -z "$python" ]; then
  echo '没有找到可用的 Python（@PYTHONS@ 中的一个）。' >&2
  echo '装在别处的，这样写明：PYTHON=/opt/python3.12/bin/python3.12 sh 安装.sh' >&2
  exit 1
fi

rm -rf fazhi
# pip 在安装包里，不用系统自带的：有的系统把它和 venv 分开装。
"$python" -m venv --without-pip fazhi
set -- packages/pip-*.whl
fazhi/bin/python "$1/pip" --isolated --disable-pip-version-check \
  install --quiet --no-index --no-cache-dir --find-links packages 'fazhi@EXTRAS@==@VERSION@'

fazhi/bin/fazhi --version
echo '已装好。检查报告：fazhi/bin/fazhi check 报告.docx；打开网页：sh 打开页面.sh'
