import type { FollowingCatalogue } from './en.ts';

/** Chinese. */
export const followingZh: FollowingCatalogue = {
  'following.title': '跟随外部城市',
  'following.simulatedHelp': '外部城市同样是模拟的。',
  'following.unheard': '在 {count} 个不向其提供数据的测站上的误差（最近一小时）：',
  'following.early': '一刻钟后才能得知误差。',
  'following.noneHidden': '所有测站的数据都已提供，无法得知误差。',
  'following.flow': '流量',
  'following.speed': '速度',
  'following.vehiclesPerHour': '{count} 辆/时',
  'following.without': '不用数据时 {value}',
  'following.stations': '测站',
  'following.allHeard': '采用 {heard} 个，保留 {hidden} 个',
  'following.someSilent': '采用 {heard} 个，保留 {hidden} 个；{silent} 个无数据',
  'following.newest': '最新数据',
  'following.ago': '{age}前',
  'following.closed': '推定关闭',
  'following.lanes': '车道：{count}',
};
