/** Broken trust of other kinds than privacy. */
import type { Theme } from './types.ts';

export const priceOrTerms: Theme = {
  code: 'price_or_terms',
  sentiment: 'negative',
  categories: ['price_or_terms'],
  texts: [
    '{brand} raised the price [again|without a word|overnight]. {reaction}',
    '{n} more a month for {brand} and nothing new. why?',
    'so {brand} put {feature} behind a paywall',
    'charged twice by {brand} this month and no refund',
    'the student discount on {brand} is gone. thanks for nothing',
    'old customers pay more than new ones at {brand}. makes no sense',
    '{brand} changed what my plan includes after I paid for the year',
    'free trial my foot, {brand} took the money on day one',
    'price hike plus ads. {brand} is getting greedy',
    'why is {brand} [{n}|{n2}] percent dearer in my country?',
    '{rival} costs half of {brand} now',
    'paying for {brand} feels like a [fee for nothing|bad habit] since the increase',
  ],
  headlines: ['{brand} raises prices', '{brand} moves {feature} to paid plan'],
};

export const featureRemoved: Theme = {
  code: 'feature_removed',
  sentiment: 'negative',
  categories: ['feature_removed'],
  texts: [
    'why did {brand} remove {feature}? [it was the best part|I used it daily]',
    'bring back {feature}, {brand}',
    'the new {brand} update killed {feature}. {reaction}',
    'who asked for a redesign of {brand} without {feature}?',
    '{feature} is gone from {brand} and there is no replacement',
    'updated {brand}, lost {feature}. can I downgrade?',
    'every version of {brand} takes something away. today: {feature}',
    'they took {feature} out of {brand} and called it [simpler|cleaner|progress]',
    'the only reason I used {brand} was {feature}. it is gone',
    'petition to return {feature} to {brand}',
  ],
  headlines: ['{brand} drops {feature}', 'Users ask {brand} to restore {feature}'],
};

export const safetyHarm: Theme = {
  code: 'safety_harm',
  sentiment: 'negative',
  categories: ['safety_harm'],
  texts: [
    '{friend} was hurt because of {brand} and they will not answer',
    '{brand} knew it was dangerous and [shipped|sold] it anyway',
    'how many people must get hurt before {brand} acts?',
    'recall it, {brand}. [people could die|this is not safe|someone will get hurt]',
    'unsafe, and {brand} keeps quiet about it',
    'three reports of injuries and {brand} calls it rare',
    'I would not let {friend} near anything from {brand} now',
    'a fire, an injury, and a shrug from {brand}',
  ],
  headlines: ['Safety concerns over {brand} product', '{brand} urged to issue recall'],
};

export const deception: Theme = {
  code: 'deception',
  sentiment: 'negative',
  categories: ['deception'],
  texts: [
    '{brand} faked the numbers and got caught. {reaction}',
    'so the {brand} reviews were written by {brand}. [fraud|shameless]',
    'they covered it up for {years} years. {brand} knew all along',
    'cheating customers is [apparently|clearly] the business model of {brand}',
    'false advertising, {brand}. it does nothing that you claimed',
    'misleading from start to end: the {brand} offer',
    '{brand} hid the test results. who does that?',
    'the whole campaign of {brand} was staged. feel like an idiot',
  ],
  headlines: ['{brand} accused of misleading customers', '{brand} concealed findings, documents show'],
};

export const serviceFailure: Theme = {
  code: 'service_failure',
  sentiment: 'negative',
  categories: ['service_failure'],
  texts: [
    '{brand} is down [again|for me|for everyone?]',
    '{brand} keeps crashing on my {device}. [fix it|please fix|useless]',
    'third day without {feature} on {brand}. support sends robots',
    'cannot log in to {brand} since [noon|last night|the update]',
    'is {brand} broken or is it my {device}?',
    'support of {brand} closed my ticket without reading it',
    'nothing loads on {brand}. {reaction}',
    '{brand} lost all of {thing} after the update',
    'so slow today, {brand}. it takes {n} minutes to open',
    'error after error on {brand}. how is this a paid product',
    'waited {n} days for an answer of {brand}. still waiting',
    'the {brand} app drains my {device} in {n} hours',
  ],
  headlines: ['{brand} suffers outage', '{brand} back after hours of disruption'],
};

export const treatment: Theme = {
  code: 'treatment',
  sentiment: 'negative',
  categories: ['treatment'],
  texts: [
    '{brand} pays [artists|drivers|moderators|creators] next to nothing. {reaction}',
    'the way {brand} treats its [staff|creators|community|moderators] is a disgrace',
    'laid off by e-mail. stay classy, {brand}',
    '{brand} banned {friend} without any reason or appeal',
    'without its [creators|artists|volunteers] {brand} is nothing. pay them',
    'moderators of {brand} get the worst of it and no help',
    'ten years of work for {brand} and not even a thank you',
    '{brand} ignores its own community. again',
  ],
  headlines: ['{brand} criticised over treatment of [staff|creators|moderators]', '{brand} cuts jobs'],
};
