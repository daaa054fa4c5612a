/**
 * What will arrive within the next hour: a profile of the day, and a linear regression on what deviates from it here and nearby.
 *
 * <p>Start with {@link meridian.decide.forecast.ShadowForecaster}, which retrains by itself; {@link
 * meridian.decide.forecast.ForecastTrial} holds what is forecast against what came. {@code docs/forecasts.md} has figures.
 *
 * <p><b>Units.</b> Whatever the series has: vehicles in a step, metres a second. Steps are whole and of equal length.
 * <p><b>Not here.</b> Anything about single vehicles: sites are places, values are sums or means over whoever was there.
 */
@NullMarked
package meridian.decide.forecast;

import org.jspecify.annotations.NullMarked;
