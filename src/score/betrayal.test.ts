import { describe, expect, it } from 'vitest';
import { concerns, read } from './fixtures.fixture.ts';

const SAID: Readonly<Record<string, readonly string[]>> = {
  over_collection: [
    'Why does a flashlight need access to my contacts and microphone?',
    'This app asks for too many permissions.',
    'They collect so much personal data about us, it is absurd.',
  ],
  third_party_sharing: [
    'They sell our data to advertisers.',
    'WhatsApp is giving my phone number to Facebook now.',
    'You handed our messages over to your parent company and third parties.',
  ],
  tracking_profiling: [
    'It tracks my location even when the app is closed.',
    'The app is full of trackers.',
    'They are building a profile of me from everything I do.',
  ],
  surveillance: [
    'My phone is listening to us all the time.',
    'They read my private messages. Real creepy.',
    'This is basically spyware.',
  ],
  secondary_use_ads: [
    'They are training their AI on our photos.',
    'Now I get targeted ads from my therapy chats.',
    'My data is used for advertising, thanks a lot.',
  ],
  broken_promise: [
    'You promised you would never share our data, and now you do.',
    'So much for respecting my privacy.',
    'I feel betrayed. You lied to us.',
  ],
  consent_coercion: [
    'Agree or leave, that is their idea of consent.',
    'They changed the terms on the sly.',
    'The opt-out is buried deep in the settings.',
  ],
  security_breach: [
    'Hackers stole customer vault data.',
    'My account got hacked because of you.',
    'Another data breach, and we hear about it on the news.',
  ],
  retention_erasure: [
    "I can't delete my account.",
    'They keep my data forever.',
    'My GDPR request was ignored.',
  ],
  exit_intent: [
    'Deleting my account, goodbye.',
    'Moved to Signal with the whole family.',
    'Boycott this company! #DeleteFacebook',
  ],
  price_or_terms: [
    'Unity’s new runtime fee angers developers',
    'Another price hike, this is corporate greed.',
    'They put everything behind a paywall now.',
  ],
  feature_removed: [
    'You removed the best feature.',
    'The new update ruined the app.',
    'Give us back the old version.',
  ],
  safety_harm: [
    'Dozens got sick after eating there: E. coli again.',
    'They knew about the defect and people died.',
    'Recall of two million vehicles over faulty airbags',
  ],
  deception: [
    'The company cheated on emissions tests.',
    'They covered up the problem for years.',
    'This company is a total scam.',
  ],
  treatment: [
    'They treat their drivers like dirt.',
    'Reddit communities go dark in protest of API pricing',
    'They fired half the moderators by email and called it family.',
  ],
};

/** A service that fails breaks no trust by itself: it has its category, and no label. */
const FAULTS = ['Terrible customer service.', 'Three hours on hold and no response.'];

const DECOYS = [
  'I cannot log in with facebook, it says error 403.',
  'The share button is gone from my playlist.',
  'Here is a recipe for third-party cookies: butter, flour, sugar.',
  'Call our support line, the phone number is on the website.',
  'The new security update is out, install it today.',
  'Bought a privacy screen for my laptop, works well.',
  'How do I delete a song from my playlist?',
  'The leak of the album is amazing, best songs of the year.',
  'My parcel tracking number does not work.',
  'I get a permissions error when I save the file.',
  'The app was down this morning, please fix it.',
  'Ten dollars a month is a bit expensive for me.',
  'Great track, my favourite on the album.',
  'The creepy doll in that movie scared my kids.',
  'They sold a million copies of the record.',
  'Following back everyone who follows me today!',
  'We found a new location for the wedding.',
  'This simple life hack will save you hours.',
  'He stole the show last night.',
  'I agree with you, the referee was wrong.',
  'I am listening to music on the train.',
  'Fine dining with friends on Saturday, the party was great.',
  'The season finale of Big Brother is tonight.',
  'Keep track of your sleep and your mood.',
];

describe('categories', () => {
  for (const [code, texts] of Object.entries(SAID)) {
    it.each(texts)(`${code}: %s`, (text) => {
      expect(concerns(text)).toContain(code);
      const { betrayal, sentiment } = read(text);
      expect(betrayal.label).toBe(true);
      expect(sentiment.label).not.toBe('positive');
    });
  }
});

describe('faults of a service', () => {
  it.each(FAULTS)('%s', (text) => {
    expect(concerns(text)).toContain('service_failure');
    expect(read(text).betrayal.label).toBe(false);
    expect(read(text).sentiment.label).toBe('negative');
  });
  it('is found in a headline on stranded passengers, whose label is open', () => {
    expect(concerns('Airline cancels thousands of flights, leaving passengers stranded')).toContain(
      'service_failure',
    );
  });
  it('control: with a broken promise beside it, trust is broken', () => {
    const { betrayal } = read(
      'Three hours on hold and no response. They lied to us: support was promised for life.',
    );
    expect(betrayal.label).toBe(true);
  });
});

describe('decoys', () => {
  it.each(DECOYS)('%s', (text) => expect(read(text).betrayal.label).toBe(false));
});

describe('polarity', () => {
  it.each([
    ["It doesn't sell your data.", 'negated'],
    ['It doesn’t sell your data.', 'negated'],
    ['Love that they never sell our data!', 'praise'],
    ['Finally an app that respects my privacy.', 'praise'],
    ['If they sell our data to advertisers, I will be sad.', 'hypothetical'],
  ])('%s is %s', (text, polarity) => {
    const { betrayal } = read(text);
    expect(betrayal.categories.map((hit) => hit.polarity)).toContain(polarity);
    expect(betrayal.label).toBe(false);
  });

  it("does not take disbelief for denial: can't believe", () => {
    expect(concerns("I can't believe they sell our data to advertisers.")).toContain('third_party_sharing');
  });
});

describe('context', () => {
  it('tags a regulator without counting it', () => {
    const { betrayal } = read('The FTC opens an inquiry into the company.');
    expect(betrayal.context).toEqual([{ code: 'regulator_action' }]);
    expect(betrayal.label).toBe(false);
  });
  it('tells an accepted from a rejected apology', () => {
    expect(read('Fair enough, I accept the apology.').betrayal.context).toContainEqual({
      code: 'company_response',
      stance: 'accepted',
    });
    expect(read('That apology is too little, too late.').betrayal.context).toContainEqual({
      code: 'company_response',
      stance: 'rejected',
    });
  });
});

describe('spans', () => {
  it.each([
    ['😡😡 “Wow” they sell our data to advertisers', 'sell our data to advertisers'],
    ['It’s true:\u0000 they track my\u200b location all day', 'track my\u200b location'],
    ['Cafe\u0301 owner here. #DeleteFacebook now', 'DeleteFacebook'],
  ])('%s', (text, words) => {
    const spans = read(text).betrayal.categories.map((hit) => text.slice(...hit.span));
    expect(spans.some((span) => span.includes(words) || words.includes(span))).toBe(true);
    for (const [start, end] of read(text).betrayal.categories.map((hit) => hit.span)) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });
  it('covers exactly the matched words', () => {
    const text = '🙄🙄 “ugh” — the hackers stole passwords from you';
    const hit = read(text).betrayal.categories.find(({ code }) => code === 'security_breach');
    expect(hit && text.slice(...hit.span)).toBe('hackers stole passwords');
  });
});
