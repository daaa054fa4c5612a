/** The words of the HTTP API, as generated from its description. Nothing here is written by hand. */
export type {
  Aspect,
  Box,
  City,
  Clock,
  ClockChange,
  Corridor,
  FigureHistory,
  Figures,
  Junction,
  Link,
  Match,
  Movement,
  Problem,
  Signal,
  Stop,
  Thing,
} from '../generated/api.ts';
