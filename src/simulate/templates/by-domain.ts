/** Talk that only fits one kind of app. */
import type { Theme } from './types.ts';

export const musicTalk: Theme = {
  code: 'music_talk',
  sentiment: 'positive',
  categories: [],
  texts: [
    'listening to {song} by {artist} on {brand}. [on repeat|goosebumps|what a song]',
    'made a {genre} playlist on {brand} for [rainy days|the gym|cooking|long drives]',
    'the new {artist} album is out on {brand}',
    'my {weekday} playlist on {brand} is {genre} and nothing else',
    '{brand} suggested {artist} and I am [hooked|in love|a fan now]',
    '{n} hours of {genre} on {brand} today. productive',
    '{song} came up on {brand} and I am seventeen again',
    'road trip to {city}, {brand} full of {genre}',
    '{artist} live in {city}, set list now on {brand}',
    'can somebody recommend {genre} on {brand}? I have had enough of {genre2}',
    'studying with the {genre} mix of {brand}',
    '{song} by {artist} is criminally underrated, stream it on {brand}',
    'running {n} k with {genre} from {brand}',
    'my top song on {brand} is {song}. no regrets',
    'new episode of {podcast} is on {brand}',
    'dinner music: {genre} on {brand}, thank {artist} for that',
    'who put {song} on my shared {brand} playlist? I love it',
    '{weekday} morning, coffee, {artist}, {brand}',
  ],
};

export const chatTalk: Theme = {
  code: 'chat_talk',
  sentiment: 'neutral',
  categories: [],
  texts: [
    'send it to me on {brand}',
    'our {brand} group for {city} has {n} members now',
    'called {friend} on {brand} for {n} minutes, clear as day',
    '{friend} discovered voice notes on {brand}. send help',
    'left the {weekday} group on {brand}. peace at last',
    'the family group on {brand} is {n} messages ahead of me',
    'video call with {friend} in {city} over {brand}, so good to see them',
    'message me on {brand} if you want to join on {weekday}',
    'who uses {brand} for work? our team in {city} does',
    '{friend} types with one finger and still wins every {brand} argument',
    'planning the {city} trip in a {brand} group. {n} opinions, no decision',
    'two blue ticks and no answer on {brand}. rude',
    'got a good morning picture on {brand} from {friend}, as every {weekday}',
    'the football group on {brand} is on fire tonight',
    'sending {n} photos of the {city} trip on {brand}, give me a minute',
    'muted {n} groups on {brand} and slept like a baby',
    'voice call quality on {brand} is [great|fine|better] in {city}',
    'wedding pictures arrived through {brand}. crying',
  ],
};

export const appTalk: Theme = {
  code: 'app_talk',
  sentiment: 'neutral',
  categories: [],
  texts: [
    'opened {brand} on my {device} on {weekday}, closed it on {weekday2}',
    'trying {feature} on {brand} in {city}',
    '{friend} asked me what {brand} is. [long answer|drew a picture|good question]',
    '{n} minutes of {brand} with breakfast',
    '{brand} on the big screen, {friend} on the couch',
    'moved {thing} to {brand} this {weekday}',
    'using {brand} for {purpose} in {city}',
    'the {weekday} routine: coffee, {brand}, {purpose}',
    'set up {brand} for {friend}, took {n} minutes',
    'my {device} and {brand}: {n} days without a charger',
  ],
};
