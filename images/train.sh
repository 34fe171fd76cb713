#!/bin/sh
# Makes the AOT cache of a service: starts it from its folder ($1) as it will be started, with stores that nobody listens for, and ends it in order.
set -eu
cd "$1"
set -a
. "$(dirname "$0")/without-stores.env"
set +a
log=/tmp/training.log
java -XX:+UseSerialGC -XX:MaxRAMPercentage=60 -XX:AOTCacheOutput="$1/app.aot" \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager -jar "$1/quarkus-run.jar" > $log 2>&1 &
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
