# The settings of a shop on this machine: defaults, .env, and keys that are drawn when they are first needed.
# shellcheck shell=bash

# What the environment says goes before .env, and that before the defaults.
use_settings() {
    local given
    given=$(export -p)
    if [[ -f $root/.env ]]; then
        set -a
        # shellcheck source=/dev/null
        source "$root/.env"
        set +a
        eval "$given"
    fi
    export SECURECART_DATA_DIR=${SECURECART_DATA_DIR:-.data}
    export SECURECART_LISTEN=${SECURECART_LISTEN:-127.0.0.1:8080}
    export SECURECART_OPERATOR_LISTEN=${SECURECART_OPERATOR_LISTEN:-127.0.0.1:9090}
    export SECURECART_PUBLIC_URL=${SECURECART_PUBLIC_URL:-http://localhost:${SECURECART_LISTEN##*:}}
    export SECURECART_DEMO=${SECURECART_DEMO:-1}
    # Whoever only wants to look around needs no telephone; a shop without the demo asks its staff for a second factor.
    if [[ $SECURECART_DEMO == 1 ]]; then
        export SECURECART_STAFF_SECOND_FACTOR=${SECURECART_STAFF_SECOND_FACTOR:-optional}
        # Somewhere it has to be, so that there is something to choose at checkout.
        export SECURECART_COUNTRY=${SECURECART_COUNTRY:-DE}
    fi
    emulator_address=${STRIPE_EMULATOR_LISTEN:-127.0.0.1:12111}
    emulated=true
    if [[ -n ${STRIPE_SECRET_KEY:-}${STRIPE_SECRET_KEY_FILE:-} ]]; then
        emulated=false
    fi
    draw_keys
}

# Names every key by file, so that none is in the environment, which other programs of the user can read.
draw_keys() {
    mkdir -p "$SECURECART_DATA_DIR"
    if [[ -z ${SECURECART_SECRET_KEY:-}${SECURECART_SECRET_KEY_FILE:-} ]]; then
        draw_key securecart ""
        export SECURECART_SECRET_KEY_FILE=$SECURECART_DATA_DIR/securecart.key
    fi
    if [[ -z ${SECURECART_MASTER_KEYS:-}${SECURECART_MASTER_KEYS_FILE:-} ]]; then
        draw_key master ""
        export SECURECART_MASTER_KEYS_FILE=$SECURECART_DATA_DIR/master.key
    fi
    if $emulated; then
        # Empty is as good as unset, but a program that is given both forms of a key refuses them.
        unset STRIPE_SECRET_KEY STRIPE_SECRET_KEY_FILE STRIPE_WEBHOOK_SECRET
        draw_key stripe sk_test_
        draw_key stripe-webhook whsec_
        export STRIPE_SECRET_KEY_FILE=$SECURECART_DATA_DIR/stripe.key
        export STRIPE_WEBHOOK_SECRET_FILE=$SECURECART_DATA_DIR/stripe-webhook.key
        export STRIPE_API_BASE=http://$emulator_address
    fi
}

# draw_key NAME PREFIX: 32 random bytes in hexadecimal digits, written whole or not at all.
draw_key() {
    local file=$SECURECART_DATA_DIR/$1.key
    if [[ -s $file ]]; then
        return
    fi
    (
        umask 077
        printf '%s%s\n' "$2" "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >"$file.new"
    )
    mv "$file.new" "$file"
}
