/** What each kind of term finds and leaves alone. */
import { describe, expect, it } from 'vitest';
import type { Brand } from '../domain/brand.ts';
import { brandMatcher, compileMatcher } from './match.ts';

function brand(slug: string, terms: string[], more: Partial<Brand> = {}): Brand {
  return { slug, name: slug, terms, exclude: [], packs: [], ...more };
}

function finds(term: string, text: string): boolean {
  return brandMatcher([brand('x', [term])])(text).length > 0;
}

describe('a term', () => {
  it.each<[string, string[], string[]]>([
    // term, texts that hold it, texts that do not
    [
      'spotify',
      [
        '@spotify',
        '#spotify',
        'spotify’s',
        '@spotify.bsky.social',
        '@Spotify@mastodon.social',
        '#spotify_wrapped',
        '_spotify_',
      ],
      [
        '@spotify_fan',
        '@john-spotify.bsky.social',
        '@news.spotify.com',
        'spotifys',
        '@spotifycares',
        'spoti fy',
      ],
    ],
    [
      'spotify',
      [
        'spotify.com is down',
        'https://news.example/2015/08/spotify-privacy',
        'https://x.example/spotify/status/1',
        'Spotify.Never again',
      ],
      [
        'https://open.spotify.com/track/7',
        'open.spotify.com/track/7',
        'www.spotify.com',
        'https://a.example/?q=spotify',
        'https://a.example/x#spotify',
      ],
    ],
    [
      'spotify',
      [
        '今日Spotifyで',
        'ＳＰＯＴＩＦＹ',
        'spot\u200bify',
        'Spotify™',
        '𝗦𝗽𝗼𝘁𝗶𝗳𝘆',
        'spotify😡',
        '"spotify"',
        'ſpotify',
      ],
      [],
    ],
    [
      'google play music',
      ['Google Play Music', 'google\u00a0play \n music', 'google-play-music', 'google play-music'],
      [
        'google play, music',
        'google playmusic',
        'google - play music',
        'google—play music',
        'google play musical',
      ],
    ],
    [
      '@spotify',
      ['@Spotify', '(@spotify)', 'hi @spotify.', '＠spotify', 'https://t.example/@spotify'],
      [
        'spotify',
        '@spotify_fan',
        '@spotify.bsky.social',
        '@spotify@m.example',
        'bob@spotify',
        'bob.@spotify',
        '@spotifycares',
        '@spotify-us',
      ],
    ],
    [
      '@spotify.bsky.social',
      ['thanks @Spotify.bsky.social!', '@spotify.bsky.social.'],
      ['@spotify', '@spotify.bsky.social.evil', 'x@spotify.bsky.social'],
    ],
    [
      '#deletefacebook',
      ['#DeleteFacebook', '#deletefacebook!', '#deletefacebook😡', '＃deletefacebook'],
      [
        'delete facebook',
        'deletefacebook',
        '#deletefacebooknow',
        '#deletefacebook_now',
        'https://a.example/x#deletefacebook',
      ],
    ],
    [
      'spotify.com',
      [
        'spotify.com',
        'https://spotify.com',
        'https://open.Spotify.com/track',
        'www.spotify.com/x?y',
        '@spotify.com',
        'press@spotify.com',
        'see spotify.com.',
      ],
      [
        'spotify',
        'spotify com',
        'spotify.com.evil.example',
        'my-spotify.com',
        'myspotify.com',
        'spotify.community',
        'https://a.example/?u=spotify.com',
      ],
    ],
    ['at&t', ['AT&T', 'at&t’s', '#1 at&t.'], ['at & t', 'at&tx', 'bat&t', 'at t']],
    ['yahoo!', ['Yahoo!', 'yahoo!!', 'yahoo! mail'], ['yahoo', 'yahoo!mail']],
    ['c++', ['C++', 'c++, c', 'c++…'], ['c+', 'c++x', 'objc++']],
    ['.net', ['.NET', '(.net)'], ['asp.net', 'net', '.network']],
    ['t-mobile', ['T-Mobile', 't‑mobile', 'T–Mobile'], ['t mobile', 'tmobile', 't-mobiles']],
    ['t mobile', ['T-Mobile', 't mobile'], ['tmobile']],
    ['7-eleven', ['7-Eleven'], ['7 eleven', '17-eleven', '7-elevens']],
    ['e.l.f.', ['e.l.f. Cosmetics', 'E.L.F.'], ['elf', 'e.l.f', 'e.l.f.x']],
    ['mcdonald’s', ["McDonald's", 'MCDONALD‘S'], ['mcdonalds', 'mcdonald']],
    ['l’oréal', ["L'Oreal", 'L’ORE\u0301AL'], ['loreal']],
    ['nestle', ['Nestlé', 'NESTLE\u0301', 'nestle'], ['nestles']],
    ['Nestlé', ['nestle'], []],
    ['strauß', ['STRAUSS', 'Strauß', 'STRAUẞ'], ['strau']],
    ['ΣΊΣΥΦΟΣ', ['σίσυφος', 'Σισυφοσ'], []],
    ['小米', ['我的小米手机', '小米', '#小米'], ['小 米', '大米']],
    ['#小米', ['#小米 !'], ['小米', '#小米手机']],
    ['ソニー', ['これはソニーです', 'ｿﾆｰ'], ['ソニ']],
    ['ホ', ['ホ', 'ホテル'], ['ポ', 'ホ\u309aスト']],
    ['카카오톡', ['카카오톡은', '카카오톡은'.normalize('NFD'), '카카오톡ㅠㅠ'], ['새카카오톡']],
    ['카카오', ['카카오톡'], ['카카옥']],
    ['яндекс', ['Яндекс', 'ЯНДЕКС!'], ['яндексом']],
    ['🍎', ['love🍎', '🍎 rocks', '🍎x'], ['🍏']],
  ])('%j', (term, hits, misses) => {
    for (const text of hits) expect([text, finds(term, text)]).toEqual([text, true]);
    for (const text of misses) expect([text, finds(term, text)]).toEqual([text, false]);
  });

  it('belongs to every brand that has it, in the order of the brands', () => {
    const match = brandMatcher([
      brand('b', ['meta quest']),
      brand('a', ['quest', 'meta quest']),
      brand('c', ['no']),
    ]);
    expect(match('a quest for my Meta Quest')).toEqual(['b', 'a']);
  });
});

