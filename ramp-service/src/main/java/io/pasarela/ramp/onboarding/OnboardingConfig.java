package io.pasarela.ramp.onboarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of onboarding. */
@ConfigMapping(prefix = "pasarela.onboarding")
public interface OnboardingConfig {

    /** Where users and their accounts are created. */
    @WithDefault("${pasarela.ramp.provider:killb}")
    String provider();

    /** Three-digit codes of banks in a CLABE that joined SPEI after this release, comma-separated. */
    Optional<Set<String>> clabeBanksAdded();

    /** How long a provider's list of banks is believed. */
    @WithDefault("24H")
    Duration banksKept();

    /** How long an account waits for that list; then the provider decides about the bank's code. */
    @WithDefault("2S")
    Duration banksWithin();

    /** How long nobody asks for a list that could not be read. */
    @WithDefault("1M")
    Duration banksAskedAgain();

    /** How old the provider's last word about a user or an account may be before a read asks for a newer one. */
    @WithDefault("1H")
    Duration wordKept();

    /** How long a read waits for the provider; then it answers with what is known. */
    @WithDefault("2S")
    Duration wordWithin();
}
