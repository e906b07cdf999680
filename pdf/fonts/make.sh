#!/usr/bin/env bash
# Makes the faces of the PDF from those of Debian's packages fonts-noto-cjk and fonts-dejavu-core,
# cut to the characters that official papers use, and writes their digests to SHA256SUMS.
#
#   pdf/fonts/make.sh [FOLDER WITH Noto*CJK-*.ttc [DejaVuSans.ttf]]
#
# Wants pyftsubset and the module fontTools (Debian: fonttools). Takes some minutes.
set -euo pipefail
cd "$(dirname "$0")"
readonly FROM=${1:-/usr/share/fonts/opentype/noto}
readonly SYMBOLS=${2:-/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf}
# The face for simplified Chinese in each collection.
readonly SC=2

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What a face is to hold: everything of GB/T 2312, or of GBK with the characters that the
# 通用规范汉字表 has beyond it and all the face has beyond the basic plane; symbols with both.
characters() {
    python3 - "$1" "$2" $SC <<'PYTHON'
import sys
from fontTools.ttLib import TTCollection

def of_code(name):
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                yield ord(bytes([first, second]).decode(name))
            except UnicodeDecodeError:
                pass

code, collection, index = sys.argv[1:]
wanted = set(of_code(code))
for first, last in [(0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x2010, 0x2027), (0x2030, 0x205E),
                    (0x2070, 0x2BFF), (0x3000, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)]:
    wanted.update(range(first, last + 1))
if code == "gbk":
    wanted.update(map(ord, "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
                           "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"))
    face = TTCollection(collection, lazy=True).fonts[int(index)]
    wanted.update(point for point in face.getBestCmap() if point >= 0x20000)
print("\n".join(f"{point:X}" for point in sorted(wanted)))
PYTHON
}

cut_down() {
    pyftsubset "$@" --no-hinting --notdef-outline --layout-features= --name-IDs='*' \
        --drop-tables+=vhea,vmtx,VORG,FFTM
}

make() {
    local collection="$FROM/$1" code=$2 to=$3
    characters "$code" "$collection" >"$scratch/characters"
    cut_down "$collection" --font-number=$SC --unicodes-file="$scratch/characters" --output-file="$to"
}

make NotoSerifCJK-Regular.ttc gbk NotoSerifCJKsc-Regular.otf
make NotoSerifCJK-Bold.ttc gb2312 NotoSerifCJKsc-Bold.otf
make NotoSansCJK-Regular.ttc gb2312 NotoSansCJKsc-Regular.otf
# ☑ ☐ ✔, which the others lack.
cut_down "$SYMBOLS" --unicodes=2600-27BF --output-file=DejaVuSans-Symbols.ttf
sha256sum ./*.otf ./*.ttf >SHA256SUMS
