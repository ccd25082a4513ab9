#!/bin/sh
# Free Chinese fonts for the PDFs, without root: downloads two Debian packages and takes only the fonts and their licences
# out of them, into .cache/jianbao/fonts. Fandol has 宋 黑 楷 仿宋; UMing has the rare characters that Fandol lacks.
# A site is built with or without them: a failure is one line and exit code 0 (with --must: 1), and is not tried again on
# the same day (with --again it is).
set -eu
cd "$(dirname "$0")/.."
cache=.cache/jianbao
failed=$cache/fonts-failed
packages="texlive-lang-chinese fonts-arphic-uming"
again='' must=0
for option; do
  case $option in
    --again) again=yes ;;
    --must) again=yes must=1 ;;
    *) echo "没有选项 $option；可用 --again、--must"; exit 2 ;;
  esac
done

# Not being able to remember a failure is no failure of its own: the next build tries again.
give_up() {
  echo "没有取到免费的中文字库（$1），PDF 里的字体可能不全；jianbao doctor 告诉您怎样装字库。"
  mkdir -p "$cache" 2>/dev/null && echo "$(date +%F) $1" 2>/dev/null >"$failed" || true
  exit "$must"
}

test ! -d "$cache/fonts" || { echo "免费的中文字库已经在 $cache/fonts 里。"; exit 0; }
if test -z "$again" && test -f "$failed"; then
  read -r day reason <"$failed" || true # a file cut short counts as another day
  test "$day" != "$(date +%F)" || give_up "$reason"
fi
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || give_up "只有 Debian、Ubuntu 能自动取"
mkdir -p "$cache" 2>/dev/null && work=$(mktemp -d "$PWD/$cache/.fonts-XXXXXX" 2>/dev/null) || give_up "$cache 写不进去"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
mkdir -p "$work/debs" "$work/tree" "$work/fonts/licences" "$work/lists/partial" "$work/archives/partial"

# Its own cache, which a user may write; the system's lists of packages at first, and where there are none, its own.
run_apt() {
  (cd "$work/debs" && LC_ALL=C apt-get -qq -o Dir::Cache="$work" -o Acquire::Retries=0 -o Acquire::http::Timeout=15 \
    -o Acquire::https::Timeout=15 "$@" >"$work/log" 2>&1 </dev/null)
}
echo "正在取免费的中文字库（约 57 MB，只取一次）……"
# shellcheck disable=SC2086  # the list is meant to be split
run_apt download $packages || {
  rm -f "$work"/debs/*
  # Hooks after an update may need root: what counts is whether the packages can be had then.
  run_apt -o Dir::State::Lists="$work/lists" update || true
  run_apt -o Dir::State::Lists="$work/lists" download $packages || give_up "从软件源下载不到 texlive-lang-chinese"
}
for deb in "$work"/debs/*.deb; do
  dpkg-deb --fsys-tarfile "$deb" 2>/dev/null | tar -x -C "$work/tree" --wildcards \
    '*/public/fandol/Fandol[FHKS]*.otf' '*/arphic/uming.ttc' '*/fonts/fandol/COPYING*' '*/fonts-arphic-uming/copyright' \
    2>/dev/null || true # no package has all of these
done
find "$work/tree" -type f \( -name '*.otf' -o -name '*.ttc' \) -exec mv {} "$work/fonts" \;
find "$work/tree" -type f -name 'COPYING*' -exec mv {} "$work/fonts/licences" \;
find "$work/tree" -type f -name copyright -exec mv {} "$work/fonts/licences/UMing" \;
for face in Fang Hei Kai Song; do
  test -s "$work/fonts/Fandol$face-Regular.otf" || give_up "软件包里没有 Fandol$face"
done
# Whole or not at all; whoever was quicker has fetched the same.
mv -T "$work/fonts" "$cache/fonts" 2>/dev/null || test -d "$cache/fonts" || give_up "$cache 写不进去"
rm -f "$failed"
echo "已取得 Fandol 宋体、黑体、楷体、仿宋，放在 $cache/fonts 里。"
