package io.pasarela.ingest.door;

import io.netty.util.NetUtil;
import io.pasarela.ingest.IngestConfig;
import io.pasarela.ingest.provider.Networks;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request really comes from. {@code Forwarded} (RFC 7239), or {@code X-Forwarded-For} where there is none, is read from its end,
 * where the nearest proxy wrote, and only as far as trusted proxies wrote it; what a stranger claims beyond is ignored.
 */
@ApplicationScoped
public class SourceAddress {

    /** One {@code for=} parameter; its value is an address, in brackets when it is IPv6, with a port perhaps. */
    private static final Pattern FOR = Pattern.compile(
            "(?:^|;)\\s*for\\s*=\\s*\"?(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::[0-9]+)?\"?", Pattern.CASE_INSENSITIVE);

    /** More hops than any honest path has. */
    private static final int HOPS_MAX = 10;

    private final Networks trusted;

    SourceAddress(IngestConfig config) {
        this.trusted = Networks.of(config.trustedProxies().orElse(List.of()));
    }

    public InetAddress of(HttpServerRequest request) {
        InetAddress peer = address(request.remoteAddress().hostAddress());
        return peer == null ? InetAddress.getLoopbackAddress() : of(peer, request.headers());
    }

    InetAddress of(InetAddress peer, MultiMap headers) {
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

    private static List<@Nullable InetAddress> hops(MultiMap headers) {
        List<@Nullable InetAddress> hops = new ArrayList<>();
        List<String> forwarded = headers.getAll("Forwarded");
        for (String value : forwarded) {
            for (String element : value.split(",", -1)) {
                Matcher matcher = FOR.matcher(element);
                hops.add(
                        matcher.find()
                                ? address(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                                : null);
            }
        }
        if (forwarded.isEmpty()) {
            for (String value : headers.getAll("X-Forwarded-For")) {
                for (String element : value.split(",", -1)) {
                    hops.add(address(element.strip()));
                }
            }
        }
        return hops;
    }

    // Never by name: a look-up would let a stranger make us ask.
    private static @Nullable InetAddress address(String text) {
        return NetUtil.createInetAddressFromIpAddressString(text);
    }
}
