#!/bin/sh
# 打开只在这台电脑上的网页。
cd "$(dirname "$0")" || exit 1
if [ ! -x fazhi/bin/fazhi ]; then
  echo '还没有安装，请先运行：sh 安装.sh' >&2
  exit 1
fi
exec fazhi/bin/fazhi serve "$@"
