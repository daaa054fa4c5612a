package meridian.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;
import meridian.testkit.Town;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RouterWaysTest {
    private static final int QUESTIONS = 2_500;

    private final City town = Town.city();

    private List<@Nullable LinkPath> answers(RouterWays ways) {
        Random random = new Random(7);
        float[] seconds = ways.freeFlowSeconds();
        int links = town.network().links().size();
        List<@Nullable LinkPath> found = new ArrayList<>();
        for (int n = 0; n < QUESTIONS; n++) {
            seconds[random.nextInt(links)] += 5;
            if (n % 100 == 0) {
                ways.timesChanged();
            }
            found.add(ways.find(
                    random.nextInt(links), random.nextInt(links), VehicleKind.CAR, seconds, random.nextLong()));
        }
        return found;
    }

    @Test
    void whoAsksWhileTheWaysAreStillPreparedGetsTheSameAnswersAsWhoAsksLater() {
        List<@Nullable LinkPath> later = answers(RouterWays.ahead(town.network(), Runnable::run));
        for (int run = 0; run < 5; run++) {
            assertEquals(later, answers(RouterWays.ahead(town.network(), Thread::startVirtualThread)));
        }
    }

    @Test
    void whereNobodyElseDrivesTheFastestWayIsTheSameForEveryKindThatMayDriveWhereCarsMay() {
        RouterWays ways = new RouterWays(town.network());
        int links = town.network().links().size();
        Random random = new Random(8);
        for (int n = 0; n < 200; n++) {
            int from = random.nextInt(links);
            int to = random.nextInt(links);
            assertEquals(ways.fastest(from, to, VehicleKind.CAR), ways.fastest(from, to, VehicleKind.TAXI));
        }
    }
}
