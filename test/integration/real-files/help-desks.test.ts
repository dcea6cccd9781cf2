/** Tickets and conversations of help desks (cases 17 to 20). */
import { describe, expect, it } from 'vitest';
import { fileTests, jsonl } from './ground.ts';

const { ground, reads } = fileTests();

describe('help desks', () => {
  const ticket = (id: number, subject: string, description: string) => ({
    url: `https://acme.zendesk.example/api/v2/tickets/${id}.json`,
    id,
    external_id: null,
    via: { channel: 'email', source: { from: {}, to: {}, rel: null } },
    created_at: '2026-07-08T10:11:12Z',
    updated_at: '2026-07-10T08:00:00Z',
    type: 'problem',
    subject,
    raw_subject: subject,
    description,
    priority: 'high',
    status: 'open',
    requester_id: 20978392,
    submitter_id: 20978392,
    tags: ['billing'],
    satisfaction_rating: { score: 'unoffered' },
  });
  const tickets = [
    ticket(35436, 'My contacts', 'You sold my contacts to advertisers and I want them back'),
    ticket(35437, 'Thanks', 'The new playlists are great'),
  ];
  const read = [
    {
      id: '35436',
      text: 'My contacts\nYou sold my contacts to advertisers and I want them back',
      at: '2026-07-08T10:11:12Z',
      author: true,
    },
    { id: '35437', text: 'Thanks\nThe new playlists are great' },
  ];
  reads(17, 'Zendesk, JSON Lines: subject and description', { 'tickets.jsonl': jsonl(...tickets) }, read);
  reads(
    17,
    'Zendesk, a page of the interface',
    { 'tickets.json': JSON.stringify({ tickets, next_page: null, count: 2 }, null, 2) },
    read,
  );
  reads(
    18,
    'Zendesk, CSV: Created at with +0200, subjects alone',
    {
      'zendesk.csv': [
        'Summation column,Id,Requester,Requester id,Requester email,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at',
        '1,35436,Joe,20978392,joe@x.example,Joe,Ann,Support,You sold my contacts,billing,Open,High,Mail,Problem,2026-07-08 10:11:12 +0200,2026-07-10 08:00:00 +0200',
        '1,35437,Zoe,20978393,zoe@x.example,Zoe,Ann,Support,Great new playlists,,Open,Low,Web form,Question,2026-07-08 11:11:12 +0200,2026-07-10 08:00:00 +0200',
      ].join('\n'),
    },
    [
      { id: '35436', text: 'You sold my contacts', at: '2026-07-08T08:11:12Z', author: true },
      { id: '35437', text: 'Great new playlists', at: '2026-07-08T09:11:12Z' },
    ],
  );

  reads(
    18,
    'a desk whose name is not known: a state is no text',
    {
      'tickets.csv':
        'Ticket,Subject,Status,Priority,Opened\n1,You sold my contacts,Open,High,2026-07-08 10:11\n2,Great,Closed,Low,2026-07-09 10:11\n',
    },
    [{ text: 'You sold my contacts' }, { text: 'Great' }],
  );

  it.each([300, 2_500])('19: a mail of %i lines in one cell is one row', async (lines) => {
    const { load, stored } = ground();
    const mail = Array.from({ length: lines }, (_, i) => `line ${i + 1} says ""no"", and more`).join('\n');
    const file = `id,created_at,body\n1,2026-07-08 10:11,"${mail}"\n2,2026-07-08 10:12,Short one\n`;
    expect((await load('mails.csv', file)).json).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
    const [first, second] = await stored();
    expect(first!.text.split('\n')).toHaveLength(lines);
    expect(first!.text).toContain(`line ${lines} says "no", and more`.slice(0, 20));
    expect(second!.text).toBe('Short one');
  });

  const conversation = {
    type: 'conversation',
    id: '147',
    created_at: 1783505472,
    updated_at: 1783600000,
    source: {
      type: 'conversation',
      id: '3',
      delivered_as: 'customer_initiated',
      subject: '',
      body: '<p>You sold my contacts &amp; lied about it</p>',
      author: { type: 'user', id: '5310d8e7', name: 'Joe', email: 'joe@x.example' },
      url: 'https://acme.example/help',
    },
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: '5310d8e7' }] },
    state: 'open',
    conversation_parts: {
      type: 'conversation_part.list',
      conversation_parts: [
        {
          type: 'conversation_part',
          id: '4412',
          part_type: 'comment',
          body: '<p>Dear Joe, we are very sorry to hear this and would like to know more about it.</p>',
          created_at: 1783509072,
          author: { type: 'admin', id: '274', name: 'Support' },
        },
      ],
      total_count: 1,
    },
  };
  const said = [
    { id: '147', text: 'You sold my contacts & lied about it', at: '2026-07-08T10:11:12Z', author: true },
  ];
  reads(20, 'Intercom: the message of the customer', { 'intercom.jsonl': jsonl(conversation) }, said);
  reads(20, 'Intercom: nested names can be named', { 'intercom.jsonl': jsonl(conversation) }, said, {
    args: ['--map', 'text=source.body,author=source.author.id'],
  });
  reads(
    20,
    'Intercom: a list of conversations',
    {
      'intercom.json': JSON.stringify({
        type: 'conversation.list',
        conversations: [conversation],
        total_count: 1,
      }),
    },
    said,
  );
});
