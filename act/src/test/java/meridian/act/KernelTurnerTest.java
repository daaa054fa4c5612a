package meridian.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import meridian.decide.Decider;
import meridian.decide.Proposal;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import meridian.safety.JunctionRules;
import meridian.safety.RulesFinder;
import meridian.safety.SafetyRules;
import org.junit.jupiter.api.Test;

/** What the field shows while somebody decides who means no good. */
final class KernelTurnerTest {
    private static final Proposal.Reason NO_REASON = new Proposal.Reason("is as good as any", 0, 0, "vehicles");
    private static final List<JunctionRules> RULES = RulesFinder.find(TownRun.CITY);

    /** Asks for other stages at random every second. */
    private static Decider hostile(ControlledCity city, long seed) {
        Random random = new Random(seed);
        return now -> {
            List<Proposal> proposals = new ArrayList<>();
            for (int j = 0; j < city.network().junctions().size(); j++) {
                int stages = city.network().junctions().get(j).stages().size();
                proposals.add(new Proposal(j, random.nextInt(stages), NO_REASON, List.of()));
            }
            return proposals;
        };
    }

    /** Seconds since each group of a junction was last green, and how long its amber has lasted. */
    private static final class Watch {
        private final SafetyRules rules;
        private final int junction;
        private final int groups;
        private final int[] sinceGreen;
        private final int[] amber;
        private final int[] red;
        int longestRed;
        int greens;

        Watch(int junction, int groups) {
            this.junction = junction;
            this.groups = groups;
            rules = RULES.get(junction).findRules().orElseThrow();
            sinceGreen = new int[groups];
            Arrays.fill(sinceGreen, 1000);
            amber = new int[groups];
            red = new int[groups];
        }

        void see(Observation seen) {
            for (int g = 0; g < groups; g++) {
                boolean green = seen.shown(junction, g).green();
                if (green && sinceGreen[g] > 0) {
                    begins(g, seen);
                }
                if (seen.shown(junction, g) == Aspect.RED && amber[g] > 0) {
                    assertTrue(amber[g] >= rules.group(g).amberSeconds(), "amber of " + amber[g] + " s at group " + g);
                }
                amber[g] = seen.shown(junction, g) == Aspect.AMBER ? amber[g] + 1 : 0;
                red[g] = green || rules.barred(g) ? 0 : red[g] + 1;
                longestRed = Math.max(longestRed, red[g]);
            }
            for (int g = 0; g < groups; g++) {
                sinceGreen[g] = seen.shown(junction, g).green() ? 0 : sinceGreen[g] + 1;
            }
        }

        private void begins(int g, Observation seen) {
            greens++;
            for (int h = 0; h < groups; h++) {
                if (rules.conflict(g, h)) {
                    String pair = "junction " + junction + ", " + h + " and then " + g;
                    assertTrue(!seen.shown(junction, h).green(), pair + " are green together");
                    // The last second of the other's green ended sinceGreen + 1 observations ago.
                    assertTrue(
                            sinceGreen[h] >= rules.intergreenSeconds(h, g) - 1,
                            pair + " after " + sinceGreen[h] + " s");
                }
            }
        }
    }

    /** Wants the first stage for ever. */
    private static final Decider STUBBORN = now -> {
        List<Proposal> same = new ArrayList<>();
        for (int j = 0; j < TownRun.CITY.signals().size(); j++) {
            same.add(new Proposal(j, 0, NO_REASON, List.of()));
        }
        return same;
    };

    private static List<Watch> run(Function<ControlledCity, Decider> who, int seconds) {
        return run(who, seconds, Double.POSITIVE_INFINITY);
    }

    private static List<Watch> run(Function<ControlledCity, Decider> who, int seconds, double greenWithinSeconds) {
        try (EnginePlant plant = TownRun.plant(ObserveMode.DETECTORS, DetectorFaults.NONE)) {
            ControlledCity city = ControlledCity.lawful(TownRun.CITY, plant.network(), TownRun.START_SECONDS);
            city.greenWithin(greenWithinSeconds);
            List<Watch> watches = new ArrayList<>();
            for (int j = 0; j < plant.network().junctions().size(); j++) {
                watches.add(new Watch(j, plant.network().junctions().get(j).groups()));
            }
            ControlLoop.Listener watching = new ControlLoop.Listener() {
                @Override
                public void saw(Observation seen, List<SignalCommand> told) {
                    watches.forEach(watch -> watch.see(seen));
                }
            };
            ControlLoop loop = new ControlLoop(plant, city, who.apply(city), 1, watching);
            for (int s = 0; s < seconds; s++) {
                loop.second();
            }
            assertEquals(0, city.fallbacks());
            return watches;
        } catch (PlantLost e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHostileDeciderGetsNoConflictingGreensAndNoShorterAmberOrClearance() {
        List<Watch> watches = run(city -> hostile(city, 7), 900);
        assertTrue(watches.stream().mapToInt(watch -> watch.greens).sum() > 300, "hardly anything became green");
    }

    /** The rules' longest red is 120 s (RiLSA's longest cycle). */
    @Test
    void whoIsNeverProposedIsGreenWithinTheLongestRedAllTheSame() {
        for (Watch watch : run(_ -> STUBBORN, 900)) {
            assertTrue(watch.longestRed <= SafetyRules.MOST_RED_SECONDS + 10, watch.longestRed + " s of red");
        }
    }

    @Test
    void aShorterLongestRedHoldsForSideStreetsAsWell() {
        int longest = run(_ -> STUBBORN, 900, 75).stream()
                .mapToInt(watch -> watch.longestRed)
                .max()
                .orElseThrow();
        assertTrue(longest <= 75 + 10, longest + " s of red");
    }

    @Test
    void aStageThatThereIsNotIsRefusedByName() {
        try (EnginePlant plant = TownRun.plant(ObserveMode.DETECTORS, DetectorFaults.NONE)) {
            ControlledCity city = ControlledCity.lawful(TownRun.CITY, plant.network(), TownRun.START_SECONDS);
            StageTurner turner = city.turners().getFirst().orElseThrow();
            String message = assertThrows(IllegalArgumentException.class, () -> turner.want(99))
                    .getMessage();
            assertTrue(message.contains(TownRun.CITY.signals().getFirst().id()) && message.contains("99"), message);
        }
    }

    @Test
    void groupsOfAStageThatMayNotGoTogetherAreParted() {
        for (int j = 0; j < RULES.size(); j++) {
            SafetyRules rules = RULES.get(j).findRules().orElseThrow();
            var junction = ControlNetwork.of(TownRun.CITY).junctions().get(j);
            for (long wanted : LawfulStages.of(junction, rules).wanted()) {
                for (int g = 0; g < rules.groups(); g++) {
                    boolean asked = (wanted >>> g & 1) != 0;
                    assertTrue(!asked || (rules.conflicts(g) & wanted) == 0, "junction " + j + ", group " + g);
                }
            }
        }
    }
}
