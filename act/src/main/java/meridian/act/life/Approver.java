package meridian.act.life;

/**
 * Who said yes.
 *
 * @param name the person's, or the policy's id
 */
public record Approver(Kind kind, String name) {
    public enum Kind {
        PERSON,
        POLICY
    }

    public static Approver person(String name) {
        return new Approver(Kind.PERSON, name);
    }

    public static Approver policy(String id) {
        return new Approver(Kind.POLICY, id);
    }

    @Override
    public String toString() {
        return (kind == Kind.PERSON ? "" : "policy ") + name;
    }
}
