#!/bin/sh
# The program behind the clerks' form that jianbao forge-config writes: of a version that was tried, each package checked
# against its SHA-512, put below the form's folder. npm fetches it from wherever npm fetches here, so from the office's own
# mirror where it has one; the form itself asks no other host afterwards.
set -eu
decap=decap-cms@3.16.3
decap_sum=85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63
sveltia_version=0.221.1
sveltia=@sveltia/cms@$sveltia_version
sveltia_sum=27e4288a4f6418c9362fbbcda4e42b9c3985462f8d07abf02747fae7b62db31587d0ff16612611452442da943f8c619b56533ffcf83f588826929b30aa8a3781
symbols=@fontsource-variable/material-symbols-outlined@5.3.7
symbols_sum=77a90b6a668c75a778d00628c891018021faddf44b9250bb196edb81bed659b3e1fd4cee5b8f370e5c9f9a7defc6988db072c830139c6189190ed382f58dcc50

case ${1:-} in
  gitlab | gitea | forgejo | all) kind=$1 ;;
  *) echo "用法：sh scripts/get_forms.sh gitlab|gitea|forgejo|all 表单文件夹"; exit 2 ;;
esac
test -n "${2:-}" || { echo "没有写表单文件夹，如 admin"; exit 2; }
folder=$2
command -v npm >/dev/null || { echo "没有 npm：请先安装 Node.js（Debian：apt install npm）"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
out=$work/out
mkdir "$out"

# fetch PACKAGE SUM NAME: unpacked into $work/NAME
fetch() {
  echo "正在取 $1……"
  mkdir "$work/$3"
  (cd "$work/$3" && npm pack --silent --ignore-scripts "$1" >/dev/null 2>&1) || { echo "取不到 $1，检查 npm 的软件源"; exit 1; }
  mv "$work/$3"/*.tgz "$work/$3.tgz"
  echo "$2  $work/$3.tgz" | sha512sum --check --status || { echo "$1 的内容和校验码不符，没有使用"; exit 1; }
  tar -xzf "$work/$3.tgz" -C "$work/$3" --strip-components=1
}

if test "$kind" = gitlab || test "$kind" = all; then
  fetch "$decap" "$decap_sum" decap
  mv "$work/decap/dist/decap-cms.js" "$out/decap-cms.js"
fi
if test "$kind" != gitlab; then
  fetch "$sveltia" "$sveltia_sum" sveltia
  fetch "$symbols" "$symbols_sum" symbols
  # Two prefixes lead to public hosts. That of packages: our own folder, with the Chinese words in it; what no field of
  # ours needs is not there. That of fonts: the signs on the buttons from our own folder, the letters from the system.
  sed -e 's#https://[a-z]*\.com/@sveltia/cms#../sveltia/cms#g' \
    -e 's#https://[a-z]*\.com/\(@sveltia/ui\|@shikijs\|\${e}\)#../sveltia/\1#g' \
    -e 's#url(https://[a-z.]*/fontsource/fonts/material-symbols-outlined[^)]*)#url(../sveltia/symbols.woff2)#g' \
    -e 's#url(https://[a-z.]*/fontsource/fonts/[^)]*)#none#g' \
    "$work/sveltia/dist/sveltia-cms.js" >"$out/sveltia-cms.js"
  mkdir -p "$out/sveltia/cms" "$out/sveltia/cms@$sveltia_version/locales"
  mv "$work/sveltia/locales/zh-CN.json" "$out/sveltia/cms@$sveltia_version/locales/zh-CN.json"
  mv "$work/sveltia/package.json" "$out/sveltia/cms/package.json" # it looks there for a newer version
  mv "$work/sveltia/LICENSE.txt" "$out/sveltia/LICENSE.txt"
  mv "$work/symbols/files/material-symbols-outlined-latin-wght-normal.woff2" "$out/sveltia/symbols.woff2"
  mv "$work/symbols/LICENSE" "$out/sveltia/LICENSE.symbols.txt"
fi
# All or nothing: what stood there stays where a package cannot be had.
mkdir -p "$folder"
cp -R "$out/." "$folder"
echo "已放好：$(cd "$out" && ls | tr '\n' ' ')→ $folder"
