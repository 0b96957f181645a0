# syntax=docker/dockerfile:1

# Node.js compiles the styles and optimises the WebAssembly; only its result is delivered.
FROM node:20-bookworm-slim AS node

FROM rust:1.95.0-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && rustup target add wasm32-unknown-unknown
WORKDIR /src

# The packages of npm change seldom, so they are a layer of their own.
COPY frontend/package.json frontend/package-lock.json frontend/
RUN cd frontend && npm ci --ignore-scripts --no-audit --no-fund

COPY . .
ENV CARGO_TARGET_DIR=/target
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/target \
    cargo xtask web \
    && cargo build --release --locked --package securecart-api --package securecart-stripe-emulator \
    && install -D -t /out /target/release/securecart /target/release/stripe-emulator

# For demos only: docker compose --profile demo.
FROM debian:bookworm-slim AS stripe-emulator
COPY --from=build /out/stripe-emulator /usr/local/bin/stripe-emulator
USER 65534:65534
ENTRYPOINT ["stripe-emulator"]

# The shop: one file and the public certificates.
FROM debian:bookworm-slim AS shop
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/securecart --create-home securecart
COPY --from=build /out/securecart /usr/local/bin/securecart
USER securecart
WORKDIR /var/lib/securecart
ENV SECURECART_DATA_DIR=/var/lib/securecart
VOLUME /var/lib/securecart
EXPOSE 8080
# There is no curl in here, and bash can ask as well.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"]
ENTRYPOINT ["securecart"]
CMD ["serve"]
