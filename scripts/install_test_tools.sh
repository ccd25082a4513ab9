#!/bin/sh
# What the tests need besides Python: Chromium, LibreOffice (which opens the documents), and a Chinese font to look at.
# Only on Debian, only as root; elsewhere it says what to install, and those tests are skipped with that reason (in CI
# they fail).
set -eu
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "正在安装测试用的浏览器、LibreOffice 和中文字体……"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium libreoffice-calc libreoffice-writer \
    fontconfig fonts-noto-cjk >/dev/null
else
  echo "没有浏览器、LibreOffice 或中文字体，用到的测试会跳过；可安装："
  echo "apt install chromium libreoffice-calc libreoffice-writer fontconfig fonts-noto-cjk"
fi
