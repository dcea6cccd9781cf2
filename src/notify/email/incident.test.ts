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
    number: '9.4× normal negative posts',
    course: 'still rising',
    meaning: 'Since 2 Mar 2026 people wrote 900 mentions where about 95 would be usual.',
    why: 'Most likely the new terms.',
    trend: 'still rising; the peak so far was at noon.',
    chartAlt: 'Mentions of Acme: 9.4× normal negative posts at the peak.',
    severity: 7,
    severityText: '7 of 10',
    posts: [{ text: 'They sold my data', origin: 'reddit, today', url: 'https://example.com/1' }],
    who: 'Nobody has acknowledged it yet.',
    link: 'https://outcry.example/incidents/acme',
    ...more,
  };
}

const ENVELOPE = {
  kind: 'incident',
  to: { channel: 'email', address: 'ann@example.com' },
  id: '<1@outcry.example>',
  at: 0,
  because: 'the route "pr" in config/routes.',
  unsubscribeUrl: 'https://outcry.example/unsubscribe/x',
  earlier: [],
} as const;

function about(given: IncidentContent, withChart = false): IncidentNotification {
  return { ...ENVELOPE, content: given, chart: withChart ? new Uint8Array(1) : undefined };
}
const mailText = (given: IncidentContent) => incidentText(about(given));
const mailHtml = (given: IncidentContent, withChart: boolean) => incidentHtml(about(given, withChart));

// biome-ignore lint: control characters are what this looks for
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('subjectOf', () => {
  it('is as wanted for an ordinary name', () => {
    expect(subjectOf(content())).toBe('[Acme] Privacy backlash: 9.4× normal negative posts, still rising');
    expect(subjectOf(content({ brand: 'Acme Home Appliances', course: 'over since 22 Aug 2015' }))).toBe(
      '[Acme Home Appliances] Privacy backlash: 9.4× normal negative posts',
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
    expect(subjectOf(worse)).toBe('[Acme] Worse: Privacy backlash: 9.4× normal negative posts');
    const over = content({ stage: 'resolved', course: 'over since 22 Aug' });
    expect(subjectOf(over)).toBe('[Acme] Over: Privacy backlash: 9.4× normal negative posts');
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
    for (const part of [given.meaning, given.why, given.trend, given.severityText, given.who, given.link]) {
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
        content({ brand: evil, meaning: evil, why: evil, chartAlt: evil, posts, link: url }),
        true,
      );
      expect(html).not.toMatch(/<script|<img src=x|onclick="y|href="(javascript|data|vbscript)/i);
      expect(html).toContain('&lt;script&gt;');
    }
  });

  it('a simulated incident says so first', () => {
    expect(mailText(content({ simulated: true }))).toMatch(/^SIMULATED EXAMPLE/);
    expect(mailHtml(content({ simulated: true }), false)).toContain('Simulated example');
    expect(mailText(content())).not.toMatch(/simulated/i);
  });
});
