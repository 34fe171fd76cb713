package io.pasarela.ingest.provider;

import io.pasarela.providers.webhook.WebhookKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keys from a folder of mounted files, read again and again. New content counts once two readings in a row found the same, so that a file
 * that is just being written is never taken for a key. A folder that cannot be read changes nothing; a file that holds no key is told of
 * and left out.
 */
final class KeyFiles {

    private static final Logger LOG = Logger.getLogger(KeyFiles.class);
    private static final String NOT_BEFORE = ".not-before";
    private static final String NOT_AFTER = ".not-after";

    /** A PEM of a certificate is the longest that makes sense. */
    private static final long LENGTH_MAX = 16 * 1024;

    /** Makes a key of a text, or says in a few words why not. */
    interface KeyReader {
        WebhookKey key(String id, String text, @Nullable Instant notBefore, @Nullable Instant notAfter);
    }

    private final String provider;
    private final Path folder;
    private final KeyReader reader;
    private final KeyRing ring;
    private Map<String, String> seen = Map.of();
    private Map<String, String> used = Map.of();

    KeyFiles(String provider, Path folder, KeyReader reader, KeyRing ring) {
        this.provider = provider;
        this.folder = folder;
        this.reader = reader;
        this.ring = ring;
    }

    /**
     * Takes what is there as it is.
     *
     * @return what is wrong with it, a sentence each
     */
    List<String> start() {
        try {
            seen = read();
        } catch (IOException e) {
            return List.of("the key directory %s cannot be read: %s"
                    .formatted(folder, e.getClass().getSimpleName()));
        }
        return use();
    }

    /** Reads again. To be called by one thread at a time, and none that others wait for. */
    synchronized void refresh() {
        Map<String, String> found;
        try {
            found = read();
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf(
                    "keys of %s: %s cannot be read (%s); the keys stay as they were",
                    provider, folder, e.getClass().getSimpleName());
            return;
        }
        boolean settled = found.equals(seen);
        seen = found;
        if (settled && !found.equals(used)) {
            use().forEach(fault -> LOG.errorf("keys of %s: %s", provider, fault));
            LOG.infof(
                    "keys of %s read again; those that count now: %s",
                    provider,
                    ring.live(Instant.now()).stream().map(WebhookKey::id).toList());
        }
    }

    private List<String> ids() {
        return used.keySet().stream().filter(name -> !isLimit(name)).toList();
    }

    private List<String> use() {
        used = seen;
        List<WebhookKey> keys = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String id : ids()) {
            try {
                keys.add(reader.key(id, used.getOrDefault(id, ""), limit(id + NOT_BEFORE), limit(id + NOT_AFTER)));
            } catch (IllegalArgumentException e) {
                faults.add("the key %s %s".formatted(id, e.getMessage()));
            } catch (DateTimeException _) {
                faults.add("the key %s has a limit that is no RFC 3339 instant".formatted(id));
            }
        }
        ring.mounted(keys);
        return faults;
    }

    private @Nullable Instant limit(String file) {
        String text = used.get(file);
        return text == null ? null : Instant.parse(text);
    }

    private static boolean isLimit(String name) {
        return name.endsWith(NOT_BEFORE) || name.endsWith(NOT_AFTER);
    }

    // What cannot be read is no key, and must not keep the others from being read.
    private static String content(Path file) {
        try {
            // Editors and echo end a file with a line end, which is no part of the key.
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                // Names with a leading dot are Kubernetes' own, behind the links by which it swaps a mounted secret.
                if (!name.startsWith(".") && Files.isRegularFile(file) && Files.size(file) <= LENGTH_MAX) {
                    contents.put(name, content(file));
                }
            }
        }
        return contents;
    }
}
