#!/usr/bin/env bash
# Installs VS Code as code-server ships it. It downloads nothing but packages, and builds the native parts that are used.
set -euo pipefail
cd "$(dirname "$0")"
[ -e installed ] && exit 0
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
  g++ make pkg-config ripgrep libkrb5-dev libsecret-1-dev libxkbfile-dev

npm ci --ignore-scripts
# What drives the browser.
npm ci --prefix ../browser
vscode="$PWD/node_modules/code-server/lib/vscode"
for folder in "$vscode" "$vscode/extensions"; do
  npm install --prefix "$folder" --omit=dev --ignore-scripts --no-audit --no-fund
done
export npm_config_dangerously_allow_all_scripts=true
for native in @vscode/spdlog @parcel/watcher native-watchdog kerberos @vscode/deviceid; do
  npm rebuild --prefix "$vscode" --foreground-scripts "$native"
done
npm rebuild --foreground-scripts argon2

# What its own installation would have downloaded or linked.
mkdir -p "$vscode/node_modules/@vscode/ripgrep/bin"
ln -sf "$(command -v rg)" "$vscode/node_modules/@vscode/ripgrep/bin/rg"
[ -e "$vscode/node_modules.asar" ] || ln -s node_modules "$vscode/node_modules.asar"
ln -sf code-linux.sh "$vscode/bin/remote-cli/code-server"
ln -sf browser-linux.sh "$vscode/bin/helpers/browser.sh"
touch installed
