package io.pasarela.sandbox;

import java.time.Duration;

/** Told what the sandbox is doing. Called from several threads. */
public interface Progress {
    /** For tests. */
    Progress SILENT = new Progress() {
        @Override
        public void starting(String component) {}

        @Override
        public void ready(String component, String where, Duration took) {}

        @Override
        public void note(String sentence) {}
    };

    void starting(String component);

    /** @param where an address to remember */
    void ready(String component, String where, Duration took);

    void note(String sentence);
}
