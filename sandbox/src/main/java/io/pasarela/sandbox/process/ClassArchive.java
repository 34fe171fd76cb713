package io.pasarela.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets a JVM keep the classes of its program, written at the first orderly stop: every later start takes half the time. The JVM would
 * refuse an archive of other jars at every start instead of making it anew, so each is named after its jars.
 */
public final class ClassArchive {

    private ClassArchive() {}

    /**
     * The options that a JVM needs for that. Deletes what was kept of the program's earlier jars.
     *
     * @param folder where the archive is, or will be: about 100 MB
     * @param jars the program's class path, or the jar whose manifest names it
     */
    public static List<String> options(Path folder, String program, Stream<Path> jars) {
        String before = program + "-classes-";
        int contents = jars.sorted().map(ClassArchive::content).toList().hashCode();
        Path archive = folder.resolve("%s%08x.jsa".formatted(before, contents));
        try {
            Files.createDirectories(folder);
            try (var others = Files.newDirectoryStream(
                    folder, file -> file.getFileName().toString().startsWith(before) && !file.equals(archive))) {
                for (Path other : others) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (IOException e) {
            throw new SandboxFailure("%s cannot be tidied: %s".formatted(folder, e.getMessage()), e);
        }
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off,aot*=off");
    }

    // As the JVM does: by size and time.
    private static String content(Path jar) {
        try {
            return "%s %d %s".formatted(jar.getFileName(), Files.size(jar), Files.getLastModifiedTime(jar));
        } catch (IOException e) {
            throw new SandboxFailure("%s cannot be read: %s".formatted(jar, e.getMessage()), e);
        }
    }
}
