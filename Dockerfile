# Built in two stages, so that compilers and development packages stay out of the image that runs.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Node 24 brings its own SQLite, so no native part is built. Optional packages are needed here: the compiler is one of them.
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
# Slack's HTTP mode, where it is used, is reached from outside of the container; its requests are signed.
ENV NODE_ENV=production DATABASE_FILE=/data/is-this-true.sqlite OPERATION_PORT=9464 SLACK_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY data ./data
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
# Alive while the event loop turns. Whether it is also connected is told by /readyz, for the load balancer.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPERATION_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM is answered by finishing what was begun, in ten seconds at most.
STOPSIGNAL SIGTERM
CMD ["node", "--enable-source-maps", "dist/main.js"]
