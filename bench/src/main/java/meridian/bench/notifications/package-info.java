/**
 * Are subscribers told everything, once and in order, when they are away and the server is killed?
 *
 * <p>Start with {@link meridian.bench.notifications.NotificationBench}.
 */
@NullMarked
package meridian.bench.notifications;

import org.jspecify.annotations.NullMarked;
