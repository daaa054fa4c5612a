package meridian.app.signals;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import meridian.act.RunFigures;
import org.junit.jupiter.api.Test;

final class SignalReportTest {
    private static RunFigures figures(double delaySeconds) {
        return new RunFigures(280, 330, delaySeconds, delaySeconds, 2, 100, 2983, 2900, 3, 0, 0, 0, List.of(), 0);
    }

    private static String html(String city) {
        List<SignalSeries.Run> runs = List.of(
                new SignalSeries.Run(city, "fixed", 1, 1, figures(40)),
                new SignalSeries.Run(city, "fixed", 1, 2, figures(44)),
                new SignalSeries.Run(city, "rollout", 1, 1, figures(30)),
                new SignalSeries.Run(city, "rollout", 1, 2, figures(33)));
        return new SignalReport(List.of(SignalComparison.of(runs)), "Every command passed the safety kernel.").html();
    }

    /** By hand: (30 − 40 + 33 − 44) / 2 = −10.5 s of 42 s are −25 %. */
    @Test
    void aChangeIsPairedSeedBySeedAndShownInPerCent() {
        assertTrue(html("hangzhou").contains("−25 %"), html("hangzhou"));
    }

    /** Zhang et al., ICML 2022: max-pressure in Hangzhou 1, 289.55 s. */
    @Test
    void publishedFiguresStandBesideOursWithTheRulesTheyWereMadeUnder() {
        String html = html("hangzhou");
        assertTrue(html.contains("289.6") || html.contains("289.5"), html);
        assertTrue(html.contains("15 s") && html.contains("5 s, right turns go on"), html);
        assertTrue(html.contains("approach time"), html);
    }

    @Test
    void whereNothingWasPublishedNothingStandsBeside() {
        assertFalse(html("town").contains("published</h2>"), html("town"));
    }
}
