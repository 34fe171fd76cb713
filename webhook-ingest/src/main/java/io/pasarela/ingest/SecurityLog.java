package io.pasarela.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.ingest.store.FewPerSecond;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Suspicious activity, for whoever watches for it: counted always, in {@code pasarela_security_events_total} by provider and reason, and
 * logged as one structured event by {@code io.pasarela.security}. A flood of the same is logged a few times a second, with the number of
 * those left out, so that a forger cannot fill the disk. Never a secret, a signature or a body.
 */
@Singleton
class SecurityLog {

    private static final Logger LOG = Logger.getLogger("io.pasarela.security");

    private final MeterRegistry registry;
    private final ConcurrentMap<String, FewPerSecond> windows = new ConcurrentHashMap<>();

    SecurityLog(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param provider a known one; a stranger's words never become a label */
    void suspicious(String provider, String reason, InetAddress address) {
        registry.counter("pasarela.security.events", "provider", provider, "reason", reason)
                .increment();
        long leftOut = windows.computeIfAbsent(provider + " " + reason, _ -> new FewPerSecond())
                .admit();
        if (leftOut < 0) {
            return;
        }
        MDC.put("security.event", "webhook-refused");
        MDC.put("security.provider", provider);
        MDC.put("security.reason", reason);
        MDC.put("security.address", address.getHostAddress());
        MDC.put("security.leftOut", Long.toString(leftOut));
        try {
            LOG.warnf("webhook refused: provider=%s reason=%s address=%s", provider, reason, address.getHostAddress());
        } finally {
            for (String field : new String[] {"event", "provider", "reason", "address", "leftOut"}) {
                MDC.remove("security." + field);
            }
        }
    }
}