describe('an exclusion', () => {
  const match = compileMatcher([
    brand('unity', ['unity'], {
      exclude: ["Assassin's Creed Unity", 'unity in diversity', 'unity'.repeat(2)],
    }),
  ]);
  it('takes what lies inside it and nothing else', () => {
    expect(match('Assassin’s  Creed Unity')).toEqual([]);
    const text = 'Assassin’s Creed Unity was made without Unity; unity in diversity';
    expect(match(text)).toEqual([
      { slug: 'unity', places: [{ term: 'unity', ambiguous: false, start: 40, end: 45 }] },
    ]);
    expect(match('assassins creed unity')).toHaveLength(1);
  });
});

describe('an ambiguous term', () => {
  const match = compileMatcher([
    brand('apple', ['apple inc', '@apple'], {
      ambiguous: ['apple', '@apple'],
      context: ['iphone', 'app store', 'privacy'],
      exclude: ['apple pie', 'privacy hedge'],
    }),
  ]);
  const termsOf = (text: string) => match(text)[0]?.places.map((place) => place.term);

  it.each<[string, string[] | undefined]>([
    ['I ate an apple', undefined],
    ['apple and its iPhone', ['apple']],
    ['the App-Store of Apple, apple', ['apple', 'apple']],
    ['only privacy here', undefined],
    ['apple pie on my iphone', undefined],
    ['apple behind a privacy hedge', undefined],
    ['Apple Inc grows more than an apple', ['apple', 'apple inc', 'apple']],
    // called ambiguous and certain: ambiguous it is
    ['@apple', undefined],
    ['@apple privacy', ['@apple', 'apple']],
  ])('%j', (text, terms) => expect(termsOf(text)).toEqual(terms));

  it('counts without any certain term in the configuration', () => {
    const find = brandMatcher([brand('signal', [], { ambiguous: ['signal'], context: ['messenger'] })]);
    expect(find('Signal is a messenger')).toEqual(['signal']);
    expect(find('no signal here')).toEqual([]);
  });
});

describe('places', () => {
  it('point into the text as it was given', () => {
    const text = '😀 ½ ＠Ｓｐｏｔｉｆｙ said NESTLE\u0301 and spot\u200bify';
    const match = compileMatcher([brand('x', ['@spotify', 'nestlé', 'spotify'])]);
    const found = match(text)[0]!.places.map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual([
      '＠Ｓｐｏｔｉｆｙ',
      'Ｓｐｏｔｉｆｙ',
      'NESTLE\u0301'.slice(0, 6),
      'spot\u200bify',
    ]);
  });
});
