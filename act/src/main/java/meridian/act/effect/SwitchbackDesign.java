package meridian.act.effect;

import java.util.SplittableRandom;

/**
 * Who is on when: time in blocks, two blocks a pair; in each pair every area is on in one of both, which one a coin of its own says. What
 * is measured at the beginning of a block does not count: the traffic there is still the last block's.
 *
 * <p>Source: I. Bojinov, D. Simchi-Levi, J. Zhao, "Design and analysis of switchback experiments", Management Science 69, 2023, for blocks
 * drawn at random and inference by what the draw could have been; Y. Hu, S. Wager, "Switchback experiments under geometric mixing", 2022
 * (arXiv:2209.00197), for dropping the beginnings. Pairs are ours: they take the profile of the day out, of which a block before noon and
 * one after it have different parts.
 *
 * <p>The beginning of each block is dropped whether the area has just been switched or not, so that what counts does not depend on the
 * coin. What spills over an area's border is not seen; with one area nothing can.
 *
 * @param areas that are switched by coins of their own
 * @param blockSeconds between two times at which an area may be switched
 * @param burnInSeconds of each block that do not count, less than all of it
 * @param pairs of blocks, one after the other from the beginning
 * @param seed of the coins
 */
public record SwitchbackDesign(int areas, int blockSeconds, int burnInSeconds, int pairs, long seed) {
    public SwitchbackDesign {
        if (areas < 1 || pairs < 1 || burnInSeconds < 0 || burnInSeconds >= blockSeconds) {
            throw new IllegalArgumentException(
                    "a switchback experiment has an area and a pair of blocks at least, and drops less than a block; got "
                            + areas + " areas, " + pairs + " pairs, " + burnInSeconds + " of " + blockSeconds + " s");
        }
    }

    /** How long it lasts. */
    public int seconds() {
        return 2 * pairs * blockSeconds;
    }

    /** @param second from the beginning of the experiment, 0 … {@link #seconds} − 1 */
    public boolean on(int area, int second) {
        int block = second / blockSeconds;
        return heads(area, block / 2) == (block % 2 == 0);
    }

    private boolean heads(int area, int pair) {
        // Streams that begin at the same seed would throw related coins for areas that follow each other.
        long coin = (seed * 0x9e3779b97f4a7c15L + area) * 0xd1342543de82ef95L + pair;
        return new SplittableRandom(coin).split().nextBoolean();
    }

    /** Whether what is lost in a second counts. */
    public boolean counts(int second) {
        return second % blockSeconds >= burnInSeconds;
    }
}
