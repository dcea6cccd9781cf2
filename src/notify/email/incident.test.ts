import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentContent, IncidentNotification } from '../../domain/notification.ts';
import { subjectOf } from '../wording.ts';
import { incidentHtml } from './incident-html.ts';
import { incidentText } from './incident-text.ts';

function content(more: Partial<IncidentContent> = {}): IncidentContent {
  return {
    stage: 'opened',
    incident: 'acme',
    brandSlug: 'acme',
    brand: 'Acme',
    simulated: false,
    label: 'Privacy backlash',
    headline: 'Acme: 9.4× the usual criticism, high for 5 h, mostly about “Collects too much”.',
    cause: 'Very likely because of “New terms” of 1 Mar.',
    reasons: ['It began 12 h after the change.', 'For it: near in time; posts speak of what changed.'],
    number: '9.4× the usual criticism',
    over: false,
    course: 'still rising',
    meaning: 'Since 2 Mar 2026 people wrote 900 mentions where about 95 would be usual.',
    trend: 'still rising; the peak so far was at noon.',
    chartAlt: 'Mentions of Acme: 9.4× the usual criticism at the peak.',
    severity: 7,
    severityText: '7 of 10',
    posts: [{ text: 'They sold my data', origin: 'reddit, today', url: 'https://example.com/1' }],
    who: 'No owner yet. Not acknowledged yet.',
    link: 'https://outcry.example/incidents/acme',
    methodLink: 'https://outcry.example/method',
    ...more,
  };
}

const ENVELOPE = {
  kind: 'incident',
  to: { channel: 'email', address: 'ann@example.com' },
  id: '<1@outcry.example>',
  at: 0,
  because: 'the alert route "pr".',
  unsubscribeUrl: 'https://outcry.example/unsubscribe/x',
  earlier: [],
} as const;

function about(given: IncidentContent, withChart = false, brief = false): IncidentNotification {
  return { ...ENVELOPE, content: given, brief, chart: withChart ? new Uint8Array(1) : undefined };
}
const mailText = (given: IncidentContent) => incidentText(about(given));
const mailHtml = (given: IncidentContent, withChart: boolean) => incidentHtml(about(given, withChart));

// biome-ignore lint: control characters are what this looks for
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('what people argue', () => {
  const argued = content({ arguments: ['Sold <b>onward</b>: 31% of the extra posts'] });

  it('stands in both parts, escaped', () => {
    expect(mailText(argued)).toContain('What they argue:\n- Sold <b>onward</b>: 31% of the extra posts\n');
    expect(mailHtml(argued, false)).toContain('Sold &lt;b&gt;onward&lt;/b&gt;: 31% of the extra posts</li>');
    expect(mailHtml(argued, false)).not.toContain('<b>onward');
  });

  it('control: is left out for executives, and where nothing is grouped', () => {
    expect(incidentText(about(argued, false, true))).not.toContain('argue');
    expect(incidentHtml(about(argued, false, true))).not.toContain('argue');
    expect(mailText(content())).not.toContain('argue');
    expect(mailHtml(content(), false)).not.toContain('argue');
  });
});

describe('subjectOf', () => {
  it('is as wanted for an ordinary name', () => {
    expect(subjectOf(content())).toBe('[Acme] Privacy backlash: 9.4× the usual criticism, still rising');
    expect(subjectOf(content({ brand: 'Acme Home Appliances', course: 'over since 22 Aug 2015' }))).toBe(
      '[Acme Home Appliances] Privacy backlash: 9.4× the usual criticism',
    );
    expect(subjectOf(content({ simulated: true }))).toMatch(
      /^\[Acme\] \(simulated\) Privacy backlash: 9\.4×/,
    );
  });

  it.each([
    'Acme\r\nBcc: evil@example.com',
    'Acme\n\nbody',
    'Acme\u2028x',
    'Acme\0x',
    'Acme‮gnp',
    '	\r\n',
    '',
    'x'.repeat(500),
    'ß'.repeat(80),
    `${' '.repeat(100)}Acme`,
    'A​c​m​e',
    '[Acme]]]] (',
  ])('one line, at most 70 characters, with the number, for the brand %j', (brand) => {
    for (const simulated of [true, false]) {
      const subject = subjectOf(content({ brand, simulated }));
      expect(subject).not.toMatch(BREAKS);
      expect(subject.length).toBeLessThanOrEqual(70);
      expect(subject.match(/[\d.]+×/g)).toEqual(['9.4×']);
      expect(subject.includes('(simulated)')).toBe(simulated);
    }
  });

  it('whatever comes, it is one line of at most 70 characters', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const any = fc.record({ brand: text, label: text, number: text, course: text, simulated: fc.boolean() });
    fc.assert(
      fc.property(any, (more) => {
        const subject = subjectOf(content(more));
        expect(subject.length).toBeLessThanOrEqual(70);
        expect(subject).not.toMatch(BREAKS);
      }),
      { seed: 20_260_302 },
    );
  });
});

