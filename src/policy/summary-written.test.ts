/** Summaries of changes as companies make them: what is new, what is gone, what only looks so, and what no rule knows. */
import { describe, expect, it } from 'vitest';
import { summarize } from './summary.ts';

const privacy = (before: string, after: string) => summarize({ document: 'Privacy Policy', before, after });

describe('what companies change', () => {
  const REST = 'We collect your name. You can write to us at any time.';
  const gains = (text: string) => privacy(REST, `${REST} ${text}`);
  const loses = (text: string) => privacy(`${REST} ${text}`, REST);

  it('training, what affiliates do with it, and a promise that is gone', () => {
    const before = `${REST}

Group: Your data may be shared with our affiliates, to help you and to send bills.

Our staff does not access private repositories without your consent, except as said here.`;
    const after = `${REST}

We use your data to develop and improve our services, including artificial intelligence, and for training models.

Group: Your data may be shared with our affiliates, to help you, to send bills and to build products (including training artificial intelligence).`;
    const found = privacy(before, after);
    expect(found.title).toBe('Now uses your data to train or develop AI');
    expect(found.sentences).toEqual([
      'Now uses your data to train or develop AI.',
      'Now lets affiliated companies train or develop AI with your data.',
      'No longer says: we do not read or listen to your content and files without asking, with exceptions.',
    ]);
    expect(found.touches).toEqual(['third_party_sharing', 'secondary_use_ads', 'broken_promise']);
    expect(found.minor).toBe(false);
  });

  it.each([
    [
      'We use your data to improve our services, including training models.',
      'Now uses your data to train or develop AI',
    ],
    [
      'If you agree, and only with your explicit consent, we use your posts to train AI.',
      'Now uses your data to train or develop AI if you agree',
    ],
    ['We may sell your browsing history.', 'Now may sell your data'],
    ['We collect your precise location.', 'Collects precise location'],
    ['We may collect faceprints.', 'Collects biometric data'],
    ['We share your phone number with our subsidiaries.', 'Shares phone number with affiliated companies'],
  ])('gains: %s', (text, title) => {
    expect(gains(text)).toMatchObject({ title, minor: false });
    expect(loses(text).touches).toEqual([]);
  });

  it.each([
    ['We never sell your data.', 'No longer says: we do not sell your data'],
    ["We don't train on your conversations.", 'No longer says: we do not use your messages to train models'],
    [
      'Your location is not shared with advertisers.',
      'No longer says: we do not share your location with advertisers',
    ],
    ['We do not collect biometric identifiers.', 'No longer says: we do not collect your biometric data'],
    [
      'We will not use your messages for advertising.',
      'No longer says: we do not use your messages for advertising',
    ],
  ])('loses: %s', (text, title) => {
    expect(loses(text)).toMatchObject({ title, touches: ['broken_promise'], minor: false });
  });
});

describe('for how long', () => {
  const keeps = (period: string) => `We retain deleted messages for ${period}. You can write to us.`;

  it.each<[string, string, readonly string[]]>([
    ['30 days', 'five years', ['retention_erasure']],
    ['6 months', '12 months', ['retention_erasure']],
    ['90 days', '30 days', []],
    ['2 weeks', '1 month', ['retention_erasure']],
    ['ninety (90) days', '180 days', ['retention_erasure']],
  ])('%s, then %s', (was, now, touches) => {
    expect(privacy(keeps(was), keeps(now))).toMatchObject({
      title: `Keeps data for ${now} instead of ${was}`,
      touches,
      minor: false,
    });
  });

  it.each([
    [keeps('30 days'), keeps('thirty days')],
    ['We answer within 30 days.', 'We answer within 60 days.'],
    [
      'We retain messages for 30 days and logs for 60 days.',
      'We retain messages for 30 days and logs for 70 days.',
    ],
  ])('nothing of %j to %j', (before, after) => {
    expect(privacy(before, after).title).not.toContain('Keeps');
  });
});

describe('what did not change', () => {
  it.each<[string, string]>([
    ['We do not sell your personal information to anyone.', 'We never sell personal information to anyone.'],
    [
      'We do not set out to collect personal data to train our models.',
      'We are not looking for personal data.',
    ],
    [
      'We do not share your data with advertisers or with brokers.',
      'We do not share any data with advertisers or with brokers.',
    ],
    ['We cannot guarantee that data is not disclosed.', 'Data may be at risk.'],
    ['Click on “Do Not Sell My Personal Information”.', 'Use our form.'],
    ['You may ask us not to train on your data.', 'There is a setting for that.'],
  ])('no headline from %j to %j', (before, after) => {
    const found = privacy(before, after);
    expect(found.sentences.join(' ')).not.toContain('No longer says');
    expect(found.touches).toEqual([]);
  });

  it('who was named in a table or in other words is not new', () => {
    const found = privacy(
      'Data | Recipient\n\n| Usage | Advertisers |\n\nAccess is given to affiliates where we share systems.',
      'We share data with affiliates. We also share it with advertisers.',
    );
    expect(found.sentences.join(' ')).not.toContain('Now shares');
  });
});

