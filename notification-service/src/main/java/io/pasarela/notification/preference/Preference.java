package io.pasarela.notification.preference;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one person wants.
 *
 * @param language of what is sent: {@code es}, {@code en} or {@code pt}
 */
public record Preference(String language, Email email, Push push) {

    /** Of somebody who has said nothing. */
    static final Preference NONE = new Preference(
            "es",
            new Email(false, List.of(ChangeKind.ACTION_NEEDED.name(), ChangeKind.ENDED.name()), null, false),
            new Push(true, ChangeKind.NAMES));

    /**
     * @param kinds of change that are told: any of {@code ACTION_NEEDED}, {@code PROGRESS} and {@code ENDED}
     * @param address where to
     * @param confirmed whether its owner has sent back the code that went there; until then nothing else goes there
     */
    public record Email(
            boolean enabled, List<String> kinds, @Nullable String address, boolean confirmed) {}

    /** @param kinds as for e-mail; told to every device that is subscribed */
    public record Push(boolean enabled, List<String> kinds) {}

    /** What was stated, over what was there; what is left out becomes what it is for somebody who has said nothing. */
    static Preference of(PreferenceRequest stated, boolean confirmed) {
        PreferenceRequest.Email email =
                Optional.ofNullable(stated.email()).orElse(new PreferenceRequest.Email(null, null, null));
        PreferenceRequest.Push push = Optional.ofNullable(stated.push()).orElse(new PreferenceRequest.Push(null, null));
        return new Preference(
                Optional.ofNullable(stated.language()).orElse(NONE.language()),
                new Email(
                        Optional.ofNullable(email.enabled()).orElse(email.address() != null),
                        Optional.ofNullable(email.kinds()).orElse(NONE.email().kinds()),
                        email.address(),
                        confirmed),
                new Push(
                        Optional.ofNullable(push.enabled()).orElse(true),
                        Optional.ofNullable(push.kinds()).orElse(NONE.push().kinds())));
    }
}
