package io.pasarela.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void aProgram() throws IOException {
        jar = Files.writeString(folder.resolve("app.jar"), "classes");
    }

    @Test
    void theSameJarsHaveTheSameArchive() throws IOException {
        Path kept = Files.createFile(archive("app"));

        assertThat(archive("app")).isEqualTo(kept).exists();
    }

    @Test
    void ofJarsThatWereMadeAnewNothingIsKept() throws IOException {
        Path before = Files.createFile(archive("app"));
        Path ofAnother = Files.createFile(archive("other"));

        Files.writeString(jar, "more classes");

        assertThat(archive("app")).isNotEqualTo(before);
        assertThat(before).doesNotExist();
        assertThat(ofAnother).exists();
    }

    @Test
    void theFolderNeedNotBeThereYet() {
        assertThat(ClassArchive.options(folder.resolve("new/one"), "app", Stream.of(jar)))
                .isNotEmpty();
    }

    private Path archive(String program) {
        String option = "-XX:SharedArchiveFile=";
        return ClassArchive.options(folder, program, Stream.of(jar)).stream()
                .filter(one -> one.startsWith(option))
                .map(one -> Path.of(one.substring(option.length())))
                .findFirst()
                .orElseThrow();
    }
}
