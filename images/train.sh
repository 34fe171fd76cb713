#!/bin/sh
# Makes the AOT cache of a service: starts it from its folder ($1) as it will be started, with stores that nobody listens for, and ends it in order.
set -eu
cd "$1"
export PASARELA_MODE=sandbox PASARELA_TRACING_DISABLED=true PASARELA_LOG_JSON=true
export QUARKUS_FLYWAY_MIGRATE_AT_START=false QUARKUS_OIDC_CONNECTION_DELAY=0S
export QUARKUS_OIDC_AUTH_SERVER_URL=http://127.0.0.1:9 QUARKUS_REDIS_HOSTS=redis://127.0.0.1:9 KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9
export QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:9/none QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:9/none
export QUARKUS_DATASOURCE_USERNAME=none QUARKUS_DATASOURCE_PASSWORD=none
export PASARELA_PROVIDERS_KILLB_EMAIL=none@example.com PASARELA_PROVIDERS_KILLB_PASSWORD=none-at-all
export PASARELA_WEBHOOKS_KILLB_SCHEME=killb-hmac PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE=only-while-the-image-is-being-built
log=/tmp/training.log
java -XX:+UseSerialGC -XX:MaxRAMPercentage=60 -XX:AOTCacheOutput="$1/app.aot" \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager -jar "$1/launch.jar" > $log 2>&1 &
service=$!
for _ in $(seq "${TRAINING_SECONDS_MAX:-120}"); do
    if grep -q 'started in' $log || ! kill -0 $service 2> /dev/null; then
        break
    fi
    sleep 1
done
kill -TERM $service 2> /dev/null || true
wait $service || true
if ! grep -q 'started in' $log || ! [ -s "$1/app.aot" ]; then
    cat $log >&2
    echo "There is no AOT cache: the service did not start." >&2
    exit 1
fi
