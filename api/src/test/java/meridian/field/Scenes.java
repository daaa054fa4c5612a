package meridian.field;

import java.util.Arrays;
import java.util.SplittableRandom;
import meridian.model.City;
import meridian.model.geo.Box;

/** Scenes made by hand. Here, because only this package may make one. */
public final class Scenes {
    private Scenes() {}

    /** So many cars, anywhere in the city's box, and the same speed ratio on every link. */
    public static Scene crowded(City city, int vehicles, int groups, double ratio) {
        SplittableRandom random = new SplittableRandom(1);
        Box box = city.network().box();
        float[] x = new float[vehicles];
        float[] y = new float[vehicles];
        short[] motion = new short[vehicles];
        for (int i = 0; i < vehicles; i++) {
            x[i] = (float) (box.minX() + random.nextDouble() * box.widthMeters());
            y[i] = (float) (box.minY() + random.nextDouble() * box.heightMeters());
            motion[i] = Scene.pack(random.nextInt(30), (float) (random.nextDouble() * 7), random.nextInt(9));
        }
        int links = city.network().links().size();
        byte[] ratios = new byte[links];
        Arrays.fill(ratios, LinkState.toByte(ratio));
        LinkState state = new LinkState(ratios, new short[links], new short[links], new float[links]);
        Clock clock = new Clock(28_800.5, 10, false, false, false);
        return new Scene(
                1, clock, vehicles, x, y, motion, state, new byte[groups], new int[0], new float[0], new float[0]);
    }
}
