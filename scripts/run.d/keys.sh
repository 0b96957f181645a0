# Keys of this one installation, drawn when it first starts.
# shellcheck shell=bash

# Names every key by file, so that none is in the environment, which other programs of the user can read.
draw_keys() {
    mkdir -p "$SECURECART_DATA_DIR"
    if [[ -z ${SECURECART_SECRET_KEY:-}${SECURECART_SECRET_KEY_FILE:-} ]]; then
        draw_key securecart ""
        export SECURECART_SECRET_KEY_FILE=$SECURECART_DATA_DIR/securecart.key
    fi
    if $emulated; then
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
