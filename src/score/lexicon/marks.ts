/** Emoji, emoticons, phrases and the small words that change their neighbours. Own judgement of strength. */

/** Emoji and emoticons by valence. */
export const EMOJI: Readonly<Record<string, string>> = {
  '3': '😍 🥰 😻 ❤ 💕 💖 💗 💘 💙 💚 💛 💜 🧡 🖤 🤍 💝 💞 💓 🎉 🥳 🏆 😘 🤩 <3 <33 <333',
  '2.5':
    '😊 😀 😁 😃 😄 😆 😂 🤣 😇 🙌 👏 👍 💯 😎 🤗 ☺ 🙂 ✨ 🎊 🎂 🌟 ⭐ 🔥 💪 🥂 😺 :) :-) :d :-d =) =d xd ;d :p (: ^^ ^_^',
  '1.5': '😉 😋 😜 😝 🙏 👌 💃 🕺 🌞 🌈 🎁 🎶 🎵 🍻 🤞 😌 😏 🤘 ✌ ;) ;-) :-p =p :o) 8) :3',
  '-1.5': '😐 😑 😕 😬 🙄 😒 🤨 😓 😥 🥱 🤔 😳 👀 🙃 🤷 :/ :-/ =/ :| :-| :\\ :-\\ 🚩 ⚠ 😮 :o',
  '-2.5': '😢 😞 😔 😟 🙁 ☹ 😣 😖 😫 😩 😰 😨 😱 👎 💔 🤦 🤥 😷 🤒 😿 🐍 🗑 :( :-( =( ): ;( :[ 🛑',
  '-3': "😡 😠 🤬 😤 🤮 🤢 💩 🖕 😭 👿 🤡 :'( ",
};

/** Words that make the next word stronger (> 1) or weaker (< 1); after the booster words of VADER (Hutto & Gilbert 2014). */
export const BOOSTERS: ReadonlyMap<string, number> = new Map([
  ...'very really so extremely absolutely totally completely utterly incredibly super fucking freaking insanely hella entirely deeply highly truly such especially ridiculously seriously beyond damn bloody flat-out outright massively'
    .split(' ')
    .map((word) => [word, 1.35] as const),
  ...'somewhat slightly kinda kind-of bit little fairly almost partly barely marginally sorta occasionally mildly'
    .split(' ')
    .map((word) => [word, 0.6] as const),
]);

/** Words that turn the next three round. `n't` endings are read by rule. */
export const NEGATORS: ReadonlySet<string> = new Set(
  `not no never none nobody nothing nowhere neither nor without cannot cant dont doesnt didnt isnt wasnt arent werent wont wouldnt
  shouldnt couldnt aint hardly barely scarcely rarely stop stopped lack lacks lacking zero hasnt havent nt`.split(
    /\s+/,
  ),
);

/** Phrases read as one word; the longest at a place wins. */
export const PHRASES: Readonly<Record<string, number>> = {
  'third party': 0,
  'third parties': 0,
  'no problem': 1.5,
  'no problems': 1.5,
  'no worries': 1.5,
  'no issues': 1.5,
  'not bad': 1.5,
  "can't wait": 3,
  'cant wait': 3,
  'can not wait': 3,
  'cannot wait': 3,
  'looking forward': 2.5,
  'look forward': 2.5,
  'no longer': -1.5,
  'sick of': -3,
  'tired of': -2.5,
  'fed up': -3,
  'had enough': -2.5,
  'rip off': -3,
  'ripped off': -3,
  'let down': -2.5,
  'lets down': -2.5,
  'shame on': -3.5,
  'shut down': -1.5,
  'went dark': -1.5,
  'go dark': -1.5,
  'what a joke': -3,
  'bad ass': 2.5,
  badass: 2.5,
  'the shit': 1,
  'the bomb': 2.5,
  'hell yeah': 3,
  'hell yes': 3,
  'fuck yeah': 3,
  'kill it': 2,
  'killed it': 2.5,
  'killing it': 2.5,
  'good luck': 2.5,
  'good morning': 2,
  'good night': 1.5,
  'thanks for nothing': -3.5,
  'no thanks': -2,
  'no thank you': -2,
  'good riddance': -2.5,
  'so much for': -2.5,
  'nice try': -2,
  'would be nice': -0.5,
  'would like': 0.3,
  'looks like': 0.2,
  'look like': 0.2,
  'sounds like': 0.2,
  'feels like': 0.2,
  'feel like': 0.2,
  'is like': 0,
  'was like': 0,
  'like this': 0.3,
  'like a': 0.2,
  'like that': 0.2,
  'kind of': 0,
  'as well': 0.5,
  'well being': 0.5,
  'at best': -1,
  'used to be': -1,
  'used to love': -2,
  'too late': -2,
  'big brother': -2.5,
  'down hill': -2,
  'go to hell': -4,
  'screw you': -4,
  'fuck you': -4,
  'fuck off': -4,
  'piss off': -3.5,
  'wake up call': -1.5,
  'kindly stop': -2.5,
  'please stop': -2,
  'new low': -2.5,
  'free speech': 0,
  'peace of mind': 1,
  'my data': -0.6,
  'our data': -0.6,
  'personal data': -0.4,
  'user data': -0.4,
  'bud light': 0,
};
