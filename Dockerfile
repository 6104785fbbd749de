# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS build
WORKDIR /waymark
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 WAYMARK_DATA=/data
WORKDIR /waymark
COPY --from=build /waymark/package.json ./
COPY --from=build /waymark/node_modules ./node_modules
COPY --from=build /waymark/dist ./dist
COPY --from=build /waymark/prisma ./prisma
COPY --from=build /waymark/schema ./schema
COPY --from=build /waymark/src ./src
# The data folder belongs to the user, also when a new volume is put there.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The program itself is process 1, so that it gets the signal to stop and ends cleanly.
CMD ["node", "dist/src/main.js"]
