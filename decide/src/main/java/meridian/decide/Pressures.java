package meridian.decide;

/** What a lane is worth to the rules that compare what is before a junction with what is behind it. */
final class Pressures {
    private Pressures() {}

    /** Vehicles that stand before the line. */
    static double queue(Snapshot now, StageMap.Served served) {
        return served.share() * now.standing(served.lane());
    }

    /** Those minus all who stand on the road that the lane leads to. */
    static double sum(Snapshot now, StageMap.Served served) {
        double behind = 0;
        for (int lane : served.behind()) {
            behind += now.standing(lane);
        }
        return queue(now, served) - behind;
    }

    /** Those minus the mean of the lanes of the road that the lane leads to. */
    static double mean(Snapshot now, StageMap.Served served) {
        double behind = 0;
        for (int lane : served.behind()) {
            behind += now.standing(lane);
        }
        return queue(now, served) - behind / served.behind().size();
    }

    /** All vehicles by how near the line they are, minus the mean of those behind by how near their start; never below 0. */
    static double byPosition(Snapshot now, StageMap.Served served) {
        double behind = 0;
        for (int lane : served.behind()) {
            behind += now.nearStart(lane);
        }
        double ahead = served.share() * now.nearLine(served.lane());
        return Math.max(0, ahead - behind / served.behind().size());
    }
}
