/** Tags, bookmarks and notes of a mention. */
import { MOST_TAGS } from '../../src/store/triage/port.ts';
import { revisionOf } from '../query/form.ts';
import { leaveNotice } from '../security/notice.ts';
import { done, forMention, incomplete, trimmedOf } from './mention.tsx';

export const mentionTags = forMention(async (c, asked) => {
  const { store } = c.var.deps;
  const tag = trimmedOf(asked.form, 'tag').replace(/\s+/g, ' ').toLowerCase();
  if (tag === '' || tag.length > 60) return incomplete(c, 'A tag has 1 to 60 characters.');
  const { id } = asked.mention;
  const removes = trimmedOf(asked.form, 'verb') === 'remove';
  if (removes) await store.tx((tx) => tx.annotations.removeTag(id, tag));
  else if (!(await store.tx((tx) => tx.annotations.addTag(id, tag, asked.by)))) {
    return incomplete(c, `A mention can have at most ${MOST_TAGS} tags.`);
  }
  const fields = { back: asked.back, verb: removes ? 'add' : 'remove', tag };
  const undo = { action: `/mentions/${id}/tags`, fields };
  leaveNotice(c, { text: `Tag “${tag}” ${removes ? 'removed' : 'added'}.`, undo });
  return done(c, asked);
});

export const mentionBookmark = forMention(async (c, asked) => {
  const on = trimmedOf(asked.form, 'on') !== 'no';
  const { id } = asked.mention;
  await c.var.deps.store.tx((tx) => tx.annotations.bookmark(id, on, asked.by));
  const undo = { action: `/mentions/${id}/bookmark`, fields: { back: asked.back, on: on ? 'no' : 'yes' } };
  leaveNotice(c, { text: on ? 'Bookmarked.' : 'Bookmark removed.', undo });
  return done(c, asked);
});

export const mentionNotes = forMention(async (c, asked) => {
  const { store } = c.var.deps;
  const { id } = asked.mention;
  const action = `/mentions/${id}/notes`;
  const own = async () => {
    const { notes = [] } = (await store.read.annotations.ofMentions([id], asked.by.who)).get(id) ?? {};
    return notes.filter(({ who }) => who === asked.by.who);
  };
  if (trimmedOf(asked.form, 'verb') === 'remove') {
    const note = revisionOf(asked.form, 'note');
    const known = (await own()).find((one) => one.id === note);
    const removed =
      note !== undefined && (await store.tx((tx) => tx.annotations.removeNote(note, asked.by.who)));
    if (!removed) return incomplete(c, 'You can only remove your own notes.');
    const fields = { back: asked.back, verb: 'add', text: known?.text ?? '' };
    leaveNotice(c, { text: 'Note removed.', ...(known ? { undo: { action, fields } } : {}) });
    return done(c, asked);
  }
  const text = trimmedOf(asked.form, 'text');
  if (text === '' || text.length > 2_000) return incomplete(c, 'A note has 1 to 2,000 characters.');
  await store.tx((tx) => tx.annotations.addNote(id, text, asked.by));
  const note = (await own()).findLast((one) => one.text === text);
  const fields = { back: asked.back, verb: 'remove', note: String(note?.id) };
  leaveNotice(c, { text: 'Note added.', ...(note ? { undo: { action, fields } } : {}) });
  return done(c, asked);
});
