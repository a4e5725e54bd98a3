# Three stages: the front-end packages of the lockfile, the program, and what runs.
#   docker build -t maillage .
#   docker run --stop-timeout 60 -v maillage:/var/lib/maillage -p 127.0.0.1:8080:8080 maillage

FROM node:22-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
# The compiler of this image as it is, without what rust-toolchain.toml adds for those who write.
ENV RUSTUP_TOOLCHAIN=$RUST_VERSION
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY . .
RUN cargo xtask assets \
 && cargo build --release --locked --package maillage \
 && objcopy --strip-debug target/release/maillage /usr/local/bin/maillage

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 900 --user-group --home-dir /var/lib/maillage --no-create-home maillage \
 && install -d -m 0750 -o maillage -g maillage /var/lib/maillage
COPY --from=build /usr/local/bin/maillage /usr/bin/maillage
USER maillage
WORKDIR /var/lib/maillage
VOLUME /var/lib/maillage
# A container is reached from outside it: what stands before it does HTTPS.
ENV MAILLAGE_LISTEN=0.0.0.0:8080 \
    MAILLAGE_DATABASE_URL=sqlite:/var/lib/maillage/maillage.db \
    MAILLAGE_FILES_URL=folder:/var/lib/maillage/files \
    MAILLAGE_MAIL_URL=folder:/var/lib/maillage/mails
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/bin/maillage"]
CMD ["serve"]
