#!/bin/sh
# What the tests need besides Python: Chromium, LibreOffice (which opens the documents), a Chinese font to look at, and
# an LDAP server to sign in at, which only the test starts.
# Only on Debian, only as root; elsewhere it says what to install, and those tests are skipped with that reason (in CI
# they fail).
set -eu
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "正在安装测试用的浏览器、LibreOffice、中文字体和目录服务……"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium libreoffice-calc libreoffice-writer \
    fontconfig fonts-noto-cjk slapd openssl >/dev/null
else
  echo "没有浏览器、LibreOffice、中文字体或目录服务，用到的测试会跳过；可安装："
  echo "apt install chromium libreoffice-calc libreoffice-writer fontconfig fonts-noto-cjk slapd openssl"
fi
