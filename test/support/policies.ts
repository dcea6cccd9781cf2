/**
 * Policies for tests, in our own words. Two are modelled on what is known of real changes (bench/policy/README.md):
 * a music service of 2015 and a messenger of 2016. The third changes an address and numbers only.
 */

const MUSIC_HEAD = `# Tunery Privacy Policy

Welcome. This page says how Tunery handles information.

## 1. What we collect

When you sign up we ask for your name and your email address. We collect usage information, such as the songs that you play.
`;

export const MUSIC_BEFORE = `Effective as of March 3, 2014

${MUSIC_HEAD}
Only with your explicit permission do we access the contacts on your phone, to help you find friends.

## 2. Sharing

We share information with our service providers. We do not sell your data.

## 3. Contact

Write to privacy@tunery.example, or to Tunery, 1 Old Street.
`;

export const MUSIC_AFTER = `Effective as of September 9, 2015

${MUSIC_HEAD}
### 1.2 Your mobile device

With your permission, we may collect information stored on your mobile device, such as:

- contacts;
- photos, and
- other media files.

We may also collect information about your location, using the GPS of your phone or other forms of locating it. We may collect data from the sensors of your device, for instance how fast you are moving. If you use voice features, we record your voice commands.

## 2. Contact

Write to privacy@tunery.example, or to Tunery, 1 Old Street.

## 3. Sharing

We share information with our service providers. We may share information with advertisers and other partners of ours.

## 4. Your agreement

By continuing to use the service after the date above you agree to this policy.
`;

export const MESSENGER_BEFORE = `# Chatter: Terms of Service and Privacy

Last modified: July 7, 2012

We do not share your phone number with advertisers. We will never use your information for advertising.

We store your phone number to run the service. Messages are deleted once they are delivered.
`;

export const MESSENGER_AFTER = `# Chatter: Terms of Service and Privacy

Last modified: August 25, 2016. Effective as of August 25, 2016.

We store your phone number to run the service. Messages are deleted once they are delivered.

## Affiliated companies

We are now part of the Facebook family of companies. We share your account information, such as your phone number and when you were last seen, with the Facebook family of companies. Facebook may use information from us to improve the ads that you see.

## Your choice

If you already have an account, you have 30 days to choose not to have your account information shared. We will not put banner ads into your chats.
`;

/** Another address, other numbers, another order; nothing about data. */
export const DECOY_BEFORE = MUSIC_AFTER;
export const DECOY_AFTER = MUSIC_AFTER.replaceAll('1 Old Street', '7 New Square')
  .replace('## 4. Your agreement', '## 5. Your agreement')
  .replace('## 3. Sharing', '## 4. Sharing')
  .replace('Welcome. This page says', 'Hello and welcome! Here we say')
  .replace('### 1.2 Your', '### 1.3 Your');
