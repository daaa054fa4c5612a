package meridian.twin;

import java.util.function.IntConsumer;
import meridian.twin.entity.GeoBox;
import meridian.twin.map.Owner;
import meridian.twin.map.PersistentMap;
import meridian.twin.map.SlotSet;

/**
 * Where entities are: grids of cells of half, a quarter … of 360°, down to 300 m. A box stands in the one cell that its
 * south-western corner lies in, in the finest grid whose cells are no smaller than it is; so a cell's boxes reach at most one
 * cell further, and moving a thing touches two cells.
 */
final class Places {
    /** 360° / 2¹⁷ is 0.0027°: 306 m of latitude. */
    private static final int FINEST = 17;

    static final Places EMPTY = new Places(empty());

    private final PersistentMap<Integer, PersistentMap<Long, SlotSet>> grids;

    private Places(PersistentMap<Integer, PersistentMap<Long, SlotSet>> grids) {
        this.grids = grids;
    }

    private static PersistentMap<Integer, PersistentMap<Long, SlotSet>> empty() {
        return PersistentMap.empty();
    }

    Places with(int slot, GeoBox box, Owner owner) {
        int level = level(box);
        long cell = cell(level, box.west(), box.south());
        PersistentMap<Long, SlotSet> grid = grid(level);
        SlotSet there = grid.get(cell);
        SlotSet changed = (there == null ? SlotSet.EMPTY : there).with(slot, owner);
        return new Places(grids.with(level, grid.with(cell, changed, owner), owner));
    }

    Places without(int slot, GeoBox box, Owner owner) {
        int level = level(box);
        long cell = cell(level, box.west(), box.south());
        PersistentMap<Long, SlotSet> grid = grid(level);
        SlotSet there = grid.get(cell);
        if (there == null) {
            return this;
        }
        SlotSet left = there.without(slot, owner);
        PersistentMap<Long, SlotSet> changed =
                left.size() == 0 ? grid.without(cell, owner) : grid.with(cell, left, owner);
        return new Places(grids.with(level, changed, owner));
    }

    /** Whether both boxes stand in the same cell: then nothing needs to be done for a thing that moves from one to the other. */
    static boolean sameCell(GeoBox a, GeoBox b) {
        int level = level(a);
        return level == level(b) && cell(level, a.west(), a.south()) == cell(level, b.west(), b.south());
    }

    /** Slots whose boxes may reach into this box, in no order, each once. */
    void candidates(GeoBox box, IntConsumer action) {
        for (int level = 0; level <= FINEST; level++) {
            PersistentMap<Long, SlotSet> grid = grid(level);
            if (grid.size() > 0) {
                candidates(grid, level, box, action);
            }
        }
    }

    private static void candidates(PersistentMap<Long, SlotSet> grid, int level, GeoBox box, IntConsumer action) {
        long fromX = Math.max(0, column(level, box.west()) - 1);
        long fromY = Math.max(0, row(level, box.south()) - 1);
        long toX = column(level, box.east());
        long toY = row(level, box.north());
        if ((toX - fromX + 1) * (toY - fromY + 1) > grid.size()) {
            grid.forEach((cell, slots) -> {
                long x = cell >> 32;
                long y = cell & 0xffffffffL;
                if (x >= fromX && x <= toX && y >= fromY && y <= toY) {
                    slots.forEach(action);
                }
            });
            return;
        }
        for (long x = fromX; x <= toX; x++) {
            for (long y = fromY; y <= toY; y++) {
                SlotSet slots = grid.get(x << 32 | y);
                if (slots != null) {
                    slots.forEach(action);
                }
            }
        }
    }

    private PersistentMap<Long, SlotSet> grid(int level) {
        PersistentMap<Long, SlotSet> grid = grids.get(level);
        return grid == null ? PersistentMap.empty() : grid;
    }

    private static int level(GeoBox box) {
        double size = Math.max(box.east() - box.west(), box.north() - box.south());
        int level = FINEST;
        while (level > 0 && size > cellDegrees(level)) {
            level--;
        }
        return level;
    }

    private static double cellDegrees(int level) {
        return 360.0 / (1 << level);
    }

    private static long cell(int level, double west, double south) {
        return column(level, west) << 32 | row(level, south);
    }

    private static long column(int level, double lon) {
        return (long) ((lon + 180) / cellDegrees(level));
    }

    private static long row(int level, double lat) {
        return (long) ((lat + 90) / cellDegrees(level));
    }
}
