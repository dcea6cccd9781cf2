/** `npm run test:hosts`: the bad hour with every host in a network namespace. Needs root. Status 1 on any loss. */
import { makeTempDir, removeDir } from '../support/folder.ts';
import { namespaceLab } from './lab.ts';
import { openRoom } from './room.ts';
import { badHour, forgottenPosts } from './scenario.ts';

if (process.getuid?.() !== 0) {
  process.stderr.write('Network namespaces need root: sudo npm run test:hosts\n');
  process.exit(2);
}
const dir = makeTempDir('outcry-hosts-');
const lab = namespaceLab(dir);
const room = await openRoom(lab, dir, 3);
let wrong = 1;
try {
  const outcome = await badHour(room);
  console.log(JSON.stringify(outcome, undefined, 1));
  const { posted, mentions, finished, counted, pending, dead, auditDifferences, takeovers } = outcome;
  const exact = [mentions, finished, counted, ...outcome.shown].every((one) => one === posted);
  const clean = pending + dead + auditDifferences === 0;
  const quick = takeovers.every((seconds) => seconds < 30);
  const control = await forgottenPosts(room);
  console.log(
    `Control: of ${control.posted} posts ${control.posted - control.stored} were lost and seen to be`,
  );
  wrong =
    exact && clean && quick && outcome.clocksReported === 2 && control.stored < control.posted - 40 ? 0 : 1;
  console.log(
    `${posted} posted, ${posted - Math.min(posted, counted)} lost, ${Math.max(0, counted - posted)} double, takeover after ${takeovers.join(' and ')} s: ${wrong === 0 ? 'passed' : 'FAILED'}`,
  );
} catch (error) {
  console.error(String(error));
} finally {
  await room.close();
  removeDir(dir);
}
process.exit(wrong);
