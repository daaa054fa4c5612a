package meridian.sim.road.oracle;

/**
 * The numbers in the rules, as the engine's comments state them. A test changes one at a time and must see the difference, which
 * shows that the comparison looks at every rule.
 */
public final class Constants {
    /** Below this speed a vehicle stands, m/s. */
    double standingMps = 0.1;
    /** Kept to a line, m. */
    double lineGapMeters = 0.5;
    /** Closer behind who stands nobody moves up, m. */
    double closedUpMeters = 0.05;
    /** Who has stood so long, s, keeps no more than this to who stands in front, m. */
    double closesUpSeconds = 180;

    double squeezedMeters = 1;
    /** A planned halt is made at least this far before the end of its lane, m. */
    double haltGapMeters = 0.1;
    /** Who stands as near to a line as this stands at it, m. */
    double atLineMeters = 2;
    /** A bay needs a lane that is longer than the vehicle's space by more than this, m. */
    double bayMoreMeters = 1;
    /** Of two on approaches that differ by more than this neither comes from the right, degrees. */
    double facingDegrees = 120;
    /** Kept before a stretch that somebody else has not left, m. */
    double stretchGapMeters = 0.1;
    /** Who has stood so long before a line takes the commitment back, s. */
    double takenBackSeconds = 2;
    /** Who must yield decides as near to the line as this, m. */
    double visibleMeters = 4.5;
    /** Room is kept for who has stood this long before an open line, s, by who has stood no longer than the other. */
    double keptForSeconds = 40;

    double patientSeconds = 5;
    /** Kept before a stretch by who waits inside a node, m, and the least way into it that is worth driving. */
    double waitGapMeters = 0.3;

    double leastWaitMeters = 4;
    /** Part of a vehicle's length that must be left of the way to a waiting place. */
    double waitShare = 0.5;
    /** Who has stood longer than this inside a node will not leave it soon, s. */
    double stuckSeconds = 1;
    /** Time kept to who has right of way, s. */
    double marginSeconds = 1;
    /** Standing this long makes wholly impatient, s. */
    double impatientSeconds = 180;
    /** Who has stood longer before an open line need not be let pass by who waits inside, s. */
    double startsSeconds = 3;
    /** Drivers with right of way are seen this far before their line: m, and seconds of their speed. */
    double seenMeters = 10;

    double seenSeconds = 6;
    /** Drivers of another node are seen this far before their line, m. */
    double comesMeters = 50;
    /** Lanes shorter than this belong to the junction, m. */
    double shortMeters = 25;
    /** Who has stood this long at the end of a wrong lane is let in, s. */
    double letInSeconds = 15;
    /** Drivers look so far along their way when they sort themselves into lanes, m. */
    double lookMeters = 1000;
    /** Reaches closer than this are equal, m. */
    double sameMeters = 1;
    /** A stop that is no farther behind than this is still one, m. */
    double stopBehindMeters = 5;
    /** Seconds of driving that a necessary change to the right and to the left is begun ahead. */
    double changeRightSeconds = 10;

    double changeLeftSeconds = 20;
    /** Speed at least that changes are planned with, m/s. */
    double planningMps = 5;
    /** Who has stood so long beside somebody who needs the own lane exchanges places, s. */
    double exchangeSeconds = 20;
    /** Kept behind who takes a place in an exchange, m. */
    double closeMeters = 0.2;
    /** Nobody stands longer to let somebody in, s. */
    double letsInSeconds = 10;
    /** Seconds from one thought of overtaking to the next. */
    double thinkSeconds = 3;
    /** Gathered wish at which a driver overtakes, and the least gain, as a share of the wanted speed, that adds to it. */
    double enoughWish = 1.2;

    double leastGain = 0.05;
    /** Share of the wanted speed that contents. */
    double contentShare = 0.95;
    /** Part of the way that is left in which a change is to be done. */
    double hurry = 2;
    /** Rest between two changes that only pay, s. */
    double restSeconds = 4;
    /** Seconds of driving that a lane that pays must lead farther. */
    double worthSeconds = 15;
    /** Part of comfortable braking that who only overtakes may ask of who is behind. */
    double politeShare = 0.5;
    /** Nearer than this to the end of the last lane a vehicle has arrived, m. */
    double arrivedMeters = 0.01;
    /** Who drives so near to a stop and stands has reached it; who is so far beyond it has missed it, m. */
    double atStopMeters = 1;
    /** Who has stood this long at the end of a wrong lane takes another way; who finds none goes where it leads, s. */
    double giveUpSeconds = 45;

    double turnAsideSeconds = 120;
    double looksAgainSeconds = 30;

    double straySeconds = 180;
    /** Seconds from one look at the travel times to the next. */
    double listenEverySeconds = 120;
    /** Nobody looks for another way before the own one takes so much longer than alone: share, and s. */
    double worthLooking = 1.3;

    double worthLookingSeconds = 60;
    /** Another way is taken if it needs no more than this share of the own one's time. */
    double clearlyFaster = 0.85;
    /** Nobody looks before the way has become so much slower than when the driver last looked: as a share and s. */
    double worse = 1.1;

    double worseSeconds = 30;
    /** So far before the end of a link one can still sort into another lane, m. */
    double timeToSortMeters = 60;
    /** Weight of the newest vehicle in a link's travel time. */
    double newestShare = 0.25;
    /** Time in which half of it goes by which a travel time that nobody renews is above free flow, min. */
    double fadeMinutes = 10;
}
