package dateline.query.alert;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells public addresses from those inside somebody's network, so that a webhook cannot make this service talk to its neighbours
 * (server-side request forgery). The ranges are those of the IANA special-purpose address registries; an IPv6 address that
 * carries an IPv4 address is judged by that one.
 */
final class AddressGuard {

    /** A range: its first address and how many bits of it count. */
    private static final class Range {
        private final byte[] first;
        private final int bits;

        private Range(byte[] first, int bits) {
            this.first = first;
            this.bits = bits;
        }

        static Range of(String text) {
            int slash = text.indexOf('/');
            try {
                // A literal is not looked up.
                return new Range(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean has(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (first[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> SPECIAL = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by carriers
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, cloud metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/3"); // multicast, reserved, broadcast
    private static final List<Range> GLOBAL6 = ranges("2000::/3");
    private static final List<Range> SPECIAL6 = ranges(
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation
    private static final Range NAT64 = Range.of("64:ff9b::/96");
    private static final Range SIX_TO_FOUR = Range.of("2002::/16");

    private AddressGuard() {}

    /** Whether the address may be asked by anybody on the Internet. */
    static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address instanceof Inet4Address) {
            return !in(SPECIAL, octets);
        }
        if (NAT64.has(octets)) {
            return !in(SPECIAL, Arrays.copyOfRange(octets, 12, 16));
        }
        if (SIX_TO_FOUR.has(octets)) {
            return !in(SPECIAL, Arrays.copyOfRange(octets, 2, 6));
        }
        return in(GLOBAL6, octets) && !in(SPECIAL6, octets);
    }

    private static boolean in(List<Range> ranges, byte[] octets) {
        return ranges.stream().anyMatch(range -> range.has(octets));
    }

    private static List<Range> ranges(String... texts) {
        return Arrays.stream(texts).map(Range::of).toList();
    }
}
