# The images of the TypeScript API and of the engine. From the repository's root:
#   docker build -f docker/Dockerfile.ts --target tamma-api .
#   docker build -f docker/Dockerfile.ts --target tamma-engine .

FROM node:22-alpine AS source
ENV CI=true
WORKDIR /app
RUN corepack enable && corepack prepare pnpm@9.15.0 --activate
# Needs the lockfile alone, so this layer lasts as long as that does. Nothing below needs the network.
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
RUN pnpm fetch
COPY package.json tsconfig.json ./
COPY packages/ packages/
RUN pnpm install --offline --frozen-lockfile

FROM source AS build
RUN pnpm run build
# What the programs need to run. `pnpm prune` leaves a workspace's packages as they are.
RUN rm -rf node_modules packages/*/node_modules \
  && pnpm install --offline --frozen-lockfile --prod --fail-if-no-match \
    --filter @tamma/cli... --filter @tamma/api...

FROM node:22-alpine AS runtime
# Alpine offers the newest build of a package only, so a fixed version would soon be gone.
# hadolint ignore=DL3018
RUN apk add --no-cache tini \
  && addgroup -S -g 1001 tamma \
  && adduser -S -u 1001 -G tamma tamma \
  && install -d -o tamma -g tamma /app/logs
WORKDIR /app
ENV NODE_ENV=production
COPY --chmod=0755 docker/entrypoint.sh /usr/local/bin/docker-entrypoint-tamma.sh
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules/ node_modules/
COPY --from=build /app/packages/ packages/
ENTRYPOINT ["tini", "--", "/usr/local/bin/docker-entrypoint-tamma.sh"]

FROM runtime AS tamma-api
USER 1001:1001
ENV HOST=0.0.0.0 PORT=3100
EXPOSE 3100
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["wget", "-q", "--spider", "http://127.0.0.1:3100/api/health"]
CMD ["node", "packages/cli/dist/index.js", "server", "--port", "3100", "--host", "0.0.0.0"]

FROM runtime AS tamma-engine
# SSH is for those who mount a key; the token goes over HTTPS.
# hadolint ignore=DL3018
RUN apk add --no-cache git openssh-client \
  && install -d -o tamma -g tamma /workspace
USER 1001:1001
# The engine writes the file once it has started.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["test", "-f", "/tmp/tamma-engine-healthy"]
CMD ["node", "packages/cli/dist/index.js", "start", "--mode", "service"]
