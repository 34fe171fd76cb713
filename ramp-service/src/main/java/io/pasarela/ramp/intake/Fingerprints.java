package io.pasarela.ramp.intake;

import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes fingerprints of requests, so that a repetition is recognised for good. */
@ApplicationScoped
public class Fingerprints {

    /** Settings of recognising repetitions. */
    @ConfigMapping(prefix = "pasarela.ramp.repeats")
    public interface RepeatConfig {

        /**
         * Under which fingerprints are taken, at least 32 characters. Whoever changes it without naming the old one among the former ones makes
         * every repetition of an earlier request a 422; nothing is ever done twice by that.
         */
        String fingerprintSecret();

        /** Under which they were taken before. They are recognised, and no new ones are taken. */
        Optional<List<String>> formerFingerprintSecrets();
    }

    private final List<String> secrets;

    Fingerprints(RepeatConfig config) {
        List<String> all = new ArrayList<>(List.of(config.fingerprintSecret()));
        config.formerFingerprintSecrets().ifPresent(all::addAll);
        this.secrets = List.copyOf(all);
    }

    public Fingerprint of(Object request) {
        return Fingerprint.of(request, secrets);
    }
}
