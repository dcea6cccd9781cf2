/** A Jetstream of its own process: so many events a second for so many seconds, one in a hundred about a brand. */
import { created, fakeJetstream, noise } from '../../test/fakes/jetstream.ts';
import type { FakePost } from '../../test/fakes/posts.ts';

const [perSecond, seconds, term] = process.argv.slice(2).map((word, i) => (i < 2 ? Number(word) : word)) as [
  number,
  number,
  string,
];
const STEP_MS = 50;

const server = await fakeJetstream([]);
process.stdout.write(`${server.url}\n`);
// It speaks once somebody listens, so that every post has its listener.
while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
const start = Date.now();
let n = 0;
const timer = setInterval(() => {
  const due = Math.min(seconds * perSecond, Math.floor(((Date.now() - start) / 1000) * perSecond));
  while (n < due) {
    n += 1;
    const us = Date.now() * 1000 + (n % 1000);
    const post: FakePost = {
      n,
      at: Math.floor(us / 1000),
      author: `a${n % 900}`,
      text: `${term} took my location again, number ${n}`,
      likes: 0,
      rating: 1,
    };
    server.push(n % 100 === 0 ? created(post, us) : noise(us, n));
  }
  if (n >= seconds * perSecond) clearInterval(timer);
}, STEP_MS);
process.on('SIGTERM', () => {
  clearInterval(timer);
  void server.close().then(() => process.exit(0));
});
