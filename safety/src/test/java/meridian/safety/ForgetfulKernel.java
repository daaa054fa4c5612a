package meridian.safety;

/** A mutant: a request that replaces another while its clearance still runs makes it forget when greens ended. */
record ForgetfulKernel(SafetyKernel right) implements Kernel {
    @Override
    public SafetyRules rules() {
        return right.rules();
    }

    @Override
    public JunctionState start(long nowMillis) {
        return right.start(nowMillis);
    }

    @Override
    public Decision request(JunctionState state, long groups, long nowMillis) {
        Decision decision = right.request(state, groups, nowMillis);
        long cleared = state.wanted() & ~state.green();
        if (decision instanceof JunctionState next && cleared != 0 && state.wanted() != groups) {
            long[] longAgo = next.greenEndMillis.clone();
            for (int g = 0; g < longAgo.length; g++) {
                longAgo[g] -= 3000;
            }
            return new JunctionState(
                    next.mode,
                    next.nowMillis,
                    next.heardMillis,
                    next.green,
                    next.amber,
                    next.redAmber,
                    next.wanted,
                    next.sinceMillis,
                    longAgo);
        }
        return decision;
    }

    @Override
    public Decision tick(JunctionState state, long nowMillis) {
        return right.tick(state, nowMillis);
    }

    @Override
    public JunctionState drop(JunctionState state, boolean latched, long nowMillis) {
        return right.drop(state, latched, nowMillis);
    }

    @Override
    public Decision resume(JunctionState state, long nowMillis) {
        return right.resume(state, nowMillis);
    }

    @Override
    public Decision reset(JunctionState state, long nowMillis) {
        return right.reset(state, nowMillis);
    }
}
