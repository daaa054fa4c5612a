package meridian.act.life;

/** How much an action changes, and so how many people must approve it. In order. */
public enum ActionClass {
    /** Within what drivers meet every day: greens a little longer or shorter. */
    ROUTINE(1),
    /** Somebody will notice: another plan, a long green. */
    NOTABLE(1),
    /** Changes a part of the city: corridors, closures. */
    GRAVE(2);

    private final int persons;

    ActionClass(int persons) {
        this.persons = persons;
    }

    /** How many different people must approve it, or have signed the policy that does. */
    public int persons() {
        return persons;
    }
}
