package meridian.app.page;

import java.util.Locale;

/**
 * The colours of speeds, as on the operations page: from slow to free, told apart also by people who do not see red or
 * green. The steps of {@code web/src/colour/palette.ts}, eased in the same way.
 */
public final class SpeedColours {
    /** Shades between slow and free. */
    public static final int SHADES = 10;

    private static final int[] DARK = {0xff4d6d, 0xffb066, 0xfff0b3, 0x6fb7f0, 0x4a78bd};
    private static final int[] LIGHT = {0x8b0030, 0xd95f0e, 0x3f8ab5, 0x1d3f8f};

    private SpeedColours() {}

    public static int shade(double ratio) {
        return (int) Math.clamp(ratio * SHADES, 0, SHADES - 1);
    }

    /** CSS that names the colours {@code --s0} (slow) to {@code --s9} (free). */
    public static String css(boolean dark) {
        StringBuilder css = new StringBuilder();
        for (int i = 0; i < SHADES; i++) {
            css.append(String.format(
                    Locale.ROOT, "--s%d:#%06x;", i, mixed(dark ? DARK : LIGHT, i / (double) (SHADES - 1))));
        }
        return css.toString();
    }

    private static int mixed(int[] steps, double ratio) {
        double place = ratio * (steps.length - 1);
        int below = Math.min(steps.length - 2, (int) place);
        double linear = place - below;
        double part = linear * linear * (3 - 2 * linear);
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = steps[below] >> shift & 0xff;
            int to = steps[below + 1] >> shift & 0xff;
            rgb |= (int) Math.round(from + (to - from) * part) << shift;
        }
        return rgb;
    }
}
