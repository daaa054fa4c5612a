package meridian.twin.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A place in a text that is parsed, and the grammar that all parts share: terms with and, or and parentheses. */
final class Cursor {
    private static final int CHARS = 8_192;
    private static final int DEPTH = 16;

    private final String part;
    private final String text;
    private int at;
    private int depth;

    Cursor(String part, String text) {
        this.part = part;
        this.text = text;
        if (text.length() > CHARS) {
            throw new QueryError(part, CHARS, "it is longer than " + CHARS + " characters");
        }
    }

    /** The whole text as an expression: or binds weaker than and. */
    <T> T whole(String orSigns, Supplier<T> term, Function<List<T>, T> and, Function<List<T>, T> or) {
        T parsed = expression(orSigns, term, and, or);
        if (!atEnd()) {
            throw error("nothing is expected here, found '" + peek() + "'");
        }
        return parsed;
    }

    private <T> T expression(String orSigns, Supplier<T> term, Function<List<T>, T> and, Function<List<T>, T> or) {
        List<T> any = new ArrayList<>();
        do {
            List<T> all = new ArrayList<>();
            do {
                all.add(operand(orSigns, term, and, or));
            } while (skip(';'));
            any.add(all.size() == 1 ? all.getFirst() : and.apply(all));
        } while (!atEnd() && orSigns.indexOf(peek()) >= 0 && skip(peek()));
        return any.size() == 1 ? any.getFirst() : or.apply(any);
    }

    private <T> T operand(String orSigns, Supplier<T> term, Function<List<T>, T> and, Function<List<T>, T> or) {
        if (!skip('(')) {
            return term.get();
        }
        if (++depth > DEPTH) {
            throw error("there are more than " + DEPTH + " parentheses inside each other");
        }
        T inner = expression(orSigns, term, and, or);
        expect(')');
        depth--;
        return inner;
    }

    boolean atEnd() {
        return at == text.length();
    }

    int at() {
        return at;
    }

    char peek() {
        return text.charAt(at);
    }

    boolean skip(char c) {
        if (atEnd() || peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    boolean skip(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    void expect(char c) {
        if (!skip(c)) {
            throw error("'" + c + "' is expected" + found());
        }
    }

    /** The characters up to one of these, or to the end; at least one. */
    String until(String ends, String what) {
        int from = at;
        while (!atEnd() && ends.indexOf(peek()) < 0) {
            at++;
        }
        if (at == from) {
            throw error(what + " is expected" + found());
        }
        return text.substring(from, at);
    }

    /** The characters up to one of these or two dots. */
    String untilOrDots(String ends, String what) {
        int from = at;
        while (!atEnd() && ends.indexOf(peek()) < 0 && !text.startsWith("..", at)) {
            at++;
        }
        if (at == from) {
            throw error(what + " is expected" + found());
        }
        return text.substring(from, at);
    }

    /** A text in double quotes; a backslash takes the next character as it is. */
    String quoted() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (!atEnd()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && !atEnd()) {
                char next = text.charAt(at++);
                // A pattern's own backslashes stay.
                if (next != '"' && next != '\\') {
                    value.append(c);
                }
                value.append(next);
            } else {
                value.append(c);
            }
        }
        throw error("a closing '\"' is expected, found the end");
    }

    String found() {
        return atEnd() ? ", found the end" : ", found '" + peek() + "'";
    }

    QueryError error(String found) {
        return new QueryError(part, at, found);
    }

    QueryError errorAt(int place, String found) {
        return new QueryError(part, place, found);
    }
}
