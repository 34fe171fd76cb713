# One file for all images: `docker compose build` makes them, or one service alone is
#   docker build --build-arg SERVICE=ramp-service --target service -t pasarela/ramp-service:dev .
# Whoever publishes pins the two base images by digest (k8s/pin-images does): JRE_IMAGE=eclipse-temurin:25-jre@sha256:…
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

# All modules are compiled once, whichever image is wanted.
FROM ${JDK_IMAGE} AS compiled
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -Pimages -Dmaven.test.skip=true -Dspotless.check.skip=true -Dspotless.apply.skip=true -pl '!system-tests,!bench,!deployment' package

# What the stages below take. Who has compiled already replaces this stage: --build-context built=FOLDER.
FROM scratch AS built
COPY --from=compiled /source/webhook-ingest/target/quarkus-app /webhook-ingest/target/quarkus-app
COPY --from=compiled /source/webhook-ingest/target/sbom /webhook-ingest/target/sbom
COPY --from=compiled /source/quote-service/target/quarkus-app /quote-service/target/quarkus-app
COPY --from=compiled /source/quote-service/target/sbom /quote-service/target/sbom
COPY --from=compiled /source/ramp-service/target/quarkus-app /ramp-service/target/quarkus-app
COPY --from=compiled /source/ramp-service/target/sbom /ramp-service/target/sbom
COPY --from=compiled /source/notification-service/target/quarkus-app /notification-service/target/quarkus-app
COPY --from=compiled /source/notification-service/target/sbom /notification-service/target/sbom
COPY --from=compiled /source/sandbox/target/libs /sandbox/target/libs
COPY --from=compiled /source/sandbox/target/sandbox-0.1.0-SNAPSHOT.jar /sandbox/target/

# A start without any store, ended after some seconds: what is loaded until then is most of what a start loads. With the very JVM that runs it.
FROM ${JRE_IMAGE} AS trained
ARG SERVICE
COPY --from=built /${SERVICE}/target/quarkus-app /app
COPY --from=built /${SERVICE}/target/sbom /app/sbom
COPY images/train.sh images/without-stores.env /images/
RUN sh /images/train.sh /app

FROM ${JRE_IMAGE} AS service
ARG SERVICE
ARG VERSION=dev
ARG REVISION=unknown
ARG JRE_IMAGE
LABEL org.opencontainers.image.title="Pasarela ${SERVICE}" \
      org.opencontainers.image.description="A part of Pasarela, a gateway between applications and ramp providers" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${JRE_IMAGE}"
WORKDIR /app
# Dependencies change seldom and come first; the cache fits only them and the code together, and comes last.
COPY --from=trained /app/lib lib
COPY --from=trained /app/sbom sbom
COPY --from=trained /app/quarkus quarkus
COPY --from=trained /app/app app
COPY --from=trained /app/quarkus-run.jar ./
COPY --from=trained /app/app.aot ./
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
EXPOSE 8080
# No shell: the JVM gets the signals. An empty heap is better ended and started again than left to answer nothing. Further options: JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:AOTCache=/app/app.aot", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "/app/quarkus-run.jar"]

# The simulator and the token issuer; opens nothing but a sandbox.
FROM ${JRE_IMAGE} AS sandbox
LABEL org.opencontainers.image.title="Pasarela sandbox" \
      org.opencontainers.image.description="KillB simulator and token issuer for trying Pasarela out"
WORKDIR /app
COPY --from=built /sandbox/target/libs libs
COPY --from=built /sandbox/target/sandbox-0.1.0-SNAPSHOT.jar sandbox.jar
USER 10001:10001
EXPOSE 8090 8091
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-cp", "/app/sandbox.jar:/app/libs/*", "io.pasarela.sandbox.container.ContainerMain"]
