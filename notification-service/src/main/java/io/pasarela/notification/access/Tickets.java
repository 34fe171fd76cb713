package io.pasarela.notification.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Makes tickets and cookies, and reads them again on any replica: all that they say is in them, sealed, and nothing is stored. */
@ApplicationScoped
class Tickets {

    /** Longest that a ticket may be good for, whatever is configured: it stands in URLs, and those are logged. */
    private static final Duration VALID_MAX = Duration.ofSeconds(60);

    private static final String COOKIE = "pasarela-stream-";
    private static final int COOKIE_ID_BYTES = 8;
    private static final ObjectMapper JSON = Wire.mapper();

    private final Seals seals;
    private final Duration validFor;

    Tickets(Seals seals, TicketConfig config) {
        this.seals = seals;
        this.validFor = config.ticketValidFor().compareTo(VALID_MAX) < 0 ? config.ticketValidFor() : VALID_MAX;
    }

    /** When a ticket that is made now stops opening streams. */
    Instant until(Pass pass, Instant now) {
        Instant until = now.plus(validFor);
        return until.isAfter(pass.expiresAt()) ? pass.expiresAt() : until;
    }

    String ticket(Ticket ticket) {
        return seals.seal("ticket", json(ticket));
    }

    Optional<Ticket> ticket(String sealed) {
        return seals.open("ticket", sealed).map(json -> read(json, Ticket.class));
    }

    String cookie(Pass pass) {
        return seals.seal("cookie", json(pass));
    }

    Optional<Pass> cookie(String sealed) {
        return seals.open("cookie", sealed).map(json -> read(json, Pass.class));
    }

    /** One cookie per listener and browser: a later one of the same listener takes its place. */
    static String cookieName(Pass pass) {
        String who = pass.caller().client() + "\n" + pass.caller().endUser().orElse("\n");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(who.getBytes(StandardCharsets.UTF_8));
            return COOKIE + HexFormat.of().formatHex(Arrays.copyOf(digest, COOKIE_ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pass is made of texts and times", e);
        }
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new IllegalStateException("what we sealed ourselves is what we can read", e);
        }
    }
}
