/** Those with whom a policy may share data. */

export interface Recipient {
  readonly code: string;
  /** After "shares with". */
  readonly name: string;
  readonly posts: readonly string[];
  /** Sharing with them touches `third_party_sharing`: not so with those who only work for the company. */
  readonly harm: boolean;
  readonly phrases: readonly string[];
}

function to(code: string, name: string, posts: string, harm: boolean, phrases: string): Recipient {
  const list = (text: string) => text.split(/\s*,\s*/).filter((part) => part !== '');
  return { code, name, posts: list(posts), harm, phrases: list(phrases) };
}

export const RECIPIENTS: readonly Recipient[] = [
  to(
    'facebook',
    'Facebook companies',
    'facebook',
    true,
    'facebook, facebook company, facebook companies, facebook family, facebook family of companies, facebook group, meta company, meta companies, meta platforms, instagram',
  ),
  to('google', 'Google', 'google', true, 'google, google companies, alphabet'),
  to(
    'advertisers',
    'advertisers',
    'advertisers, ads',
    true,
    'advertiser(s), advertising companies, advertising partner(s), ad partner(s), ad network(s), advertising network(s), marketing partner(s), marketers, third party advertisers, ad exchange(s)',
  ),
  to(
    'brokers',
    'data brokers',
    'data brokers',
    true,
    'data broker(s), data aggregator(s), data provider(s), data supplier(s)',
  ),
  to(
    'affiliates',
    'affiliated companies',
    'affiliates',
    true,
    'affiliate(s), affiliated companies, affiliated company, group companies, companies in our group, family of companies, corporate family, parent company, subsidiaries, sister companies',
  ),
  to(
    'carriers',
    'mobile networks',
    'mobile network',
    true,
    'mobile network(s), mobile operator(s), mobile network operator(s), mobile carrier(s), carriers, telecommunications providers',
  ),
  to(
    'partners',
    'partners',
    'partners',
    true,
    'partner(s), business partner(s), commercial partner(s), trusted partner(s), service partner(s), third party partner(s), label(s), publishers',
  ),
  to(
    'authorities',
    'authorities',
    'police, government',
    true,
    'law enforcement, law enforcement agencies, government, government agencies, public authorities, police, intelligence agencies',
  ),
  to(
    'third_parties',
    'third parties',
    'third parties',
    true,
    'third party, third parties, other companies, other businesses, companies that, companies who, outside companies, insurers, employers, academic researchers, research institutions',
  ),
  to(
    'providers',
    'service providers',
    'service providers',
    false,
    'service provider(s), third party service provider(s), vendor(s), contractor(s), subcontractor(s), processors, payment processors, hosting providers',
  ),
];
