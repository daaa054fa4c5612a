package meridian.act.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {
    /** IEEE 754 bits and text; RFC 8785, appendix B. */
    private static final List<String> NUMBERS = List.of(
            "0000000000000000 0",
            "8000000000000000 0",
            "0000000000000001 5e-324",
            "8000000000000001 -5e-324",
            "7fefffffffffffff 1.7976931348623157e+308",
            "ffefffffffffffff -1.7976931348623157e+308",
            "4340000000000000 9007199254740992",
            "c340000000000000 -9007199254740992",
            "4430000000000000 295147905179352830000",
            "44b52d02c7e14af5 9.999999999999997e+22",
            "44b52d02c7e14af6 1e+23",
            "44b52d02c7e14af7 1.0000000000000001e+23",
            "444b1ae4d6e2ef4e 999999999999999700000",
            "444b1ae4d6e2ef4f 999999999999999900000",
            "444b1ae4d6e2ef50 1e+21",
            "3eb0c6f7a0b5ed8c 9.999999999999997e-7",
            "3eb0c6f7a0b5ed8d 0.000001",
            "41b3de4355555553 333333333.3333332",
            "41b3de4355555554 333333333.33333325",
            "41b3de4355555555 333333333.3333333",
            "41b3de4355555556 333333333.3333334",
            "41b3de4355555557 333333333.33333343",
            "becbf647612f3696 -0.0000033333333333333333",
            "43143ff3c1cb0959 1424953923781206.2");

    @Test
    void numbersAreWrittenAsTheRfcWritesThem() {
        for (String line : NUMBERS) {
            String[] words = line.split(" ");
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(words[0], 16));
            assertEquals(words[1], CanonicalJson.number(value), line);
        }
    }

    @Test
    void everyNumberIsReadBackAsItWas() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertEquals(value, Double.parseDouble(CanonicalJson.number(value)), "seed " + seed);
            }
        }
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.number(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.number(Double.NEGATIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> canonical("9007199254740993"));
    }

    @Test
    void theExampleOfTheRfcIsWrittenByteByByte() {
        // RFC 8785, 3.2.2 and 3.2.3.
        String text = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """;
        assertEquals(
                "{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                canonical(text));
    }

    @Test
    void namesAreInTheOrderOfTheRfc() {
        // RFC 8785, 3.2.3: by UTF-16 units, not by code points.
        String text = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """;
        assertEquals(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
                canonical(text));
    }

    private static String canonical(String text) {
        return CanonicalJson.text(CanonicalJson.MAPPER.readTree(text));
    }
}
