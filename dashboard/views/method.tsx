/** The paragraphs of the method page. The long form with formulas and sources is `docs/methods.md`. */
import type { Child } from 'hono/jsx';
import { severityMeaning } from '../../src/report/text/labels.ts';
import { Table } from './parts.tsx';

interface Paragraph {
  /** Anchor, which figures carry as `about`. */
  readonly id: string;
  readonly title: string;
  readonly body: Child;
}

export const PARAGRAPHS: readonly Paragraph[] = [
  {
    id: 'normal',
    title: 'What counts as normal',
    body: (
      <>
        <p>
          For each hour we calculate how many posts were to be expected, from the weeks before: the level of
          the last 28 days, and how the hour of the day and the day of the week usually differ (last 56 days).
          Earlier outcries are left out. Posts whose source gives dates without times are counted by day.
        </p>
        <p>
          “Usually 2, at most 6” is the expected count and the top of the range that 99 of 100 ordinary hours
          stay in. Charts show the expected count as a dashed line and the range shaded. In the first week of
          a brand it is a guess, and what it finds is provisional. Holidays are not known, and a level that
          rises for weeks is followed late.
        </p>
      </>
    ),
  },
  {
    id: 'multiple',
    title: '32× usual: now and peak',
    body: (
      <>
        <p>
          The posts of one hour divided by what was expected of that same hour, so you can check it on the
          chart: 62 negative posts where 2 are usual are 31×. A backlash is measured on negative posts,
          attention on all posts. <em>Now</em> is the last complete hour; <em>peak</em> is the hour with the
          largest multiple so far. Headline, figures, chart, mail and API all use this number.
        </p>
        <p>
          Where less than one post is usual, we divide by one and write “&gt;9×”; beyond 100 we write
          “&gt;100×”. A single hour is noisy, so a few posts more or less change it.
        </p>
      </>
    ),
  },
  {
    id: 'broken-trust',
    title: 'Negative and broken trust',
    body: (
      <>
        <p>
          Each post is read by rules and small models on this machine. <em>Negative</em> is its tone.{' '}
          <em>Broken trust</em> means that it speaks of being betrayed: data taken, sold or kept, promises
          broken. Shares are of all posts in the most severe spike of an incident, the same on every page.
          “Usually 12%” is the share before. Ranges say how far chance alone can move a share.
        </p>
        <p>
          The reading misses many posts of broken trust (about a third in our tests, more with unusual words),
          so a share is rather too low than too high. Compare it with the brand’s own usual share, not with
          other brands.
        </p>
      </>
    ),
  },
  {
    id: 'trend',
    title: 'Rising, steady, falling',
    body: (
      <p>
        The last three complete hours against the three before, or the last day against the day before. Less
        than 15% either way is steady.
      </p>
    ),
  },
  {
    id: 'excess',
    title: 'Extra posts',
    body: (
      <p>
        Posts above what was expected, added up over the smooth course that fits the counts best. With “&gt;”
        the counts end first.
      </p>
    ),
  },
  {
    id: 'half-life',
    title: 'Half-life',
    body: (
      <p>
        Hours from the peak until half of it was left, on a smooth course fitted to the extra posts: single
        hours jump, and what falls from the highest of them falls too fast. It counts from where the course
        first came within a tenth of its peak. It does not depend on the size of a brand.
      </p>
    ),
  },
  {
    id: 'recovery',
    title: 'Recovery',
    body: (
      <p>
        Hours from the onset until a twentieth of the peak was left, on the same course. It says how long the
        outcry lasted, whatever the size of the brand; small brands have a wide range.
      </p>
    ),
  },
  {
    id: 'interval',
    title: 'Ranges and 95% intervals',
    body: (
      <p>
        Ranges of excess, half-life, recovery and of peaks in comparisons are those of 400 courses that the
        counts leave possible, with noise that lasts for hours and posts that come in threads. They hold the
        true value in about 95 of 100 made outcries where hours vary independently, and in fewer where
        attention comes and goes by itself: read them as “roughly”.
      </p>
    ),
  },
  {
    id: 'onset',
    title: 'Onset and end',
    body: (
      <p>
        An outcry begins with the first of two hours in a row above the normal range with at least four posts.
        It ends where 24 hours stay inside the range. Outcries of a brand within two days of each other are
        one incident.
      </p>
    ),
  },
  {
    id: 'severity',
    title: 'Severity 1 to 10',
    body: (
      <>
        <p>
          Adds how many times the usual the peak was, how many extra posts there were (each tenfold one step),
          and how certain the alarm is. It sorts incidents; it is no probability, and a large brand reaches a
          high severity sooner. Attention without broken trust stays at 5 or less.
        </p>
        <Table
          caption="What a severity means"
          hideCaption
          head={['Severity', 'Meaning']}
          rows={[1, 3, 5, 7, 9].map((from) => [`${from} and ${from + 1}`, severityMeaning(from)])}
        />
      </>
    ),
  },
  {
    id: 'kinds',
    title: 'Backlash, complaints, attention',
    body: (
      <p>
        What counts are the posts beyond the usual ones, their tone and what they speak of. <em>Backlash</em>:
        people turn against the brand for what it did or stands for. <em>Complaints</em>: a service fails, and
        no conduct is blamed. <em>Attention</em>: more people post than usual, for example after a launch.
        Angry people often do not say what was broken, so the tone counts too; few posts decide little. Where
        a large part of the added posts defends the brand, the page says that both sides speak. Alerts are
        sent for backlashes unless the route asks for more: complaints, <em>outages</em> (complaints mostly
        about a failing service), attention, or certain themes.
      </p>
    ),
  },
  {
    id: 'arguments',
    title: 'What they argue',
    body: (
      <p>
        The posts of an incident in at most seven groups, by the categories that were read in them and by the
        words that they share. A post belongs to one group, so what speaks of two things is counted under one
        of them. Shares are of the posts beyond the usual ones; an author or a repeated text counts once. The
        post shown is the one most like the others of its group. What people ask for is found by rules and
        misses some of it. Thirty posts are needed.
      </p>
    ),
  },
  {
    id: 'verdict',
    title: 'Did a policy change cause it?',
    body: (
      <>
        <p>
          Each known change of the brand is held against the onset: how close it is, how often an outcry and a
          change of this brand come as close by chance, and whether posts speak of what changed.
        </p>
        <ul>
          <li>
            <strong>Very likely</strong>: the outcry began at most 30 hours after the change, the posts beyond
            the usual ones speak of what it changes more than posts usually do, chance alone would hardly
            bring the two so close (a probability of 90% for the change), its date is known, no other event is
            as likely, and other brands did not rise as much.
          </li>
          <li>
            <strong>Possible</strong>: at most 72 hours apart and not mere chance, but one of the other
            conditions is not met or not known.
          </li>
          <li>
            <strong>Not distinguishable</strong>: more than 72 hours apart, or as likely by chance, or no
            stronger a rise than at other dates, or news and page views rose before the change.
          </li>
        </ul>
        <p>
          An incident lists these conditions with a mark each and says what would make it very likely. Hold
          against a verdict <em>by chance alone</em>: with 12 outcries and 24 dates of changes in a year, 1.6
          outcries a year begin within 24 hours of a date for no reason. Dates that were noted after the
          outcry prove least.
        </p>
      </>
    ),
  },
  {
    id: 'coordination',
    title: 'Is it real?',
    body: (
      <p>
        A post looks coordinated if its account posted the same text three times or more, or if it and another
        account posted the same text, link or set of tags within 30 seconds of each other, on three texts or
        more. Many people who pass on one post do not count. The share is of posts that name their author. The
        age of accounts is not known here, so a crowd of new accounts that post once each is not seen. Posts
        that look coordinated stay in all counts.
      </p>
    ),
  },
  {
    id: 'response',
    title: 'After a company response',
    body: (
      <p>
        The page says how many extra posts an hour there were in the 72 hours after a response, as a share of
        those in the day before it. Outcries fade by themselves, so that alone does not show what the response
        did. “Faster” or “more slowly” is said only with at least 39 past outcries of this installation
        without a response: they give what was to be expected of an outcry that stood as this one did, and
        fewer than 1 in 40 of them may lie as far from it. The range in brackets is about chance from one six
        hours to the next; threads make it wider. Whatever else happened in these hours is in the figure.
        Simulated incidents are not counted.
      </p>
    ),
  },
  {
    id: 'comparison',
    title: 'Comparisons',
    body: (
      <p>
        Incidents are laid over each other at day 0: when the change was announced, when it was first seen,
        when it came into force, or when the outcry began. The shaded range around a line is how far chance
        alone moves it in 95 of 100 cases if posts come independently. The peak is that of the incident’s own
        page. Differences in height are of the smooth course behind the counts, divided by the usual level of
        the weeks before, since single hours jump: another figure, with a name of its own. All differences of
        one comparison are judged together: of twenty comparisons of incidents that do not differ, about one
        names a difference by chance.
      </p>
    ),
  },
];
