/** Runs in the thread that reads policies. */
import { candidateOf, saysTheSame } from '../policy/candidate.ts';
import { textIdentity } from '../policy/text/identity.ts';
import { sentencesOf } from '../policy/text/sentences.ts';
import { serveWork } from '../thread/serve-work.ts';
import { stepBack } from '../thread/step-back.ts';
import type { PolicyQuestion } from './policy-work.ts';

stepBack();
serveWork<PolicyQuestion>((question) => {
  if (question.kind === 'candidate') {
    const { change, texts } = question;
    return saysTheSame(texts) ? undefined : candidateOf(change, texts);
  }
  const { kind, text } = question;
  return kind === 'identity' ? textIdentity(text) : [...new Set(sentencesOf(text).map(({ key }) => key))];
});
