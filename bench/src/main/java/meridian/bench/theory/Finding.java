package meridian.bench.theory;

/**
 * One thing that theory or counting knows, and what was measured of it.
 *
 * @param what with its unit
 * @param low least that theory or counting allows
 * @param high most
 * @param source where the range comes from
 * @param model whose rules the vehicles follow
 * @param engine that drove them
 */
public record Finding(
        String what, double low, double high, String source, String model, String engine, double measured) {
    public boolean within() {
        return measured >= low && measured <= high;
    }
}
