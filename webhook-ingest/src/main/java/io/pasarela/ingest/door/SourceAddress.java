package io.pasarela.ingest.door;

import io.netty.util.NetUtil;
import io.pasarela.ingest.IngestConfig;
import io.pasarela.ingest.provider.Networks;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request really comes from. The one header that the proxies in front write is read from its end, where the nearest of them wrote,
 * and only as far as trusted proxies wrote it; what a stranger claims beyond, or in the other header, is ignored.
 */
@Singleton
public class SourceAddress {

    /** One {@code for=} parameter; its value is an address, in brackets when it is IPv6, with a port perhaps. */
    private static final Pattern FOR = Pattern.compile(
            "\\s*for\\s*=\\s*(\"?)(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::[0-9]+)?\\1\\s*", Pattern.CASE_INSENSITIVE);

    /** More hops than any honest path has. */
    private static final int HOPS_MAX = 10;

    /** An entry of {@code X-Forwarded-For} that has a port, as some proxies write it. */
    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::[0-9]+)?");

    private final Networks trusted;
    private final String header;

    SourceAddress(IngestConfig config) {
        this.trusted = Networks.of(config.trustedProxies().orElse(List.of()));
        this.header = config.forwardedHeader();
    }

    /** @param peer whoever is at the other end of the connection */
    public InetAddress of(InetAddress peer, MultiMap headers) {
        if (trusted.isEmpty() || !trusted.contains(peer)) {
            return peer;
        }
        List<@Nullable InetAddress> hops = hops(headers);
        InetAddress nearest = peer;
        for (int i = hops.size() - 1; i >= 0 && hops.size() - i <= HOPS_MAX; i--) {
            InetAddress hop = hops.get(i);
            if (hop == null) {
                return nearest;
            }
            nearest = hop;
            if (!trusted.contains(hop)) {
                return nearest;
            }
        }
        return nearest;
    }

    private List<@Nullable InetAddress> hops(MultiMap headers) {
        List<@Nullable InetAddress> hops = new ArrayList<>();
        for (String value : headers.getAll(header)) {
            if (header.equalsIgnoreCase("Forwarded")) {
                parts(value, ',').forEach(element -> hops.add(standard(element)));
            } else {
                for (String element : value.split(",", -1)) {
                    hops.add(plain(element.strip()));
                }
            }
        }
        return hops;
    }

    private static @Nullable InetAddress standard(String element) {
        return parts(element, ';').stream()
                .map(FOR::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(found -> address(found.group(2) == null ? found.group(3) : found.group(2)))
                .orElse(null);
    }

    // What stands in quotes separates nothing (RFC 7239, section 4): a proxy may repeat there what a stranger told it.
    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static @Nullable InetAddress plain(String element) {
        InetAddress whole = address(element);
        Matcher matcher = WITH_PORT.matcher(element);
        return whole == null && matcher.matches()
                ? address(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : whole;
    }

    // Never by name: a look-up would let a stranger make us ask.
    private static @Nullable InetAddress address(String text) {
        return NetUtil.createInetAddressFromIpAddressString(text);
    }
}
