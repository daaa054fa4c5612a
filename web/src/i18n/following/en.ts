/** English words of a city that follows one outside; the other languages follow, key by key. */
export const followingEn = {
  'following.title': 'Follows the city outside',
  'following.simulatedHelp': 'The city outside is a simulated one too.',
  'following.unheard': 'How far off it is at {count} stations whose reports are kept from it, last hour:',
  'following.early': 'How far off it is can be said after a quarter of an hour.',
  'following.noneHidden': 'No station’s reports are kept from it, so nobody can say how far off it is.',
  'following.flow': 'Flow',
  'following.speed': 'Speed',
  'following.vehiclesPerHour': '{count} veh/h',
  'following.without': 'not told: {value}',
  'following.stations': 'Stations',
  'following.allHeard': '{heard} heard, {hidden} kept back',
  'following.someSilent': '{heard} heard, {hidden} kept back; {silent} silent',
  'following.newest': 'Newest report',
  'following.ago': '{age} ago',
  'following.closed': 'Taken to be closed',
  'following.lanes': 'lanes: {count}',
} as const;

export type FollowingCatalogue = Readonly<Record<keyof typeof followingEn, string>>;
