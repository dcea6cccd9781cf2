/** Slots that depend on the kind of app: what it is for, what it knows, what it can do. */
import type { SlotTable } from './slots.ts';

const DATA = [
  'photos',
  'contacts',
  'phone numbers',
  'location records',
  'media files',
  'payment details',
  'e-mail addresses',
  'videos',
  'birth dates',
  'sensor readings',
  'calendar entries',
  'device details',
  'personal details',
];
const MUSIC_DATA = [
  ...DATA,
  'listening habits',
  'voice commands',
  'search terms',
  'facebook likes',
  'bluetooth signals',
  'movements',
];
const CHAT_DATA = [
  ...DATA,
  'messages',
  'call logs',
  'voice notes',
  'private chats',
  'friends lists',
  'status updates',
  'group names',
  'chat backups',
];
const APP_DATA = [
  ...DATA,
  'browsing habits',
  'search terms',
  'health details',
  'notes',
  'travel plans',
  'messages',
];

const FEATURES = [
  'dark mode',
  'the desktop app',
  'the widget',
  'the search filter',
  'landscape mode',
  'keyboard shortcuts',
  'backup',
  'folders',
  'the old home screen',
  'the tablet version',
  'the watch app',
  'the new navigation',
];
const MUSIC_FEATURES = [
  ...FEATURES,
  'offline mode',
  'shared playlists',
  'the sleep timer',
  'the lyrics view',
  'the car view',
  'the year in review',
  'party mode',
  'the equaliser',
  'crossfade',
  'artist radio',
];
const CHAT_FEATURES = [
  ...FEATURES,
  'stories',
  'group calls',
  'stickers',
  'custom ringtones',
  'voice notes',
  'video calls',
  'pinned chats',
  'broadcast lists',
  'text formatting',
  'quoted replies',
];
const APP_FEATURES = [
  ...FEATURES,
  'offline maps',
  'shared lists',
  'reminders',
  'the trip planner',
  'the weekly summary',
  'tags',
  'the calendar view',
  'group plans',
  'photo albums',
  'smart search',
];

/** Slots of a kind of app. */
export const DOMAIN_SLOTS: Readonly<Record<'music' | 'messenger' | 'app', SlotTable>> = {
  music: {
    data: MUSIC_DATA,
    data2: MUSIC_DATA,
    data3: MUSIC_DATA,
    feature: MUSIC_FEATURES,
    kind: ['music app', 'streaming service', 'player'],
    purpose: [
      'playing songs',
      'listening to music',
      'streaming',
      'playlists',
      'podcasts',
      'background music',
    ],
    thing: ['my playlists', 'my library', 'my saved albums', 'my downloads', 'my favourites'],
  },
  messenger: {
    data: CHAT_DATA,
    data2: CHAT_DATA,
    data3: CHAT_DATA,
    feature: CHAT_FEATURES,
    kind: ['messenger', 'chat app', 'messaging app'],
    purpose: [
      'texting',
      'sending messages',
      'calling my family',
      'group chats',
      'chatting',
      'sending pictures',
    ],
    thing: ['my chats', 'my groups', 'my history', 'my backups', 'my contacts list'],
  },
  app: {
    data: APP_DATA,
    data2: APP_DATA,
    data3: APP_DATA,
    feature: APP_FEATURES,
    kind: ['app', 'service', 'tool'],
    purpose: ['everyday stuff', 'work', 'keeping lists', 'planning', 'getting around', 'staying in touch'],
    thing: ['my account', 'my files', 'my history', 'my settings', 'my saved items'],
  },
};
