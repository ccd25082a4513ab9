#!/bin/sh
# What the tests need besides Python: Chromium, LibreOffice (which opens the documents), a Chinese font to look at, an
# LDAP server to sign in at and an IMAP server to fetch mail from, which only the tests start, and npm, which fetches the
# programs behind the web form.
# Only on Debian, only as root; elsewhere it says what to install, and those tests are skipped with that reason (in CI
# they fail).
set -eu
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "正在安装测试用的浏览器、LibreOffice、中文字体、目录服务、邮件服务和 npm……"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium libreoffice-calc libreoffice-writer \
    fontconfig fonts-noto-cjk slapd openssl dovecot-imapd \
    $(command -v npm >/dev/null || echo npm) >/dev/null
else
  echo "没有浏览器、LibreOffice、中文字体、目录服务、邮件服务或 npm，用到的测试会跳过；可安装："
  echo "apt install chromium libreoffice-calc libreoffice-writer fontconfig fonts-noto-cjk slapd openssl dovecot-imapd npm"
fi
