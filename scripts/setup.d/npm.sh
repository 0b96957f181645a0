# Packages from npm, exactly as the lock files say.
# shellcheck shell=bash

set_up_npm() {
    local folder=$1
    local mark=$folder/node_modules/.installed-lock
    if cmp -s "$folder/package-lock.json" "$mark"; then
        return
    fi
    say "Installing the npm packages of $folder"
    # No package's own script is needed, so none gets to run.
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error) ||
        fail "npm could not install the packages of $folder."
    cp "$folder/package-lock.json" "$mark"
}
