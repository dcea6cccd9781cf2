/** Around the outcry: watchdogs, answers of the company, and those who shrug or ask. */
import type { Theme } from './types.ts';

export const regulatorAction: Theme = {
  code: 'regulator_action',
  sentiment: 'neutral',
  categories: [],
  context: ['regulator_action'],
  texts: [
    '{regulator} is [looking into|examining|asking about] the new {brand} terms',
    '{regulator} opens [an inquiry into|a review of] {brand}',
    'complaint about {brand} filed with {regulator}',
    '{regulator} wants answers from {brand} by [Friday|the end of the month|next week]',
    'consumer groups ask {regulator} to [act on|stop] the {brand} change',
    '{regulator} says it will monitor how {brand} handles the change',
    'so {regulator} finally noticed {brand}',
    'will {regulator} do anything about {brand}? [open question|let us see]',
    '{brand} to meet {regulator} over data terms',
    'a statement on {brand} from {regulator} is expected [today|this week|on Monday]',
  ],
  headlines: [
    '{regulator} to look into {brand} data change',
    '{regulator} questions {brand} over new terms',
    'Consumer groups file complaint against {brand}',
    '{brand} faces questions from {regulator}',
    'Explainer: what {regulator} can do about {brand}',
    '{regulator} monitors {brand} policy change “on behalf of the public”',
  ],
};

export const companyResponse: Theme = {
  code: 'company_response',
  sentiment: 'neutral',
  categories: [],
  context: ['company_response'],
  texts: [
    '{boss} has answered the criticism of {brand}',
    '{boss} explains what the new {brand} terms mean',
    '{brand} posted a clarification about {data}',
    'new blog post from {boss}: they will ask before using {data}',
    'here is the {brand} statement, [judge for yourself|make of it what you will]',
    '{brand} says it will rewrite the policy in plain language',
    '{brand} updated the text of its policy [today|again|this morning]',
    '{boss} says {data} will only be used with permission',
  ],
  headlines: [
    '{boss} apologises for confusion over new terms',
    '{brand} clarifies what it will do with {data}',
    '{brand} to rewrite its policy in plain language',
    '{brand} responds to criticism: “We should have explained this better”',
  ],
};

export const responseRejected: Theme = {
  code: 'response_rejected',
  sentiment: 'negative',
  categories: ['broken_promise'],
  context: ['company_response'],
  texts: [
    'that is not an apology, {brand}. [that is damage control|try again]',
    '"sorry you are upset" is not sorry, {boss}',
    '{boss} apologises for the wording and keeps the policy. {reaction}',
    'nice blog post, {brand}. the terms are [still the same|unchanged|just as bad]',
    'sorry means you stop doing it, {brand}',
    'not buying the apology of {boss}. trust is gone',
    'a non-apology from {brand}. [who wrote this|shame on them]',
    'they are sorry they got caught. [classic|typical] {brand}',
    'the clarification from {brand} clarifies that I was right to be angry',
    '"you misunderstood" says {brand}. no, we understood perfectly',
  ],
};

export const responseAccepted: Theme = {
  code: 'response_accepted',
  sentiment: 'positive',
  categories: [],
  context: ['company_response'],
  texts: [
    'fair play to {boss} for [saying sorry|owning up|a straight apology]',
    'good answer from {brand}. [that is how you do it|more of this please]',
    'okay, the explanation of {boss} makes sense. staying with {brand}',
    'respect to {brand} for listening so fast',
    'the new plain wording of {brand} is actually [good|clear|readable]. thanks',
    'credit where it is due: {brand} fixed it',
    'apology accepted, {brand}. do not do it again',
    'glad {brand} cleared that up, happy to keep using it',
  ],
};

export const privacyShrug: Theme = {
  code: 'privacy_shrug',
  sentiment: 'neutral',
  categories: [],
  texts: [
    'everyone is upset about {brand} and I am just here for {purpose}',
    'every app has terms like {brand}. [nothing new|same as the others]',
    'can someone sum up the {brand} policy in one sentence?',
    'what exactly changed in the {brand} terms? [link?|anyone?|serious question]',
    'reading the {brand} thread with a [coffee|bowl of popcorn|cup of tea]',
    'where in the settings of {brand} do I find the privacy options?',
    'does the {brand} change also apply to [family accounts|old accounts|the free version|business users]?',
    'so is the {brand} thing real or just a headline?',
    'my timeline is only {brand} terms [today|since this morning]',
    'comparing the old and the new {brand} policy [side by side|line by line]',
    'guide: where to find the data settings of {brand} on your {device}',
    'step by step: the settings of {brand} after the update',
  ],
  headlines: [
    'What the new {brand} terms say',
    '{brand} policy: five questions and answers',
    'The {brand} row explained',
    '{brand} publishes updated terms',
    'Timeline: the {brand} policy change',
  ],
};
