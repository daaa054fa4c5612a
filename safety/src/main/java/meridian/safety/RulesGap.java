package meridian.safety;

/**
 * Something about a junction that could not be derived from the network, and that nobody should think was proved.
 *
 * @param controller id of the controller
 * @param what with groups and numbers
 */
public record RulesGap(String controller, Kind kind, String what) {
    public enum Kind {
        /** More groups than a kernel takes: no rules at all, the junction stays with its own plan. */
        TOO_MANY_GROUPS,
        /** No movement of the network obeys the group, as with lights for people on foot in SUMO's files: barred. */
        GROUP_WITHOUT_MOVEMENT,
        /** Two movements that always see the same light may not go together: barred. */
        GROUP_CROSSES_ITSELF,
        /** Traffic that crosses and obeys no signal, or another controller's: no kernel of one junction can keep it away. */
        FOREIGN_TRAFFIC
    }
}
