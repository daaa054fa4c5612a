package meridian.act.effect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class SwitchbackDesignTest {
    private static final int BLOCK_SECONDS = 60;
    private static final int PAIRS = 2000;
    private static final SwitchbackDesign TWO_AREAS = new SwitchbackDesign(2, BLOCK_SECONDS, 20, PAIRS, 7);

    @Test
    void everyAreaIsOnInOneBlockOfEachPairAndOffInTheOther() {
        for (int second = 0; second < TWO_AREAS.seconds(); second += 2 * BLOCK_SECONDS) {
            for (int area = 0; area < 2; area++) {
                assertNotEquals(TWO_AREAS.on(area, second), TWO_AREAS.on(area, second + BLOCK_SECONDS));
                assertEquals(TWO_AREAS.on(area, second), TWO_AREAS.on(area, second + BLOCK_SECONDS - 1));
            }
        }
    }

    /** 2,000 fair coins: half of them, within five standard deviations of 22. */
    @Test
    void coinsAreFairAndThoseOfTwoAreasKnowNothingOfEachOther() {
        int heads = 0;
        int same = 0;
        int asBefore = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean one = TWO_AREAS.on(0, 2 * pair * BLOCK_SECONDS);
            heads += one ? 1 : 0;
            same += one == TWO_AREAS.on(1, 2 * pair * BLOCK_SECONDS) ? 1 : 0;
            asBefore += pair > 0 && one == TWO_AREAS.on(0, 2 * (pair - 1) * BLOCK_SECONDS) ? 1 : 0;
        }
        assertEquals(PAIRS / 2.0, heads, 112);
        assertEquals(PAIRS / 2.0, same, 112);
        assertEquals(PAIRS / 2.0, asBefore, 112);
    }

    /** One area, one pair: 10 a second in the first block, 4 in the second; the 20 s after each switch hold a thousand times as much. */
    @Test
    void whatIsMeasuredAfterASwitchDoesNotCount() {
        SwitchbackDesign one = new SwitchbackDesign(1, BLOCK_SECONDS, 20, 1, 3);
        BlockSums sums = new BlockSums(one);
        for (int second = 0; second < one.seconds(); second++) {
            double lost = second < BLOCK_SECONDS ? 10 : 4;
            sums.add(0, second, second % BLOCK_SECONDS < 20 ? 1000 * lost : lost);
        }
        assertEquals(7, sums.mean(), 1e-12);
        assertArrayEquals(new double[] {one.on(0, 0) ? 6 : -6}, sums.differences(), 1e-12);
    }

    @Test
    void aDesignThatCountsNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SwitchbackDesign(1, 60, 60, 1, 1));
    }
}
