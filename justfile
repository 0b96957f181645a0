# What one does with SecureCart. `just` lists it; without just, `scripts/just` fetches it on first use.
# No logic lives here: it is in scripts/ and in crates/xtask.

set shell := ["bash", "-euo", "pipefail", "-c"]

[private]
default:
    @{{ just_executable() }} --justfile {{ justfile() }} --list --unsorted

# Set up this machine, build the shop and run it with the demo at http://localhost:8080
[group('run')]
run:
    scripts/setup run
    cargo xtask web
    cargo build --release --locked --package securecart-api --package securecart-stripe-emulator
    scripts/run

# The same from debug builds, which follow every change of a source
[group('run')]
dev:
    scripts/setup run
    cargo xtask web --dev
    cargo build --locked --package securecart-api --package securecart-stripe-emulator
    scripts/run --watch

# Bring the database up to date
[group('run')]
migrate:
    scripts/securecart migrate

# Fill an empty database with the demo
[group('run')]
seed:
    scripts/securecart seed --demo

# Everything CI checks
[group('check')]
test:
    scripts/test

# What is quick to know: formatting, lints, rules of the tree, dependencies
[group('check')]
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --locked -- -D warnings
    cargo xtask tidy
    cargo xtask guard

# The Rust tests whose names contain a text
[group('check')]
test-one name:
    cargo test --workspace --locked -- {{ name }}

# Kill the program at every step of a purchase and a refund, start it again and look at the books
[group('check')]
crash-test:
    cargo test --workspace --locked -- proofs::crashes

# The tests in a browser, against debug builds
[group('check')]
e2e:
    scripts/setup test
    cargo xtask web
    cargo build --locked --package securecart-api --package securecart-stripe-emulator
    scripts/e2e

# Take the pictures of its pages that README.md shows
[group('build')]
screenshots:
    scripts/setup test
    cargo xtask web
    cargo build --locked --package securecart-api --package securecart-stripe-emulator
    SECURECART_E2E_PICTURES={{ justfile_directory() }}/docs/screenshots scripts/e2e --project=pictures

# Prove the direction of dependencies and that the shared crates fit in a browser
[group('check')]
guard:
    cargo xtask guard

# Prove that server and browser price ten thousand carts alike
[group('check')]
parity:
    cargo xtask parity

# Licences, advisories and forbidden crates (needs cargo-deny and the network)
[group('check')]
deny:
    cargo deny --locked check

# Measure what the shop's main requests cost, in time and CPU, with 10,000 and 100,000 products
[group('check')]
bench:
    scripts/setup run
    cargo xtask web
    cargo build --release --locked --package securecart-api --package securecart-stripe-emulator
    node scripts/bench.mjs "${CARGO_TARGET_DIR:-target}/release"

# Build the browser app into frontend/dist
[group('build')]
web:
    scripts/setup run
    cargo xtask web

# The sizes of the browser app and of the server
[group('build')]
size:
    cargo xtask size

# Write openapi/securecart.json
[group('build')]
openapi:
    cargo xtask openapi

# Write everything that is generated and committed
[group('build')]
regen: openapi
    cargo xtask pictures
    SECURECART_REGEN=1 cargo test -p securecart-api --test api the_policy_is_written_down
    cargo fmt --all
