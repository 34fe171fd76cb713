package io.pasarela.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code pasarela} as the shell runs it, copied to a machine without a JDK in the usual places. */
class ScriptTest {
    @TempDir
    Path machine;

    private Path script;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void copyTheScript() throws IOException {
        String original = Files.readString(SandboxOptions.enclosingCheckout().resolve("pasarela"));
        script = Files.writeString(
                machine.resolve("pasarela"),
                original.replace("/usr/lib/jvm/", machine + "/jvm/").replace("/Library/Java/", machine + "/java/"));
        Path mvnw = Files.writeString(machine.resolve("mvnw"), "#!/bin/sh\necho \"$JAVA_HOME $*\"\n");
        assertThat(mvnw.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void withoutAJdk25ThereIsOneSentence() throws Exception {
        Outcome outcome = run(Map.of("JAVA_HOME", jdk("jdk-17", "17.0.9")), "test");

        assertThat(outcome.exitCode).isEqualTo(1);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err)
                .isEqualTo("Pasarela needs a JDK 25, and none was found: install one, or set JAVA_HOME to it.\n");
    }

    @Test
    void aJavaHomeOf25IsTaken() throws Exception {
        String jdk = jdk("mine", "25.0.1");

        Outcome outcome = run(Map.of("JAVA_HOME", jdk), "test", "-Dtest=A B");

        assertThat(outcome.out).isEqualTo(jdk + " -B -T1C verify -Dtest=A B\n");
    }

    @Test
    void anInstalledJdk25IsFoundBehindAnotherJavaHome() throws Exception {
        jdk("jvm/jdk-21", "21.0.2");
        String installed = jdk("jvm/jdk-25", "25");

        Outcome outcome = run(Map.of("JAVA_HOME", jdk("old", "17.0.9")), "test");

        assertThat(outcome.out).isEqualTo(installed + " -B -T1C verify\n");
    }

    @Test
    void helpNamesTheCommands() throws Exception {
        Outcome outcome = run(Map.of());

        assertThat(outcome.exitCode).isZero();
        assertThat(outcome.out).contains("\n  up ", "\n  test ", "\n  replay ", "\n  redrive ", "\n  help ");
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        Outcome outcome = run(Map.of(), "dance");

        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).startsWith("There is no command 'dance'.");
    }

    /** A folder that looks like a JDK as far as the script looks. */
    private String jdk(String folder, String version) throws IOException {
        Path jdk =
                Files.createDirectories(machine.resolve(folder).resolve("bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path compiler = Files.createFile(jdk.resolve("bin/javac"));
        assertThat(compiler.toFile().setExecutable(true)).isTrue();
        return jdk.toString();
    }

    /** Only the tools that every system has are on the PATH, and no {@code java}. */
    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        Path tools = machine.resolve("tools");
        if (Files.notExists(tools)) {
            Files.createDirectories(tools);
            for (String tool : List.of("dirname", "grep", "sed", "cat", "head", "find")) {
                Path wrapper =
                        Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(where(tool)));
                assertThat(wrapper.toFile().setExecutable(true)).isTrue();
            }
        }
        var command = new ArrayList<>(List.of(where("bash").toString(), script.toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).redirectError(machine.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(machine.resolve("err")));
    }

    private static Path where(String tool) {
        return List.of("/bin", "/usr/bin").stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
