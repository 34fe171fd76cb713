package io.pasarela.notification.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.gateway.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A ticket says what was put in, to those who have the secret, and nothing to anybody else. */
class TicketsTest {

    private static final String OLD = "an-old-secret-of-more-than-32-characters";
    private static final String NEW = "a-new-secret-of-more-than-32-characters!";
    private static final Instant NOW = Instant.parse("2026-11-28T18:00:00Z");
    private static final Pass ANA = new Pass(new Caller("shop", "ana"), NOW.minusSeconds(5), NOW.plusSeconds(600));

    @Test
    void aTicketIsReadAsItWasMadeByAnyReplicaWithTheSecret() {
        Ticket ticket = new Ticket(ANA, NOW.plusSeconds(60));

        String sealed = tickets(60, NEW).ticket(ticket);

        assertThat(tickets(60, NEW).ticket(sealed)).contains(ticket);
        assertThat(tickets(60, "another-secret-of-more-than-32-characters").ticket(sealed))
                .isEmpty();
    }

    @Test
    void aTicketThatWasSealedWithTheLastSecretStillOpensWhileTheSecretIsChanged() {
        String sealed = tickets(60, OLD).ticket(new Ticket(ANA, NOW));

        assertThat(tickets(60, NEW, OLD).ticket(sealed)).isPresent();
        assertThat(tickets(60, NEW).ticket(sealed)).isEmpty();
    }

    @Test
    void aTicketHidesWhoseItIsAndIsNeverTheSameTwice() {
        Ticket ticket = new Ticket(ANA, NOW);
        String sealed = tickets(60, NEW).ticket(ticket);

        assertThat(sealed)
                .matches("[A-Za-z0-9_-]+")
                .isNotEqualTo(tickets(60, NEW).ticket(ticket));
        assertThat(new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain("ana", "shop");
    }

    @Test
    void whatWasChangedCutOffOrMadeForAnotherPurposeOpensNothing() {
        Tickets tickets = tickets(60, NEW);
        String sealed = tickets.ticket(new Ticket(ANA, NOW));
        byte[] bytes = Base64.getUrlDecoder().decode(sealed);

        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(tickets.ticket(Base64.getUrlEncoder().encodeToString(changed)))
                    .as("byte %d", i)
                    .isEmpty();
        }
        for (String nonsense : List.of("", "x", "%%%", sealed.substring(1), "A".repeat(5000), tickets.cookie(ANA))) {
            assertThat(tickets.ticket(nonsense)).isEmpty();
        }
        assertThat(tickets.cookie(sealed)).isEmpty();
    }

    @Test
    void aTicketIsGoodForAMinuteAtMostAndNeverLongerThanItsToken() {
        assertThat(tickets(3600, NEW).until(ANA, NOW)).isEqualTo(NOW.plusSeconds(60));
        assertThat(tickets(10, NEW).until(ANA, NOW)).isEqualTo(NOW.plusSeconds(10));
        assertThat(tickets(60, NEW).until(ANA, NOW.plusSeconds(590))).isEqualTo(ANA.expiresAt());
    }

    @Test
    void everyListenerHasACookieOfItsOwnWhateverItIsCalled() {
        Pass client = new Pass(new Caller("shop", null), NOW, NOW);
        Pass other = new Pass(new Caller("sho", "p\nana"), NOW, NOW);

        assertThat(List.of(Tickets.cookieName(ANA), Tickets.cookieName(client), Tickets.cookieName(other)))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+"));
    }

    private static Tickets tickets(long validSeconds, String... secrets) {
        TicketConfig config = new TicketConfig() {
            @Override
            public List<String> ticketSecrets() {
                return List.of(secrets);
            }

            @Override
            public Duration ticketValidFor() {
                return Duration.ofSeconds(validSeconds);
            }

            @Override
            public Optional<List<String>> origins() {
                return Optional.empty();
            }
        };
        return new Tickets(new Seals(config), config);
    }
}
