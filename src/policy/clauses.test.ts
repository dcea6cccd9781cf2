/** Sentences of legal English: what they say about data, and what they do not. */
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';
import { said } from '../../test/support/policy-clauses.ts';
import { clauseCodes, clausesOf } from './clauses.ts';

describe('what is done', () => {
  it.each<[string, string[]]>([
    ['We may collect your photos and the contacts on your phone.', ['collect photos+contacts']],
    ['Photos, media files and location may be collected.', ['collect photos+location']],
    [
      'We gather data from the motion sensors of your device, such as how fast you are moving.',
      ['collect sensors'],
    ],
    ['We record voice commands through your microphone.', ['collect voice']],
    [
      'We share your account information, such as your phone number, with the Facebook family of companies.',
      ['share account+phone_number > facebook'],
    ],
    ['Facebook may use information from us to suggest products.', ['share > facebook']],
    [
      'Your data may be disclosed to our affiliates, advertising partners and data brokers.',
      ['share > affiliates+advertisers+brokers'],
    ],
    ['We may sell your location data.', ['sell location']],
    ['We combine your information with information that others have about you.', ['combine']],
    ['We use your messages to train our machine learning models.', ['train messages']],
    ['We use your browsing history to show you targeted advertising.', ['ads browsing']],
    ['We may keep your data indefinitely, even if you delete your account.', ['retain']],
    ['Your information may be processed in other countries.', ['abroad']],
    [
      'We collect photos and share your phone number with partners.',
      ['collect photos', 'share phone_number > partners'],
    ],
    ['Unless you opt out, we will share your data with partners.', ['share > partners']],
    ['If you delete your account, we may keep your information for 90 days.', ['retain']],
    ['We obtain data about you from brokers and combine it.', ['collect', 'combine']],
    ['Law enforcement can obtain your messages from us.', ['share messages > authorities']],
    ['You allow us to access your calendar.', ['collect calendar']],
    ['With your permission, we may collect your contacts.', ['collect contacts ?1']],
    ['Only with your explicit permission do we collect contacts.', ['collect contacts ?2']],
    [
      'We collect: (a) photos; (b) contacts; (c) your location.',
      ['collect photos', 'collect contacts', 'collect location'],
    ],
  ])('%s', (text, wanted) => {
    expect(said(text)).toEqual(wanted);
  });

  it('a point of a list is read with its lead', () => {
    expect(said('photos and videos;', 'We may also collect:')).toEqual(['collect photos']);
    expect(said('photos and videos;')).toEqual([]);
  });
});

describe('what is denied', () => {
  it.each<[string, string[]]>([
    ['We do not sell your data.', ['not sell']],
    [
      'We will never sell, rent or share your phone number with advertisers.',
      ['not sell phone_number', 'not share phone_number > advertisers'],
    ],
    ['We do not share your information with third parties.', ['not share > third_parties']],
    ["We don't read your messages.", ['not listen messages']],
    ['We no longer collect your location.', ['not collect location']],
    ['We do not sell your data but we may share it with partners.', ['not sell', 'share > partners']],
    ['We do not sell your data, and we may collect your contacts.', ['not sell', 'collect contacts']],
    ['We do not share your data except with our affiliates.', ['not share', 'share > affiliates']],
    [
      'We do not share your contacts with partners without your consent.',
      ['not share contacts > partners ?2'],
    ],
    ['We do not use your information for advertising.', ['not ads']],
    ['We may not only collect photos.', ['collect photos']],
    [
      "We won't share your phone number with Facebook for use in ads unless you choose to.",
      ['not share phone_number > facebook', 'not ads phone_number'],
    ],
    [
      'We collect your location but do not share it with partners.',
      ['collect location', 'not share > partners'],
    ],
    ['Under no circumstances will we sell your data.', ['not sell']],
    ['None of your photos is shared with advertisers.', ['not share photos > advertisers']],
    ['We have no intention of selling your information.', ['not sell']],
    ['Neither photos nor contacts are collected.', ['not collect photos+contacts']],
  ])('%s', (text, wanted) => {
    expect(said(text)).toEqual(wanted);
  });

  it('touches nothing', () => {
    const codes = (text: string) => clausesOf({ text }).clauses.flatMap(clauseCodes);
    expect(codes('We do not share your contacts with advertisers.')).toEqual([]);
    expect(codes('We share your contacts with advertisers.')).toEqual(['third_party_sharing']);
    expect(codes('We share your contacts with our vendors.')).toEqual([]);
    expect(codes('We collect your location.')).toEqual(['over_collection', 'tracking_profiling']);
    expect(codes('We collect your e-mail address.')).toEqual([]);
  });
});

describe('what is no use of data by the company', () => {
  it.each([
    ['Contact us at privacy@acme.example or by post.'],
    ['You may share your playlists with friends.'],
    ['Your friends can access the photos that you post.'],
    ['You can opt out of personalised advertising in your account.'],
    ['You should not share your password with third parties.'],
    ['Please do not share your password with third parties.'],
    ['You will be told if the company is sold.'],
    ['We provide you with a list of our partners.'],
    ['Our partners include advertising companies and data brokers.'],
    ['Our office has moved to another location.'],
    ['Last updated: 25 August 2016'],
    ['This policy explains our practices.'],
  ])('%s', (text) => {
    expect(said(text)).toEqual([]);
  });

  it('what others share with the company is not shared by it', () => {
    expect(said('Partners may share information about you with us.')).toEqual([]);
  });
});

describe('forced consent', () => {
  it.each<[string, string]>([
    ['By continuing to use the service after that date you agree to the new terms.', 'continued_use'],
    ['Your continued use of the app constitutes acceptance of the policy.', 'continued_use'],
    ['You cannot opt out of this.', 'no_opt_out'],
    ['You will have 30 days to choose not to have your account information shared.', 'days_to_opt_out 30'],
    ['You may opt out within thirty days.', 'days_to_opt_out 30'],
    ['You must accept these terms to continue using the app.', 'accept_or_leave'],
    ["If you don't agree with the new policy, please do not use the service.", 'accept_or_leave'],
    ['We may change this policy at any time without prior notice.', 'silent_change'],
  ])('%s', (text, wanted) => {
    expect(said(text)).toContain(wanted);
  });

  it.each([
    ['You can opt out at any time.'],
    ['We keep logs for 30 days.'],
    ['We will ask you to agree before we change this policy.'],
  ])('not in: %s', (text) => {
    expect(clausesOf({ text }).forced).toEqual([]);
  });
});

describe('bounds', () => {
  it.each([
    ['we share with partners '],
    ['by using '],
    ['30 days '],
    ['if you do not agree '],
    ['except unless other than '],
    ['change modify '],
    ['train our '],
    ['develop ai '],
    ['do not sell or share my '],
    ['a'],
  ])('a long sentence of %j takes linear time', (unit) => {
    const work = (size: number) => {
      const text = unit.repeat(size / unit.length);
      for (let i = 0; i < 100; i += 1) clausesOf({ text });
    };
    expect(growth(work, 500)).toBeLessThan(LINEAR);
  });
});
