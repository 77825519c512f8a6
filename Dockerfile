# Pana for a real bot: production packages, source, content, words and the fonts of pictures.
# Nothing is built: Node runs the TypeScript as it is.
# The version of Node is that of .node-version (a test compares the two); the image brings it, so npm need not.

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production LANG=C.UTF-8
WORKDIR /app
COPY --from=packages /app/node_modules node_modules/
COPY package.json ./
# Without src/simulator (.dockerignore): only the demo uses it, and a bot with a token never loads it.
COPY src src/
COPY content content/
COPY locales locales/
# Pages read aloud; none is shipped.
COPY media media/
# Fonts: pictures are drawn with these only, never with a font of the machine.
COPY assets assets/
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# main.ts handles SIGTERM itself and starts no other program here (REDIS_URL is set), so it may be process 1.
CMD ["node", "--max-semi-space-size=16", "src/main.ts"]
