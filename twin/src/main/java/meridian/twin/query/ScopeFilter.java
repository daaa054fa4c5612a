package meridian.twin.query;

import java.util.List;

/**
 * Which scopes: {@code /Montevideo/Centro}; {@code +} stands for one level, {@code /#} at the end for any below, itself
 * included. {@code ;} is and, {@code ,} and {@code |} are or. Clause 4.19.
 */
public sealed interface ScopeFilter {
    /** @param levels of which + is any, and a # at the end any further */
    record Scope(List<String> levels) implements ScopeFilter {
        boolean accepts(String scope) {
            String[] have = scope.substring(1).split("/");
            boolean open = levels.getLast().equals("#");
            int needed = open ? levels.size() - 1 : levels.size();
            if (open ? have.length < needed : have.length != needed) {
                return false;
            }
            for (int i = 0; i < needed; i++) {
                if (!levels.get(i).equals("+") && !levels.get(i).equals(have[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    record All(List<ScopeFilter> parts) implements ScopeFilter {}

    record Any(List<ScopeFilter> parts) implements ScopeFilter {}

    /** @throws QueryError where it is no scope query */
    static ScopeFilter parse(String text) {
        Cursor cursor = new Cursor("scopeQ", text);
        return cursor.whole(",|", () -> scope(cursor), All::new, Any::new);
    }

    private static ScopeFilter scope(Cursor cursor) {
        int from = cursor.at();
        String scope = cursor.until(",|;()", "a scope");
        if (scope.length() < 2 || scope.charAt(0) != '/' || scope.endsWith("/") || scope.contains("//")) {
            throw cursor.errorAt(from, "a scope such as /Montevideo/Centro is expected, found " + scope);
        }
        List<String> levels = List.of(scope.substring(1).split("/"));
        int hash = levels.indexOf("#");
        if (hash >= 0 && hash < levels.size() - 1) {
            throw cursor.errorAt(from, "# stands at the end of a scope only");
        }
        return new Scope(levels);
    }

    default boolean accepts(List<String> scopes) {
        return switch (this) {
            case Scope s -> scopes.stream().anyMatch(s::accepts);
            case All a -> a.parts().stream().allMatch(part -> part.accepts(scopes));
            case Any a -> a.parts().stream().anyMatch(part -> part.accepts(scopes));
        };
    }
}
