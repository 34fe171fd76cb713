package io.pasarela.notification.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where one may call. A URL is looked at when it is registered, and its host's addresses each time that it is called: all of them must be in the
 * internet, and the one that was looked at is the one that is called, so that a name which changes its mind in between gains nothing.
 */
@ApplicationScoped
public class Destinations {

    /** No sane URL is longer. */
    private static final int URL_LENGTH_MAX = 2048;

    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private static final Pattern USUAL = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Asks for the addresses of a host. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Set<Integer> ports;
    private final boolean loopbackAllowed;
    private final Resolver resolver;

    @jakarta.inject.Inject
    Destinations(OutboundConfig config) {
        this(config.ports(), config.loopbackAllowed(), InetAddress::getAllByName);
    }

    Destinations(Set<Integer> ports, boolean loopbackAllowed, Resolver resolver) {
        this.ports = Set.copyOf(ports);
        this.loopbackAllowed = loopbackAllowed;
        this.resolver = resolver;
    }

    /** The URL if it may be registered; empty for anything but https, without user and fragment, to a port that is allowed. */
    public Optional<URI> url(String text) {
        try {
            URI uri = new URI(text);
            boolean whole = text.length() <= URL_LENGTH_MAX
                    && uri.getHost() != null
                    && !isOddNumber(uri.getHost())
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.isAbsolute();
            return whole && (isSecure(uri) || isLoopback(uri)) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /**
     * The address to call for this URL, looked up now. Blocks.
     *
     * @throws SendFailure when it may not be called, or has none
     */
    InetAddress address(URI uri) throws SendFailure {
        if (url(uri.toString()).isEmpty()) {
            throw new SendFailure(SendError.FORBIDDEN_ADDRESS);
        }
        InetAddress[] addresses = resolve(uri.getHost());
        boolean inside = isSecure(uri)
                ? !List.of(addresses).stream().allMatch(AddressRules::isPublic)
                : !List.of(addresses).stream().allMatch(InetAddress::isLoopbackAddress);
        if (addresses.length == 0 || inside) {
            throw new SendFailure(SendError.FORBIDDEN_ADDRESS);
        }
        return addresses[0];
    }

    private InetAddress[] resolve(String host) throws SendFailure {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException _) {
            throw new SendFailure(SendError.UNKNOWN_HOST);
        }
    }

    /** Whether the host is an IPv4 address in a notation that not everybody reads as the same address (WHATWG URL standard, section 3.5). */
    private static boolean isOddNumber(String host) {
        return NUMBER.matcher(host).matches() && !USUAL.matcher(host).matches();
    }

    private boolean isSecure(URI uri) {
        return "https".equals(uri.getScheme()) && ports.contains(port(uri));
    }

    private boolean isLoopback(URI uri) {
        return loopbackAllowed && "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    }

    static int port(URI uri) {
        return uri.getPort() != -1 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
    }
}
