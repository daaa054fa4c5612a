package meridian.act.life;

/** What somebody approves: all of it, to the last character. */
public record Content(ProposedAction proposal, Forecast forecast) {
    /** SHA-256 of its canonical text, in hexadecimal. An approval names it, and holds for nothing else. */
    public String sha256() {
        return CanonicalJson.sha256(this);
    }
}