describe('where the rules find nothing that they know', () => {
  const about = (n: number) =>
    Array.from(
      { length: n },
      (_, i) => `Your information is handled by desk ${'abcdef'[i]} of our office ${'ghijkl'[i]}.`,
    );

  it('says that they found nothing, not that nothing is there, and quotes', () => {
    const found = privacy('Hello there.', `Hello there. ${about(1).join(' ')}`);
    expect(found.sentences).toEqual([
      'The rules found no clause that they know in what changed: 1 sentence about data is new, 0 are gone.',
      'New: “Your information is handled by desk a of our office g.”',
    ]);
    expect(found.minor).toBe(true);
  });

  it('much about data is not minor', () => {
    const found = privacy('Hello there.', `Hello there.\n\n${about(3).join('\n\n')}`);
    expect(found).toMatchObject({ title: 'Privacy Policy changed', minor: false, touches: [] });
  });

  it('other words are shown beside the old ones', () => {
    const long = 'These terms apply to all that we offer in every country of the world, ';
    const found = privacy(`${long}for our shops and cafés.`, `${long}for our shops, cafés and hotels.`);
    expect(found.sentences.slice(1)).toEqual([
      'Now: “… all that we offer in every country of the world, for our shops, cafés and hotels.”',
      'Before: “… all that we offer in every country of the world, for our shops and cafés.”',
    ]);
  });

  it('names what is new and gone in a table', () => {
    const table = (...rows: string[]) =>
      ['| Office | Task |', ...rows.map((row) => `| ${row} | help |`)].join('\n');
    const found = privacy(table('Birdly', 'Clauso'), table('Clauso', 'Modelix', 'Pendling'));
    expect(found.sentences.slice(1)).toEqual([
      'New in a table: Modelix; Pendling.',
      'Gone in a table: Birdly.',
    ]);
  });

  describe('lists of those who get data', () => {
    const list = (head: string, ...rows: string[]) => [head, ...rows.map((row) => `| ${row} |`)].join('\n');
    const HEADS = [
      '| Sub-processor | Task | Place |',
      '### Our list of subprocessors\n\n| Name | Service | Place |',
      '| Service provider | What for | Country |',
      'Vendors we work with\n\n| Company | Task | Place |',
      '## Partners\n\n| Company | Task | Place |',
    ];
    const [old, now] = [
      ['Birdly | Maps | France', 'Clauso | Mail | USA'],
      ['Clauso | E-mail | USA', 'Modelix | Artificial intelligence | USA'],
    ];
    it.each(HEADS)('a new one in %j is no new wording', (head) => {
      expect(privacy(list(head, ...old!), list(head, ...now!))).toMatchObject({
        title: 'Gives data to new recipients',
        minor: false,
        touches: ['third_party_sharing'],
        sentences: [
          'New among those who get data: Modelix (Artificial intelligence).',
          'Gone in a table: Birdly.',
        ],
      });
    });
    it.each([
      ['a table of something else', '| Office | Task | Place |'],
      ['what is shared', '| Category of data shared with service providers | Task | Place |'],
    ])('control: %s', (_, head) => {
      expect(privacy(list(head, ...old!), list(head, ...now!))).toMatchObject({ minor: true, touches: [] });
    });
    it('control: one that the text named before, one that goes, and a line for each detail of one', () => {
      const head = HEADS[0]!;
      const before = `${list(head, ...old!)}\n\nWe also use Modelix for some tasks.`;
      expect(privacy(before, list(head, ...now!)).title).not.toBe('Gives data to new recipients');
      expect(privacy(list(head, ...now!, 'Zed | Mail | USA'), list(head, ...now!)).minor).toBe(true);
      const details = list(
        'Data processors:\n\n| Trustee | Bae and Lee |',
        'Purpose | Help',
        'Location | Korea',
      );
      expect(privacy('Hello.', `Hello.\n\n${details}`).title).not.toBe('Gives data to new recipients');
    });
  });

  it('a reassurance does not stand for all that is new', () => {
    const found = privacy('Hello.', `Hello.\n\nWe do not combine your data.\n\n${about(5).join('\n\n')}`);
    expect(found.sentences).toEqual([
      'Now says: we do not combine your data.',
      'In all, 6 sentences about data are new, 0 are gone.',
      expect.stringMatching(/^New: “/),
    ]);
  });

  it('a promise with exceptions is quoted as one', () => {
    const said = (text: string) => privacy('Hello.', `Hello. ${text}`).sentences[0];
    expect(said('We do not combine your data unless necessary for security.')).toContain('with exceptions');
    expect(said('We do not combine your data unless you agree.')).not.toContain('with exceptions');
  });

  it('dates alone are said to be dates', () => {
    const found = privacy('Effective May 1, 2026. Hello.', 'Effective June 1, 2026. Hello.');
    expect(found).toMatchObject({ sentences: ['Only dates changed.'], minor: true });
  });

  it('a rewritten text is called so', () => {
    const many = Array.from(
      { length: 30 },
      (_, i) => `Rule ${'abcdefghij'[i % 10]}${'abc'[i % 3]} is here.`,
    ).join(' ');
    expect(privacy('Hello.', many).sentences.at(-1)).toContain(
      'Most of the text is rewritten: 30 sentences are new',
    );
  });
});
