package io.pasarela.bench.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The JVM that every contestant gets: whoever is compared runs with the same heap, collector and compilers. */
public final class ServerJvm {
    /**
     * A fixed heap, so that nobody is faster for having more of it; the collector that a JVM chooses by itself on two cores
     * and more; and what Netty needs on JDK 24 and later to reach memory the fast way.
     */
    private static final List<String> FLAGS = List.of(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseG1GC",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private ServerJvm() {}

    /** A server that is a jar with its own class path. @param options besides those that everybody has */
    public static List<String> ofJar(Path jar, String... options) {
        var what = new ArrayList<>(List.of(options));
        what.addAll(List.of("-jar", jar.toString()));
        return command(what);
    }

    /** A server whose main class is on our own class path. */
    public static List<String> ofClass(Class<?> mainClass, String... arguments) {
        return ofClass(List.of(), mainClass, arguments);
    }

    /** @param options besides those that everybody has */
    public static List<String> ofClass(List<String> options, Class<?> mainClass, String... arguments) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        var what = new ArrayList<>(options);
        what.addAll(List.of("-cp", classPath, mainClass.getName()));
        what.addAll(List.of(arguments));
        return command(what);
    }

    /** As they would be typed, for a report. */
    public static String flags() {
        return String.join(" ", FLAGS);
    }

    private static List<String> command(List<String> what) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(what);
        return List.copyOf(command);
    }
}
