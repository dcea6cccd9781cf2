/** What people say about any brand on any day. */
import type { Theme } from './types.ts';

export const praise: Theme = {
  code: 'praise',
  sentiment: 'positive',
  categories: [],
  texts: [
    'honestly {brand} is the best {kind} I have used',
    'love the new {feature} on {brand}',
    '{brand} just made my [day|evening|commute|week]',
    'shout out to {brand} for {feature}. [so good|brilliant|finally]',
    '{years} years with {brand} and still happy',
    'thank you {brand} support, fixed in {n} minutes',
    'cannot imagine [my commute|a Monday|my week|holidays] without {brand}',
    'the latest {brand} update is [smooth|fast|lovely|a big step up]',
    '{friend} finally joined {brand} and is already hooked',
    'five stars for {brand}. [simple and fast|does what it should|works everywhere]',
    '{brand} on my {device} works like a charm',
    '{brand} beats {rival} any day',
    'small thing but {feature} on {brand} is so well made',
    'big fan of how {brand} handles {feature}',
    '{brand} never lets me down on long [trips|flights|drives|shifts]',
    'if you are not using {feature} on {brand} you are missing out',
  ],
};

export const question: Theme = {
  code: 'question',
  sentiment: 'neutral',
  categories: [],
  texts: [
    'how do I [turn on|find|reset|change] {feature} on {brand}?',
    'does {brand} work on [an old|a second|a borrowed] {device}?',
    '{brand} or {rival}? [torn|help me choose|what do you use]',
    'anyone know when {brand} comes to my {device}?',
    'can I use {brand} on {n} devices at once?',
    'is there a way to sort {thing} on {brand} by date?',
    'moving {thing} from {rival} to {brand}, any tips?',
    'what is your favourite thing about {brand}?',
    'which settings do you use for {feature} in {brand}?',
    'new to {brand}. where do I start?',
    'is {brand} available in [Peru|Kenya|Vietnam|Iceland|Morocco]?',
    'how much data does {brand} use in an hour?',
  ],
};

export const recommendation: Theme = {
  code: 'recommendation',
  sentiment: 'positive',
  categories: [],
  texts: [
    'if you need {purpose}, just get {brand}',
    'got {friend} to try {brand}. converted',
    'moved from {rival} to {brand} and did not look back',
    'tip: long press for {feature} on {brand}. you are welcome',
    'top {n} apps on my {device}, {brand} first as always',
    'my honest pick for {purpose} is still {brand}',
    '{brand} with {feature} turned on is a different world',
    'recommend {brand} to anyone with a [long commute|big family|tiny budget|busy week]',
  ],
};

export const launch: Theme = {
  code: 'launch',
  sentiment: 'positive',
  categories: [],
  texts: [
    'the new {brand} {feature} is here and it is [gorgeous|amazing|so much fun|great]',
    'just got {feature} on {brand}. [wow|love it|yes|finally]',
    'so excited for {feature} on {brand}!',
    '{brand} launched {feature} today and my timeline is happy',
    'been waiting {years} years for {feature}. thank you {brand}',
    'tried {feature} on {brand} for an hour, already [addicted|sold|in love]',
    '{brand} nailed it with {feature}',
    'who else is playing with {feature} on {brand} right now?',
    '{feature} on my {device} looks [stunning|so clean|beautiful], {brand}',
    'best {brand} release in years. {feature} alone is worth it',
    'the {brand} keynote was [fun|great|worth staying up for]. {feature}!',
    'rolling out {feature} to everyone today? good job {brand}',
    '{friend} and I spent the whole evening with {feature} on {brand}',
    'did not expect to like {feature} this much. well done {brand}',
  ],
  headlines: [
    '{brand} launches {feature}',
    'Hands-on with {feature} from {brand}',
    '{brand} unveils {feature} at yearly event',
  ],
};

export const joke: Theme = {
  code: 'joke',
  sentiment: 'neutral',
  categories: [],
  texts: [
    'my {brand} knows me better than {friend} does and {friend} raised me',
    'relationship status: sharing a {brand} account',
    'my cat stepped on my {device} and now {brand} thinks I like {genre}',
    'therapist: so how often do you open {brand}? me: define open',
    'if {brand} was a person it would [borrow my charger|eat my fries|be late]',
    '{brand} at 3 am hits different',
    'plot twist: {brand} was the friends we made along the way',
    'me: goes outside once. {brand}: are you okay?',
    'my {device} has {n} percent left and {brand} wants to update',
    'nobody: . me on {brand} at work:',
    'I have {n} unread things on {brand} and the confidence of someone with none',
    'somebody explain {brand} to {friend}, I have given up',
  ],
};

export const decoy: Theme = {
  code: 'decoy',
  sentiment: 'neutral',
  categories: [],
  texts: [
    'where did the share button go on {brand}?',
    'sharing my [summer|party|study|road trip] list on {brand}, enjoy',
    'the leak of the new {artist} album is all over {brand}',
    'tracking a parcel while chatting on {brand}. it is in {city}',
    'how do I delete a [song|chat|photo|draft] on {brand}?',
    'login with facebook error on {brand}, code {n}. anyone?',
    'new privacy screen for my {device} arrived, {brand} looks darker now',
    'security update for {brand} is out, takes {n} minutes',
    'got the phone number of {brand} support from their site',
    'cookies recipe from a {brand} group: {n} eggs, butter, sugar',
    'the spy thriller soundtrack on {brand} is great',
    'permission denied error when I install {brand} on my {device}',
    'my sister stole my {brand} login for the {genre} mix, fine by me',
    '{brand} does not sell anything here, it is an office',
    'tracking my runs with music from {brand}',
    '{brand} keeps my place in the podcast, nice',
    'third party skin for {brand}, looks pretty',
    'the hacker movie tonight, discussion on {brand}',
    'location of the {brand} meetup is {city}, hall {n}',
    'data plan: {n} GB, mostly used by {brand}',
  ],
};

export const privacyPraise: Theme = {
  code: 'privacy_praise',
  sentiment: 'positive',
  categories: [],
  texts: [
    '{brand} does not sell my {data}, and that is why I like it',
    'good to see {brand} let me switch off {data} access with one tap',
    'finally an app that respects privacy: {brand}',
    'the privacy settings of {brand} are clear and easy to find',
    'never had a problem with my {data} on {brand}',
    '{brand} asked first and took no for an answer. nice',
  ],
};

export const news: Theme = {
  code: 'news',
  sentiment: 'neutral',
  categories: [],
  texts: [
    '{brand} opens new office in {city}',
    '{brand} reports {n} million users',
    '{brand} hires {friend2} of {rival} as head of product',
    '{brand} event in {city} on Thursday',
    '{brand} tests {feature} with some users',
    'interview with the team behind {feature} at {brand}',
    '{brand} and {rival}: a comparison',
    'shares, users, offices: {brand} in numbers',
  ],
  headlines: [
    '{brand} opens office in {city}',
    '{brand} reaches {n} million users, report says',
    '{brand} tests {feature}',
    '{brand} partners with {city} festival',
    '{rival} and {brand} compete for {purpose}',
    'Review: {brand} on {device}',
    'The week in tech: {brand}, {rival} and {city}',
    '{brand} appoints new head of {department}',
    'How {feature} came to {brand}',
    '{n} tips for {brand}',
  ],
};
