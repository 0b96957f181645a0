# Starting, watching and stopping the programs of the shop.
# shellcheck shell=bash

emulator='' server='' watcher=''

# Starts a program in a process group of its own, so that Ctrl-C reaches only this script, which then stops all in
# order. Its number is in $started.
start() {
    set -m
    "$@" &
    started=$!
    set +m
}

check_ports() {
    local address
    local -a addresses=("$SECURECART_LISTEN" "$SECURECART_OPERATOR_LISTEN")
    if $emulated; then
        addresses+=("$emulator_address")
    fi
    for address in "${addresses[@]}"; do
        if (exec 3<>"/dev/tcp/${address%:*}/${address##*:}") 2>/dev/null; then
            fail "Something listens on $address already: stop it, or choose another address (.env.example says how)."
        fi
    done
}

start_emulator() {
    say "Starting the Stripe emulator"
    start "$target/$profile/stripe-emulator" --listen "$emulator_address" \
        --webhook-url "http://$SECURECART_LISTEN/api/v1/webhooks/stripe"
    emulator=$started
}

start_server() {
    say "Starting the shop"
    start "$target/$profile/securecart" serve
    server=$started
}

start_watching() {
    start cargo xtask watch --runner $$
    watcher=$started
}

# The first start makes a database and fills it, which takes some seconds.
wait_until_ready() {
    local attempt
    for ((attempt = 0; attempt < 600; attempt++)); do
        if curl --silent --fail --output /dev/null "http://$SECURECART_OPERATOR_LISTEN/health/ready"; then
            return
        fi
        is_running "$server" || fail "The shop could not start; it says why above."
        sleep 0.2
    done
    fail "The shop was not ready after two minutes."
}

tell_where() {
    echo
    echo "  The shop:       $SECURECART_PUBLIC_URL"
    echo "  Demo accounts:  $SECURECART_DATA_DIR/demo-accounts.json"
    if $emulated; then
        echo "  Emulated:       Stripe (no money moves; card 4242 4242 4242 4242 pays), mails (written to $SECURECART_DATA_DIR)"
    else
        echo "  Emulated:       nothing of Stripe; mails are written to $SECURECART_DATA_DIR unless SMTP is set"
    fi
    echo "  Ctrl-C stops everything."
    echo
}

restart_server() {
    say "Starting the shop anew"
    stop_one "$server"
    start_server
}

# Called at the end, whatever the reason. The server goes first: it may still want to ask Stripe.
stop_all() {
    local status=$?
    trap '' INT TERM HUP USR1
    trap - EXIT
    stop_one "$watcher"
    stop_one "$server"
    stop_one "$emulator"
    exit "$status"
}

# Asks a program and its children to end, waits, and after half a minute ends it.
stop_one() {
    local group=$1 attempt
    is_running "$group" || return 0
    kill -TERM -- "-$group" 2>/dev/null || true
    for ((attempt = 0; attempt < 300; attempt++)); do
        is_running "$group" || return 0
        sleep 0.1
    done
    kill -KILL -- "-$group" 2>/dev/null || true
}

is_running() {
    [[ -n $1 ]] && kill -0 "$1" 2>/dev/null
}
