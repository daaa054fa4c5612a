package meridian.app.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Text at its largest, as on a phone or in narrow charts: 17 px in a drawing that is 600 wide. */
final class ChartTest {
    private static final Pattern TEXT =
            Pattern.compile("<text class=\"(start|middle|end)\" x=\"([0-9.]+)\"[^>]*>([^<]*)</text>");
    /** The widest figures of common system fonts have 0.58 of the letters' height, words on average 0.5. */
    private static final double FIGURE = 0.58 * 17;

    private static final double LETTER = 0.5 * 17;

    private static String lines(double highest, String across, String up) {
        return Chart.lines(
                "Vehicles",
                new double[] {0, 3600},
                List.of(new double[] {0, highest}),
                Chart.Axis.of(across),
                Chart.Axis.of(up),
                4);
    }

    private static void assertNothingIsCut(String svg) {
        List<MatchResult> texts = TEXT.matcher(svg).results().toList();
        assertTrue(texts.size() > 5, svg);
        for (MatchResult text : texts) {
            double x = Double.parseDouble(text.group(2));
            String words = text.group(3);
            double wide = words.length() * (words.matches("[0-9.,]*") ? FIGURE : LETTER);
            double before = text.group(1).equals("end") ? wide : text.group(1).equals("middle") ? wide / 2 : 0;
            assertTrue(x - before >= 0, words + " begins at " + (x - before));
            assertTrue(x - before + wide <= 600, words + " ends at " + (x - before + wide));
        }
    }

    @Test
    void theLongestValueAtTheSideHasRoom() {
        for (double highest : new double[] {4, 900, 9_000, 120_000, 1_200_000, 120_000_000}) {
            assertNothingIsCut(lines(highest, "", "vehicles"));
        }
    }

    @Test
    void aLongCaptionTakesTwoLines() {
        String svg = lines(2_000, "density, vehicles a km and lane", "Flow, vehicles an hour and lane,");
        assertTrue(svg.contains(">Flow, vehicles an hour and lane,</text>"), svg);
        assertTrue(svg.contains(">over density, vehicles a km and lane</text>"), svg);
        assertNothingIsCut(svg);
    }

    @Test
    void aShortCaptionTakesOneAndTheDrawingIsNotTallerForIt() {
        String svg = lines(2_000, "minutes", "trips");
        assertTrue(svg.contains(">trips over minutes</text>"), svg);
        assertEquals("0 0 600 230", svg.replaceFirst("(?s).*?viewBox=\"([^\"]*)\".*", "$1"));
    }
}
