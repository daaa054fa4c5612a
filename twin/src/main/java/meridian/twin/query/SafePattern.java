package meridian.twin.query;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression from outside that cannot take the processor: every character it looks at is counted, and at the limit
 * the question ends with an error. Backtracking like that of (.*)(.*)(.*)(.*)b looks at each character again and again, so it is caught.
 */
public final class SafePattern {
    private static final int CHARS = 256;
    private static final int LOOKS = 200_000;

    private final String part;
    private final Pattern pattern;

    private SafePattern(String part, Pattern pattern) {
        this.part = part;
        this.pattern = pattern;
    }

    /** @param part of the question it stands in, for errors */
    public static SafePattern of(String part, String regex) {
        return of(part, 0, regex);
    }

    static SafePattern of(String part, int at, String regex) {
        if (regex.length() > CHARS) {
            throw new QueryError(part, at + CHARS, "a pattern has at most " + CHARS + " characters");
        }
        try {
            return new SafePattern(part, Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new QueryError(
                    part, at + Math.max(0, e.getIndex()), "is no regular expression: " + e.getDescription());
        } catch (StackOverflowError e) {
            throw new QueryError(part, at, "the pattern has too many groups inside each other");
        }
    }

    /** Whether the pattern is found in the text. */
    public boolean isIn(String text) {
        try {
            return pattern.matcher(new Counted(text, new int[] {LOOKS})).find();
        } catch (TooCostly | StackOverflowError e) {
            throw new QueryError(part, 0, "the pattern " + pattern + " is too costly for the values that are there");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafePattern p && p.pattern.pattern().equals(pattern.pattern());
    }

    @Override
    public int hashCode() {
        return pattern.pattern().hashCode();
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class TooCostly extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooCostly() {
            super(null, null, false, false);
        }
    }

    /** @param looks one element: how many are left */
    private record Counted(CharSequence text, int[] looks) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (--looks[0] < 0) {
                throw new TooCostly();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
