/**
 * HTTP in and out: maps the simulated city to JSON, tiles and live frames, and decides nothing.
 *
 * <p>Start with {@link meridian.api.OperationsServer}. The description of every route is {@code openapi.yaml} beside it, of
 * the binary frames {@code docs/live-channel.md}.
 */
@NullMarked
package meridian.api;

import org.jspecify.annotations.NullMarked;
