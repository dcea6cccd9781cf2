/** Clauses as companies write them: training, affiliates, biometrics, location, sale, and what only looks like them. */
import { describe, expect, it } from 'vitest';
import { said } from '../../test/support/policy-clauses.ts';
import { clausesOf } from './clauses.ts';

describe('training and development of AI', () => {
  it.each([
    'We use personal data to develop and improve our products, including machine learning technologies.',
    'We use your information to improve our services, including training models.',
    'What you write may be used to train the models behind our assistant, with the content that you upload.',
    'We may use your data to develop, train and improve AI.',
    'Your posts may be used to train generative AI.',
    'We collect feedback to fine-tune our large language models.',
    'Information that you submit may be used for machine learning purposes.',
    'Unless you opt out, your conversations help us to improve our models.',
    'Data may be used for model training.',
    'We may use recordings to retrain our speech recognition algorithms.',
    'We use de-identified data to develop, train, or enhance artificial intelligence.',
    'We may use your data to train our services and technologies.',
    'Our systems train on your messages.',
  ])('is in: %s', (text) => {
    expect(said(text).join(' | ')).toMatch(/(?:^|\| )train/);
  });

  it.each<[string, string]>([
    ['We do not use your content to train our models.', 'not train content'],
    ['We will not use your inputs to train our models unless you explicitly opt in.', 'not train content ?2'],
    ['Customer data is never used to train AI models.', 'not train'],
    ['No customer data is used to train our models.', 'not train'],
    ["We don't train on your data.", 'not train'],
    ['Your photos are not used for AI training.', 'not train photos'],
  ])('is denied in: %s', (text, wanted) => {
    expect(said(text)).toEqual([wanted]);
  });

  it.each([
    ['We train our employees in the handling of personal data.'],
    ['Calls may be monitored for quality and training purposes, with your account number.'],
    ['Your account manager may offer training sessions.'],
    ['We use AI models to find spam in your messages.'],
    ['Our business model depends on data, and we improve it.'],
    ['You may instruct us not to use your content to train our models.'],
    ['You can opt out of having your data used for AI training.'],
    ['You may not use our services or their outputs to train models.'],
    ['You can use your own data to build AI with our tools.'],
    ['Customers must not use outputs to develop models that compete with us.'],
    ['Our vendors are prohibited from using your data to train their models.'],
    ['Calls may be recorded for training purposes, with your number.'],
    ['We do not actively set out to find personal data to train our models.'],
    ['Our models are trained to respect privacy and to not reveal personal data.'],
  ])('is not in: %s', (text) => {
    expect(said(text).filter((one) => one.includes('train'))).toEqual([]);
  });

  it('with what is shared, others may train', () => {
    expect(said('We share your posts with affiliates to train their AI models.')).toEqual([
      'share content > affiliates',
      'train content > affiliates',
    ]);
  });

  it('a sentence that goes on from one about data is about data', () => {
    const text = 'This includes training models.';
    const codes = (aboutData: boolean) =>
      clausesOf({ text }, { aboutData }).clauses.map((one) => one.action.code);
    expect([codes(true), codes(false)]).toEqual([['train'], []]);
  });
});

describe('affiliates, biometrics, location and sale, as companies write', () => {
  it.each<[string, string[]]>([
    ['We share information within our corporate group.', ['share > affiliates']],
    ['We may disclose your details to companies under common control with us.', ['share > affiliates']],
    ['Your data may be shared with members of our group of companies.', ['share > affiliates']],
    ['We give our subsidiaries access to your profile information.', ['share account > affiliates']],
    ['We may transfer your information to our parent company.', ['share > affiliates']],
    ['We may collect faceprints and voice prints.', ['collect biometric']],
    ['We create a face template when you log in.', ['collect biometric']],
    ['We scan your face to check your age.', ['collect biometric']],
    ['With your consent we collect biometric identifiers.', ['collect biometric ?1']],
    ['Your facial geometry may be captured.', ['collect biometric']],
    ['We collect device fingerprints.', ['collect device_ids']],
    ['We collect your precise location.', ['collect precise_location']],
    ['We may collect the exact location of your phone.', ['collect precise_location']],
    ['We record latitude and longitude.', ['collect precise_location']],
    ['We collect your approximate location.', ['collect location']],
    ['We do not collect precise geolocation.', ['not collect precise_location']],
    [
      'We share device identifiers with advertising platforms, which may be considered a sale.',
      ['share device_ids > advertisers', 'sell device_ids'],
    ],
    ['We disclose data to third parties for valuable consideration.', ['share > third_parties', 'sell']],
    ['We have not sold personal information in the last twelve months.', ['not sell']],
    [
      'We do not sell data or share it for cross-context behavioral advertising.',
      ['not sell', 'not share', 'not ads'],
    ],
    ['We pledge never to sell your data.', ['not sell']],
    ['We prohibit the sale of personal information.', ['not sell']],
    ['Customer data is not sold.', ['not sell']],
    ['We share customer data with partners.', ['share > partners']],
    ['We do not track your precise location.', ['not profile precise_location']],
    ['Your face may be analysed.', ['collect biometric']],
    ['Biometric information | Yes, we sell it', ['sell biometric']],
    ['Our staff does not access private repositories without your consent.', ['not listen content ?2']],
    ['Human reviewers may read your conversations.', ['listen messages']],
  ])('%s', (text, wanted) => {
    expect(said(text)).toEqual(wanted);
  });
});

describe('what only looks like a promise, or like a use', () => {
  it.each([
    ['Use the “Do Not Sell or Share My Personal Information” link.'],
    ['We do not respond to Do Not Track signals.'],
    ['You have the right to direct us to not sell your data.'],
    ['You have the right to opt out of the sale of your personal information.'],
    ['You may ask whether we sell your data.'],
    ['“Sell” means disclosing personal information for money.'],
    ['We do not control how third parties use the information that you share with them.'],
    ['This policy does not apply to information that third parties collect.'],
    ['You are not required to share your location.'],
    ['We cannot guarantee that your data will not be disclosed by a breach.'],
    ['We strive to never share your data with third parties.'],
    ['Our partners may collect information about your browsing history.'],
    ['Service providers may not sell your data.'],
    ['We are not responsible for how other companies share your information.'],
    ['We do not engage in profiling that produces legal effects.'],
    ['Customer will not sell, rent or lease the account.'],
    ['The receiving party will not disclose confidential information.'],
    ['You may not share your account with third parties.'],
    ['Your data may be sold with the business in a merger.'],
  ])('%s', (text) => {
    expect(said(text)).toEqual([]);
  });

  it('what is excepted from a denial is not denied', () => {
    expect(said('We do not combine your data unless necessary for advertising purposes.')).toEqual([
      'not combine',
    ]);
  });

  it('data in a purpose is not what is shared', () => {
    expect(said('We share your email address with partners to send you messages.')).toEqual([
      'share account > partners',
    ]);
  });
});
