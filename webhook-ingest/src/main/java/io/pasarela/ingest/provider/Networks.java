package io.pasarela.ingest.provider;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Addresses and networks, as configuration lists them: {@code 203.0.113.7}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}. */
public final class Networks {

    private final List<IpSubnetFilterRule> rules;

    private Networks(List<IpSubnetFilterRule> rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException when one is neither an address nor a network; names are not looked up */
    public static Networks of(List<String> texts) {
        return new Networks(texts.stream().map(Networks::rule).toList());
    }

    private static IpSubnetFilterRule rule(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(parts[0]);
        if (address == null || (parts.length == 2 && !parts[1].matches("[0-9]{1,3}"))) {
            throw new IllegalArgumentException(
                    "'%s' is neither an address nor a network such as 10.0.0.0/8".formatted(text));
        }
        int bits = address.getAddress().length * 8;
        return new IpSubnetFilterRule(
                address, parts.length == 2 ? Integer.parseInt(parts[1]) : bits, IpFilterRuleType.ACCEPT);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    public boolean contains(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return rules.stream().anyMatch(rule -> rule.matches(socket));
    }
}
