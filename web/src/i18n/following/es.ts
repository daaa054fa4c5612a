import type { FollowingCatalogue } from './en.ts';

/** Spanish. */
export const followingEs: FollowingCatalogue = {
  'following.title': 'Sigue a la ciudad exterior',
  'following.simulatedHelp': 'También esa otra ciudad es simulada.',
  'following.unheard': 'Su error en {count} estaciones cuyos informes no recibe, última hora:',
  'following.early': 'Su error se conocerá después de un cuarto de hora.',
  'following.noneHidden':
    'Recibe los informes de todas las estaciones; nadie puede decir cuánto se equivoca.',
  'following.flow': 'Flujo',
  'following.speed': 'Velocidad',
  'following.vehiclesPerHour': '{count} veh/h',
  'following.without': 'sin ellos: {value}',
  'following.stations': 'Estaciones',
  'following.allHeard': '{heard} recibidas, {hidden} reservadas',
  'following.someSilent': '{heard} recibidas, {hidden} reservadas; {silent} en silencio',
  'following.newest': 'Último informe',
  'following.ago': 'hace {age}',
  'following.closed': 'Se suponen cerrados',
  'following.lanes': 'carriles: {count}',
};
