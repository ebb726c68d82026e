#!/usr/bin/env bash
# Builds the fuzzer of the templates: Fuzz/Templates/build.sh [FOLDER]; then run FOLDER/fuzz-templates CORPUS Seeds.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$root/.build/fuzz-templates}
mkdir -p "$out/CSupport"
printf 'module CSupport { header "%s/Sources/CSupport/include/CSupport.h" export * }\n' "$root" > "$out/CSupport/module.modulemap"
clang -O1 -c "$root/Sources/CSupport/HTMLScan.c" -I "$root/Sources/CSupport/include" -o "$out/HTMLScan.o"
flags=(-O -swift-version 6 -sanitize=fuzzer -parse-as-library -I "$out" -I "$out/CSupport")
compile() {
    swiftc "${flags[@]}" -wmo -module-name "$1" -emit-module -emit-module-path "$out/$1.swiftmodule" \
        -emit-object -o "$out/$1.o" $(find "$root/Sources/$1" -name '*.swift')
}
compile LanguageRules
compile Diagnostics
compile Templates
swiftc "${flags[@]}" "$root/Fuzz/Templates/FuzzTemplates.swift" \
    "$out/LanguageRules.o" "$out/Diagnostics.o" "$out/Templates.o" "$out/HTMLScan.o" -o "$out/fuzz-templates"
echo "$out/fuzz-templates"
