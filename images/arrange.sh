#!/bin/sh
# Puts everything that a service needs on one class path: launch.jar in the folder ($1) that Quarkus has packaged.
set -eu
cd "$1"
{
    echo "Main-Class: io.quarkus.runner.GeneratedMain"
    # As quarkus-run.jar has it.
    echo "Add-Opens: java.base/java.lang java.base/java.nio java.base/jdk.internal.misc"
    echo "Class-Path: "
    # What Quarkus has changed comes before what it was made of. A line that begins with a space goes on with the one before.
    for jar in quarkus/transformed-bytecode.jar quarkus/generated-bytecode.jar app/*.jar lib/main/*.jar lib/boot/*.jar; do
        [ ! -f "$jar" ] || echo "  $jar"
    done
} > /tmp/launch-manifest
jar --create --file launch.jar --manifest /tmp/launch-manifest
