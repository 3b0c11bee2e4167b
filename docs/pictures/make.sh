#!/bin/sh
# Makes the pictures of README.zh-CN.md from seeds/. Needs Chromium, LibreOffice, pdftoppm and a font with Chinese
# characters. Usage: docs/pictures/make.sh [PROGRAM]; PROGRAM is target/debug/duibiao without it.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$root/target/debug/duibiao}
out=$root/docs/pictures
work=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$work"' EXIT
cp "$root/seeds/pds-2023h1.txt" "$work/report.txt"

shoot() {
    timeout 60 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/browser" \
        --virtual-time-budget=8000 --window-size="$2" --screenshot="$out/$1" "$3" 2>/dev/null
}

for ending in html xlsx; do "$program" --lang zh extract "$work/report.txt" -o "$work/report.$ending"; done
shoot page.png 1100,660 "file://$work/report.html"

soffice --headless -env:UserInstallation="file://$work/office" --convert-to pdf --outdir "$work" "$work/report.xlsx" >/dev/null
pdftoppm -r 80 -f 2 -l 2 -singlefile -png "$work/report.pdf" "$out/workbook"

"$program" --lang zh serve --no-open --folder "$work/desk" "$root/seeds/pds-2023h1.txt" >"$work/address" &
server=$!
tries=0
until test -s "$work/address" || test "$tries" -ge 100; do sleep 0.2; tries=$((tries + 1)); done
shoot workbench.png 1100,660 "$(cat "$work/address")"
ls -l "$out"
