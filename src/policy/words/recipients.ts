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
    'advertiser(s), advertising companies, advertising platform(s), ad platform(s), adtech companies, advertising technology companies, advertising and analytics partners, analytics and advertising partners, marketing companies, advertising partner(s), ad partner(s), ad network(s), advertising network(s), marketing partner(s), marketers, third party advertisers, ad exchange(s)',
  ),
  to(
    'brokers',
    'data brokers',
    'data brokers',
    true,
    'data broker(s), information broker(s), data reseller(s), data aggregator(s), data provider(s), data supplier(s)',
  ),
  to(
    'affiliates',
    'affiliated companies',
    'affiliates',
    true,
    'affiliate(s), affiliated companies, corporate affiliate(s), affiliated entity, affiliated entities, affiliated business(es), affiliated brands, related companies, related entities, group company, group members, members of our group, members of our corporate group, our corporate group, our group, group of companies, other companies in our group, companies under common control, companies under common ownership, entities under common control, entities under common ownership, under common control, under common ownership, subsidiary, parent, joint venture partners, affiliated company, group companies, companies in our group, family of companies, corporate family, parent company, subsidiaries, sister companies',
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
    'law enforcement, law enforcement agencies, law enforcement authorities, authorities, government authorities, governmental authorities, regulatory authorities, governmental regulatory authorities, regulators, regulatory bodies, courts, security services, government entities, government, government agencies, public authorities, police, intelligence agencies',
  ),
  to(
    'third_parties',
    'third parties',
    'third parties',
    true,
    'third party, third parties, unaffiliated companies, nonaffiliated companies, non affiliated companies, unaffiliated third parties, non affiliated third parties, nonaffiliated third parties, external parties, other organizations, other organisations, other companies, other businesses, companies that, companies who, outside companies, insurers, employers, academic researchers, research institutions',
  ),
  to(
    'providers',
    'service providers',
    'service providers',
    false,
    'service provider(s), third party service provider(s), vendor(s), contractor(s), subcontractor(s), processors, payment processors, hosting providers',
  ),
];
