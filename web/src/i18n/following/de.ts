import type { FollowingCatalogue } from './en.ts';

/** German. */
export const followingDe: FollowingCatalogue = {
  'following.title': 'Folgt der Stadt draußen',
  'following.simulatedHelp': 'Auch die Stadt draußen ist simuliert.',
  'following.unheard': 'Fehler an {count} Zählstellen, deren Meldungen sie nicht erfährt, letzte Stunde:',
  'following.early': 'Der Fehler ist nach einer Viertelstunde bekannt.',
  'following.noneHidden':
    'Sie erfährt die Meldungen aller Zählstellen; niemand kann sagen, wie falsch sie liegt.',
  'following.flow': 'Verkehrsstärke',
  'following.speed': 'Tempo',
  'following.vehiclesPerHour': '{count} Fz/h',
  'following.without': 'ohne sie: {value}',
  'following.stations': 'Zählstellen',
  'following.allHeard': '{heard} gehört, {hidden} zurückgehalten',
  'following.someSilent': '{heard} gehört, {hidden} zurückgehalten; {silent} stumm',
  'following.newest': 'Neueste Meldung',
  'following.ago': 'vor {age}',
  'following.closed': 'Wohl gesperrt',
  'following.lanes': 'Spuren: {count}',
};
