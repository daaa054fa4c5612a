package meridian.outbox.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
    private static AllowList list(Set<String> entries, String... addresses) {
        return new AllowList(
                entries,
                name -> Arrays.stream(addresses).map(AllowListTest::literal).toArray(InetAddress[]::new));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9000/a",
                "http://LOCALHOST./a",
                "http://127.0.0.1/",
                "http://127.9.9.9:1/",
                "https://[::1]:8443/x?y=z",
                "http://[::ffff:127.0.0.1]/",
                "mqtt://localhost/city/meters",
                "mqtts://127.0.0.1:8883/a"
            })
    void thisMachineIsAllowed(String uri) throws IOException {
        Destination to = AllowList.LOOPBACK.destination(uri);
        assertTrue(AllowList.LOOPBACK.address(to).isLoopbackAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "http://10.0.0.1/",
                "http://0.0.0.0/",
                "http://[::]/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:10.0.0.1]/",
                "http://[::10.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[fe80::1%25lo]/",
                "http://127.0.0.1@evil.example/",
                "http://user:password@127.0.0.1/",
                "http://evil.example#@127.0.0.1/",
                "http://127.0.0.1#x",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.1.evil.example/",
                "http://localhost.evil.example/",
                "http://127.0.0.1:0/",
                "http://127.0.0.1:65536/",
                "http:127.0.0.1/",
                "http:///a",
                "//127.0.0.1/",
                "http://127.0.0.1\\@evil.example/",
                "http://127.0.0.1\r\nX: y/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "ftp://127.0.0.1/",
                "http://①②⑦.0.0.1/",
                "mqtt://127.0.0.1",
                "mqtt://127.0.0.1/",
                "mqtt://127.0.0.1/a/#",
                "mqtt://127.0.0.1/a/+/b",
                "mqtt://127.0.0.1/$SYS/x",
                "mqtt://127.0.0.1/a?b=c",
                ""
            })
    void whatIsNotThisMachineOrIsATrickIsRefused(String uri) {
        assertThrows(NotAllowed.class, () -> AllowList.LOOPBACK.destination(uri));
    }

    @Test
    void aListedNameMayLeadToAPublicAddress() throws IOException {
        AllowList list = list(Set.of("hooks.example.org"), "93.184.216.34");
        Destination to = list.destination("https://HOOKS.example.org/x");
        assertEquals("93.184.216.34", list.address(to).getHostAddress());
        assertEquals("hooks.example.org", list.address(to).getHostName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001::1",
                "2001:db8::1",
                "::10.0.0.1"
            })
    void aListedNameThatLeadsToAPrivateAddressIsRefused(String address) {
        AllowList list = list(Set.of("hooks.example.org"), address);
        Destination to = list.destination("http://hooks.example.org/");
        assertThrows(NotAllowed.class, () -> list.address(to));
        AllowList second = list(Set.of("hooks.example.org"), "93.184.216.34", address);
        assertThrows(NotAllowed.class, () -> second.address(to), "one bad address among good ones");
    }

    @Test
    void aPrivateAddressThatIsListedItselfIsAllowedAlsoByAListedName() throws IOException {
        AllowList list = list(Set.of("broker.lan", "10.1.2.3"), "10.1.2.3");
        assertEquals(
                "10.1.2.3",
                list.address(list.destination("mqtt://broker.lan/a")).getHostAddress());
        assertEquals(
                "10.1.2.3", list.address(list.destination("http://10.1.2.3/a")).getHostAddress());
    }

    @Test
    void aNameThatChangesBetweenTheCheckAndTheConnectionIsCheckedAgain() {
        String[] answers = {"93.184.216.34", "127.0.0.1"};
        int[] asked = {0};
        AllowList list =
                new AllowList(Set.of("rebind.example.org"), name -> new InetAddress[] {literal(answers[asked[0]++])});
        Destination to = list.destination("http://rebind.example.org/");
        assertEquals("93.184.216.34", assertDoes(list, to));
        assertThrows(NotAllowed.class, () -> list.address(to));
    }

    private static String assertDoes(AllowList list, Destination to) {
        try {
            return list.address(to).getHostAddress();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPortThatIsListedAllowsNoOther() {
        AllowList list = AllowList.of(List.of("hooks.example.org:8443"));
        assertEquals(8443, list.destination("https://hooks.example.org:8443/").port());
        assertThrows(NotAllowed.class, () -> list.destination("https://hooks.example.org/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://a", "a/b", "a:b", "a b", "user@a", "1.2.3", "*", "a?b", "a#b"})
    void whatIsNoHostCannotBeListed(String entry) {
        assertThrows(BadInput.class, () -> AllowList.of(List.of(entry)));
    }

    @Test
    void addressesAreWrittenInOneWay() {
        AllowList list = AllowList.of(List.of("[2001:DB8::5]:99"));
        Destination to = list.destination("http://[2001:db8:0::5]:99/");
        assertEquals("2001:db8:0:0:0:0:0:5", to.host());
        assertFalse(to.path().isEmpty());
    }
}
