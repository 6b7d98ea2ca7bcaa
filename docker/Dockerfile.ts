# The images of the TypeScript API and of the engine. From the repository's root:
#   docker build -f docker/Dockerfile.ts --target tamma-api .
#   docker build -f docker/Dockerfile.ts --target tamma-engine .

# The packages' manifests without their sources: as long as these stay the same, nothing is installed anew.
FROM node:22-alpine AS manifests
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/ packages/
RUN find packages -mindepth 2 -maxdepth 2 ! -name package.json -exec rm -rf {} +

FROM node:22-alpine AS dependencies
ENV CI=true
WORKDIR /app
COPY --from=manifests /app/ ./
# pnpm, of the version that package.json names.
RUN corepack enable && corepack install
# Of the command line, and of the packages that it is made of: the repository holds other products too, not all of which
# build. `build` and `production` need no network.
RUN pnpm install --frozen-lockfile --fail-if-no-match --filter @tamma/cli...

FROM dependencies AS build
COPY tsconfig.json ./
COPY packages/ packages/
RUN pnpm --fail-if-no-match --filter @tamma/cli... run build \
  && find packages -mindepth 2 -maxdepth 2 ! -name dist -exec rm -rf {} +

# What the programs need to run. `pnpm prune` leaves a workspace's packages as they are.
FROM dependencies AS production
RUN rm -rf node_modules packages/*/node_modules \
  && pnpm install --offline --frozen-lockfile --prod --fail-if-no-match --filter @tamma/cli...

FROM node:22-alpine AS runtime
# Alpine offers the newest build of a package only, so a fixed version would soon be gone.
# hadolint ignore=DL3018
RUN apk add --no-cache tini \
  && addgroup -g 1001 tamma \
  && adduser -D -u 1001 -G tamma -h /home/tamma tamma \
  && install -d -o tamma -g tamma /workspace
WORKDIR /app
# HOME by name, for whoever starts as another user and becomes this one.
ENV NODE_ENV=production HOME=/home/tamma TAMMA_WORKING_DIRECTORY=/workspace
COPY --from=production /app/package.json ./
COPY --from=production /app/node_modules/ node_modules/
COPY --from=production /app/packages/ packages/
COPY --from=build /app/packages/ packages/

FROM runtime AS tamma-api
COPY --chmod=0755 docker/entrypoint.sh /entrypoint.sh
USER 1001:1001
EXPOSE 3100
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["wget", "-q", "--spider", "http://127.0.0.1:3100/api/health"]
ENTRYPOINT ["tini", "--", "sh", "/entrypoint.sh"]
CMD ["node", "packages/cli/dist/index.js", "server", "--port", "3100", "--host", "0.0.0.0"]

FROM runtime AS tamma-engine
# The agent's program. It runs each command in a bash, and brings its own search tool. SSH is for those who mount a key; the
# token goes over HTTPS.
ARG CLAUDE_CODE_VERSION=2.1.76
# hadolint ignore=DL3018
RUN apk add --no-cache bash git openssh-client \
  && npm install -g "@anthropic-ai/claude-code@${CLAUDE_CODE_VERSION}" \
  && npm cache clean --force \
  && claude --version
# Else it would replace itself by its newest version.
ENV DISABLE_AUTOUPDATER=1
COPY --chmod=0755 docker/entrypoint.sh docker/engine.sh /
USER 1001:1001
# The engine writes the file once it has started.
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s --retries=3 \
  CMD ["test", "-f", "/tmp/tamma-engine-healthy"]
ENTRYPOINT ["tini", "--", "sh", "/entrypoint.sh", "sh", "/engine.sh"]
CMD ["node", "packages/cli/dist/index.js", "start", "--mode", "service"]
