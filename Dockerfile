# linestat alone, for polls from a container: docker run --rm --network host linestat ifstat
FROM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-slim
WORKDIR /opt/linestat
COPY --from=build /src/package.json /src/LICENSE ./
COPY --from=build /src/bin bin
COPY --from=build /src/dist dist
# The user that runs it owns its folders for state and compiled code. Secrets and configuration are mounted, never copied.
RUN useradd --system --create-home --home-dir /var/lib/linestat linestat \
	&& install -d -o linestat -g linestat /var/lib/linestat/.cache /var/lib/linestat/state \
	&& ln -s /opt/linestat/bin/linestat.js /usr/local/bin/linestat
USER linestat
ENV LINESTAT_STATE_DIR=/var/lib/linestat/state
# Nobody types linestat freebox register in a container: the first poll of a Freebox begins it and says so.
ENV LINESTAT_FREEBOX_AUTO_REGISTER=true
# Compiled code is kept for each subcommand, and never anew: what a container writes is gone with it.
RUN linestat ifstat --format influx >/dev/null && linestat --help >/dev/null \
	&& find /var/lib/linestat/.cache -name main.cjs -exec touch -d 2100-01-01 {} +
ENTRYPOINT ["linestat"]
CMD ["--help"]
