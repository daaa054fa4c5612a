package meridian.model.network;

import meridian.model.geo.Point;

/**
 * Where links meet.
 *
 * @param id unique among nodes, as in the source
 * @param at its middle
 * @param control who goes first here
 */
public record Node(String id, Point at, NodeControl control) {}