describe('stages', () => {
  it('the subject and the first line say what is new', () => {
    const worse = content({ stage: 'escalated' });
    expect(subjectOf(worse)).toBe('[Acme] Worse: Privacy backlash: 9.4× the usual criticism, still rising');
    const over = content({ stage: 'resolved', course: 'over since 22 Aug' });
    expect(subjectOf(over)).toBe('[Acme] Over: Privacy backlash: 9.4× the usual criticism');
    for (const [given, line] of [
      [worse, 'Severity rose to 7 of 10.'],
      [over, 'The incident is over: back to normal since 22 Aug.'],
    ] as const) {
      expect(mailText(given).startsWith(line)).toBe(true);
      expect(mailHtml(given, false)).toContain(line);
    }
  });

  it('both parts say how to stop', () => {
    const given = content();
    expect(mailText(given)).toContain('Unsubscribe: https://outcry.example/unsubscribe/x');
    expect(mailHtml(given, false)).toContain('href="https://outcry.example/unsubscribe/x"');
  });
});

describe('the two parts', () => {
  it('contain the whole message', () => {
    const given = content();
    const text = mailText(given);
    const html = mailHtml(given, true);
    const sentences = [given.headline, given.cause, ...given.reasons, given.meaning, given.trend];
    for (const part of [...sentences, given.severityText, given.who, given.link]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
    expect(text).toContain(given.chartAlt);
    expect(html).toContain(`alt="${given.chartAlt}"`);
    expect(mailHtml(given, false)).not.toContain('<img');
    for (const part of [text, html]) expect(part).toContain('They sold my data');
  });

  it('text from outside is never markup and never a bad link', () => {
    const evil = '<img src=x onerror=alert(1)>"\'><script>alert(1)</script>';
    for (const url of [
      'javascript:alert(1)',
      'JAVASCRIPT:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//x" onclick="y',
    ]) {
      const posts = [{ text: evil, origin: evil, url }];
      const html = mailHtml(
        content({
          brand: evil,
          meaning: evil,
          headline: evil,
          cause: evil,
          reasons: [evil],
          chartAlt: evil,
          posts,
          link: url,
          methodLink: url,
        }),
        true,
      );
      expect(html).not.toMatch(/<script|<img src=x|onclick="y|href="(javascript|data|vbscript)/i);
      expect(html).toContain('&lt;script&gt;');
    }
  });

  it('the headline has brand, size, subject and cause; Why is a list; labels lead to the method', () => {
    const html = mailHtml(content(), true);
    const headline = (/<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '').replaceAll(/<[^>]+>/g, '');
    expect(headline).toBe(`${content().headline} ${content().cause}`);
    expect(html.match(/<li/g)?.length).toBe(2);
    expect(mailText(content())).toContain('Why:\n- It began 12 h after the change.\n- For it: near');
    for (const about of ['verdict', 'trend', 'severity', 'kinds'])
      expect(html).toContain(`href="https://outcry.example/method#${about}"`);
    // Without reasons it is the cause, and never empty.
    const bare = content({ reasons: [], cause: 'No policy change around that date.' });
    expect(mailHtml(bare, true)).toMatch(/Why<\/a><\/td><td[^>]*>No policy change around that date/);
    expect(mailText(bare)).toContain('Why:\n- No policy change around that date.');
  });

  it('the short form has headline, severity, chart, one post and the link', () => {
    const posts = ['One', 'Two', 'Three'].map((text) => ({ text: `${text} of them`, origin: 'x' }));
    const given = content({ posts });
    const short = about(given, true, true);
    const [text, html] = [incidentText(short), incidentHtml(short)];
    for (const part of [text, html]) {
      for (const words of [given.headline, given.cause, given.severityText, 'One of them', given.link])
        expect(part).toContain(words);
      for (const words of [given.meaning, given.reasons[0]!, given.trend, given.who, 'Two of them'])
        expect(part).not.toContain(words);
    }
    expect(html).toContain('src="cid:chart"');
    // Control: the team's has all of it.
    expect(mailText(given).length).toBeGreaterThan(text.length * 1.3);
    expect(mailText(given)).toContain('Three of them');
  });

  it('says when the next mail comes', () => {
    expect(mailText(content())).toContain('We write again if it gets worse or ends.');
    expect(mailText(content({ stage: 'resolved', over: true }))).toContain(
      'This was the last mail about it.',
    );
    expect(mailText(content({ over: true }))).not.toMatch(/We write again|last mail/);
  });

  it('has dark colours for those who want them, and a ground for each text that has a colour', () => {
    const html = mailHtml(content({ simulated: true }), true);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('@media (prefers-color-scheme:dark)');
    for (const [, style = ''] of html.matchAll(/style="([^"]*)"/g)) {
      if (/background:/.test(style) && !style.startsWith('margin:0;padding:0;'))
        expect(style).toMatch(/;color:#|^color:#/);
    }
    const styled = [...html.matchAll(/class="(\w+)(?: (\w+))?"/g)].flatMap(([, a, b]) => (b ? [a, b] : [a]));
    for (const name of new Set(styled)) expect(html).toContain(`.${name}{`);
  });

  it('a simulated incident says so first', () => {
    expect(mailText(content({ simulated: true }))).toMatch(/^SIMULATED EXAMPLE/);
    expect(mailHtml(content({ simulated: true }), false)).toContain('Simulated example');
    expect(mailText(content())).not.toMatch(/simulated/i);
  });
});
