# Built in two stages, so that compilers stay out of the image that runs.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Node 24 brings its own SQLite, so the native driver is left out.
RUN npm ci --omit=optional --ignore-scripts
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production DATABASE_FILE=/data/is-this-true.sqlite
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY data ./data
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
CMD ["node", "--enable-source-maps", "dist/main.js"]
