package dateline.ingest.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Tells public addresses from those inside somebody's network, so that a feed's URL cannot make the service ask its own
 * neighbours (server-side request forgery). The ranges are those of the IANA special-purpose address registries for IPv4
 * and IPv6; an IPv6 address that carries an IPv4 address is judged by that one too.
 */
final class AddressGuard {

    private AddressGuard() {}

    /** Whether the address may be asked by anybody on the Internet. */
    static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(octets);
        }
        if (isPrefix(octets, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff) // v4-mapped
                || isPrefix(octets, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) { // NAT64, RFC 6052
            return isPublic4(Arrays.copyOfRange(octets, 12, 16));
        }
        if (isPrefix(octets, 0x20, 0x02)) { // 6to4, RFC 3056
            return isPublic4(Arrays.copyOfRange(octets, 2, 6));
        }
        // Global unicast is 2000::/3; of it Teredo and other protocol assignments (2001::/23) and documentation are
        // not.
        return (octets[0] & 0xe0) == 0x20
                && !(isPrefix(octets, 0x20, 0x01) && (octets[2] & 0xfe) == 0)
                && !isPrefix(octets, 0x20, 0x01, 0x0d, 0xb8)
                && !(isPrefix(octets, 0x3f, 0xff) && (octets[2] & 0xf0) == 0);
    }

    private static boolean isPublic4(byte[] octets) {
        int a = octets[0] & 0xff;
        int b = octets[1] & 0xff;
        int c = octets[2] & 0xff;
        boolean special = a == 0 // this network
                || a == 10 // private, RFC 1918
                || a == 127 // loopback
                || a >= 224 // multicast, reserved, broadcast
                || (a == 100 && b >= 64 && b < 128) // shared by carriers, RFC 6598
                || (a == 169 && b == 254) // link-local, cloud metadata
                || (a == 172 && b >= 16 && b < 32) // private
                || (a == 192 && b == 168) // private
                || (a == 192 && b == 0 && (c == 0 || c == 2)) // protocol assignments, documentation
                || (a == 192 && b == 88 && c == 99) // 6to4 relays
                || (a == 198 && (b == 18 || b == 19)) // benchmarks, RFC 2544
                || (a == 198 && b == 51 && c == 100) // documentation
                || (a == 203 && b == 0 && c == 113); // documentation
        return !special;
    }

    private static boolean isPrefix(byte[] octets, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((octets[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
