package meridian.bench.cityflow;

/** How the next phase of a junction is chosen; the two rules whose results are published and need no learning. */
public enum SignalRule {
    /** The next in order, once the present one has been shown for {@link ProtocolSignal#DECIDE_EVERY_SECONDS}. */
    FIXED_TIME("fixed time"),
    /**
     * The one whose movements have the highest pressure: vehicles that stand on the entering lane minus those that stand on
     * all lanes of the road they lead to. Of equals the first. (P. Varaiya, "Max pressure control of a network of
     * signalized intersections", Transportation Research C 36, 2013, with queues in whole roads.)
     */
    MAX_PRESSURE("max-pressure");

    private final String title;

    SignalRule(String title) {
        this.title = title;
    }

    /** In words. */
    public String title() {
        return title;
    }
}
