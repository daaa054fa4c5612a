/**
 * Collections of which an older version stays as it is while a newer one is made: the ground that snapshots stand on.
 *
 * <p><b>Owners.</b> Each part remembers the {@link meridian.twin.map.Owner} that made it. A writer changes parts of its own in
 * place and copies the others once. When it publishes, it takes a new owner: from then on nothing of what it published
 * changes. So a batch of ten thousand changes copies each part once, and publishing costs nothing.
 *
 * <p><b>Threads.</b> One writer; versions that were handed over are immutable and safe for all.
 */
@NullMarked
package meridian.twin.map;

import org.jspecify.annotations.NullMarked;
