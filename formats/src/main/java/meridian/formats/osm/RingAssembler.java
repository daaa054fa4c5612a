package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Closes rings from lines that meet end to end, in any direction. One thread. */
final class RingAssembler {
    private final Map<Integer, List<int[]>> linesAtEnd = new HashMap<>();
    private final List<int[]> lines = new ArrayList<>();
    private final List<int[]> open = new ArrayList<>();

    /** @param line vertices, two or more */
    void add(int[] line) {
        lines.add(line);
        linesAtEnd.computeIfAbsent(line[0], v -> new ArrayList<>(2)).add(line);
        linesAtEnd
                .computeIfAbsent(line[line.length - 1], v -> new ArrayList<>(2))
                .add(line);
    }

    /** The closed rings (last vertex equals first); what does not close is in {@link #open}. */
    List<int[]> rings() {
        List<int[]> rings = new ArrayList<>();
        for (int[] line : lines) {
            if (!linesAtEnd.getOrDefault(line[0], List.of()).contains(line)) {
                continue;
            }
            take(line);
            int[] chain = line;
            while (chain[0] != chain[chain.length - 1]) {
                List<int[]> next = linesAtEnd.getOrDefault(chain[chain.length - 1], List.of());
                if (next.isEmpty()) {
                    break;
                }
                int[] piece = next.getFirst();
                take(piece);
                chain = joined(chain, piece);
            }
            if (chain.length >= 4 && chain[0] == chain[chain.length - 1]) {
                rings.add(chain);
            } else {
                open.add(chain);
            }
        }
        return rings;
    }

    /** Chains that did not close, after {@link #rings}. */
    List<int[]> open() {
        return open;
    }

    private void take(int[] line) {
        linesAtEnd.get(line[0]).remove(line);
        linesAtEnd.get(line[line.length - 1]).remove(line);
    }

    private static int[] joined(int[] chain, int[] piece) {
        int[] longer = Arrays.copyOf(chain, chain.length + piece.length - 1);
        boolean forward = piece[0] == chain[chain.length - 1];
        for (int i = 1; i < piece.length; i++) {
            longer[chain.length + i - 1] = forward ? piece[i] : piece[piece.length - 1 - i];
        }
        return longer;
    }
}
