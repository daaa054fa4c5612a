package meridian.field.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokerAddressTest {
    @Test
    void portsAndUsersAreReadAndPasswordsNeverWritten() {
        BrokerAddress address = BrokerAddress.of("mqtts://brain@broker.example/city/north/", Optional.of("s3cret"));
        assertEquals(8883, address.port());
        assertEquals("city/north/junction/a%2Fb/order", address.topic("a/b", "order"));
        assertFalse(address.toString().contains("s3cret"));
        assertEquals(
                1884, BrokerAddress.of("mqtt://[::1]:1884/x", Optional.empty()).port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:1883/x",
                "http://localhost/x",
                "mqtt://localhost",
                "mqtt://localhost/",
                "mqtt://localhost/a/+",
                "mqtt://localhost/a#b",
                "mqtt://localhost/$SYS",
                "mqtt://localhost:0/x",
                "mqtt://localhost:99999/x",
                "mqtt://user:password@localhost/x",
                "mqtt://localhost/x?y=z",
                "mqtt:///x"
            })
    void whatLeadsNowhereIsRefused(String text) {
        BadInput refused = assertThrows(BadInput.class, () -> BrokerAddress.of(text, Optional.empty()));
        assertFalse(String.valueOf(refused.getMessage()).contains("password@"), refused.getMessage());
    }
}
