package io.pasarela.notification.outbound;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are out in the internet, so that nobody can have us call what is inside: loopback, private and link-local networks, the
 * metadata services of clouds, multicast, and IPv6 addresses that carry an IPv4 one inside (mapped, NAT64, 6to4, Teredo). From IANA's registries of
 * special-purpose addresses.
 */
public final class AddressRules {

    private static final List<Block> INSIDE = List.of(
            Block.of(8, 0),
            Block.of(8, 10),
            Block.of(10, 100, 64),
            Block.of(8, 127),
            // Azure's metadata service stands at a public address; those of the others are in blocks below and above.
            Block.of(32, 168, 63, 129, 16),
            Block.of(16, 169, 254),
            Block.of(12, 172, 16),
            Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2),
            Block.of(24, 192, 88, 99),
            Block.of(16, 192, 168),
            Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100),
            Block.of(24, 203, 0, 113),
            Block.of(3, 224));

    /** All that is given out to the internet; everything beside it is special. */
    private static final Block GLOBAL_IPV6 = Block.of(3, 0x20);

    private static final List<Block> SPECIAL_IPV6 = List.of(
            Block.of(23, 0x20, 0x01, 0x00),
            Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
            Block.of(16, 0x20, 0x02),
            Block.of(20, 0x3f, 0xff, 0x00));

    private AddressRules() {}

    /** Whether the address belongs to a host in the internet. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? INSIDE.stream().noneMatch(block -> block.holds(bytes))
                : GLOBAL_IPV6.holds(bytes) && SPECIAL_IPV6.stream().noneMatch(block -> block.holds(bytes));
    }

    /** Addresses that begin with the same bits. */
    private record Block(int bits, List<Integer> prefix) {

        static Block of(int bits, Integer... prefix) {
            return new Block(bits, List.of(prefix));
        }

        boolean holds(byte[] address) {
            for (int i = 0; i * 8 < bits; i++) {
                int wanted = i < prefix.size() ? prefix.get(i) : 0;
                int mask = bits - i * 8 >= 8 ? 0xff : 0xff << (8 - (bits - i * 8)) & 0xff;
                if ((address[i] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
