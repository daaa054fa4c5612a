package meridian.twin.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The red line: what would say something about a person does not get in, and what counts everybody does. */
final class PersonsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Person",
                "https://schema.org/Person",
                "Face",
                "LicensePlate",
                "license_plate",
                "licence-plate",
                "plate",
                "vehiclePlateIdentifier",
                "plateNumberHash",
                "faceId",
                "FaceID",
                "facialEmbedding",
                "imei",
                "IMEI",
                "deviceImei",
                "mac",
                "macAddress",
                "MACAddress",
                "mac_address",
                "bluetoothId",
                "phoneNumber",
                "passportNumber",
                "emotion",
                "socialScore",
                "https://smartdatamodels.org/dataModel.X/licensePlate",
                "VIN",
                "车牌"
            })
    void namesAboutAPersonAreRefusedWithTheReason(String name) {
        Rejected rejected = assertThrows(Rejected.class, () -> Attribute.of(name, Content.of(Value.of(1))));
        assertEquals(Rejected.Reason.ABOUT_A_PERSON, rejected.reason());
        assertTrue(rejected.getMessage().contains("is blocked, because "), rejected.getMessage());
        assertThrows(Rejected.class, () -> Entity.of("urn:x:1", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "peopleCount",
                "PeopleCounter",
                "pedestrianFlow",
                "passengerCount",
                "platform",
                "machine",
                "macadam",
                "surface",
                "interface",
                "occupancy",
                "template",
                "steelPlateThickness",
                "TrafficFlowObserved",
                "deviceState",
                "wind",
                "name"
            })
    void wordsOfTheCityPass(String name) {
        assertEquals(Optional.empty(), Persons.whyRefused(name));
    }

    @Test
    void aPersonIsRefusedInIdsTargetsMembersAndSubProperties() {
        assertRefused(() -> Entity.of("urn:ngsi-ld:Person:7", "Thing"));
        assertRefused(() -> Content.to("urn:ngsi-ld:Person:7"));
        assertRefused(() -> new Content.Relationship(List.of("urn:x:7"), "Person"));
        assertRefused(() -> new Value.Fields(Map.of("licensePlate", Value.of("ABC 1234"))));
        assertRefused(() -> Attribute.of("speed", Content.of(Value.of(1)))
                .withSubs(List.of(Attribute.of("macAddress", Content.of(Value.of("00:11"))))));
    }

    private static void assertRefused(org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                Rejected.Reason.ABOUT_A_PERSON,
                assertThrows(Rejected.class, action).reason());
    }
}
