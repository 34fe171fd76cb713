package io.pasarela.sandbox;

import io.pasarela.sandbox.infra.Binaries;
import io.pasarela.sandbox.infra.LocalKafka;
import io.pasarela.sandbox.infra.LocalPostgres;
import io.pasarela.sandbox.infra.LocalRedis;
import io.pasarela.sandbox.infra.Topics;
import java.nio.file.Path;

/** PostgreSQL, Redis and Kafka of one sandbox; the three may start side by side. */
final class Stores {
    private final LocalPostgres postgres;
    private final LocalRedis redis;
    private final LocalKafka kafka;
    private final Binaries binaries;
    private final Starter starter;

    Stores(SandboxOptions options, Starter starter) {
        Path data = options.data();
        Path logs = data.resolve("logs");
        var ports = options.ports();
        this.starter = starter;
        this.binaries = new Binaries(options.root().resolve(".pasarela/binaries"));
        this.postgres = new LocalPostgres(data.resolve("postgres"), logs.resolve("postgres.log"), ports.postgres());
        this.redis = new LocalRedis(data.resolve("redis"), logs.resolve("redis.log"), ports.redis(), true);
        this.kafka = new LocalKafka(
                options.root().resolve("sandbox/broker/target/libs"),
                data.resolve("kafka"),
                logs.resolve("kafka.log"),
                ports.kafka(),
                ports.kafkaController());
    }

    LocalPostgres postgres() {
        return postgres;
    }

    LocalKafka kafka() {
        return kafka;
    }

    void startPostgres() {
        starter.step("PostgreSQL", "127.0.0.1:" + postgres.port(), () -> {
            starter.run(postgres.prepare(binaries));
            postgres.createDatabases();
        });
    }

    void startRedis() {
        starter.step("Redis", "127.0.0.1:" + redis.port(), () -> starter.run(redis.prepare(binaries)));
    }

    void startKafka() {
        starter.step("Kafka", kafka.bootstrap(), () -> {
            starter.run(kafka.prepare(binaries));
            Topics.create(kafka.bootstrap());
        });
    }
}
