package io.pasarela.sandbox.infra;

import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/** The programs that came as Maven artifacts, unpacked once per checkout and shared by every sandbox started from it. */
public final class Binaries {
    /** Part of the folder's name, so that an upgrade unpacks anew; the versions are pinned in the root pom. */
    static final String POSTGRES_VERSION = "18.6.0";

    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path folder;

    public Binaries(Path folder) {
        this.folder = folder;
    }

    /** The folder that holds PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
    Path postgres() {
        return once("postgres-" + POSTGRES_VERSION, Binaries::unpackPostgres);
    }

    Path redisServer() {
        return once("redis-" + RedisExecProvider.redisVersion, Binaries::copyRedis)
                .resolve("redis-server");
    }

    /** The JVM's own cache of the broker's classes. It is not made anew when the jars change, so their names, which tell their versions, are in its own. */
    Path kafkaClasses(Path brokerJars) {
        String[] jars = Objects.requireNonNullElse(brokerJars.toFile().list(), new String[0]);
        return folder.resolve("kafka-classes-%08x.jsa"
                .formatted(Stream.of(jars).sorted().toList().hashCode()));
    }

    private interface Unpacking {
        void into(Path folder) throws IOException;
    }

    /** Unpacks beside the final place and renames, so that neither a kill nor a second launcher leaves half a folder. */
    private Path once(String name, Unpacking unpacking) {
        Path ready = folder.resolve(name);
        if (Files.isDirectory(ready)) {
            return ready;
        }
        try {
            Files.createDirectories(folder);
            Path unpacked = Files.createTempDirectory(folder, name + "-");
            unpacking.into(unpacked);
            try {
                return Files.move(unpacked, ready, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                deleteTree(unpacked);
                if (Files.isDirectory(ready)) {
                    return ready;
                }
                throw e;
            }
        } catch (IOException e) {
            throw new SandboxFailure("%s could not be unpacked into %s: %s".formatted(name, folder, e.getMessage()), e);
        }
    }

    private static void copyRedis(Path folder) throws IOException {
        Path server = folder.resolve("redis-server");
        Files.copy(RedisExecProvider.defaultProvider().get().toPath(), server);
        if (!server.toFile().setExecutable(true)) {
            throw new IOException(server + " cannot be made executable");
        }
    }

    private static void unpackPostgres(Path folder) throws IOException {
        String archive = postgresArchive();
        try (InputStream packed = Binaries.class.getResourceAsStream(archive);
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(found(archive, packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    boolean _ = target.toFile().setExecutable((entry.getMode() & OWNER_MAY_EXECUTE) != 0);
                }
            }
        }
    }

    /** Its name on the class path. The library's own search refuses to choose where a jar is there twice, as in the tests of a checkout. */
    private static String postgresArchive() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String musl = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        return "/postgres-%s-%s%s.txz".formatted(system, processor, musl);
    }

    private static InputStream found(String name, @Nullable InputStream resource) throws IOException {
        if (resource == null) {
            throw new IOException("there is no %s for this machine".formatted(name));
        }
        return resource;
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
