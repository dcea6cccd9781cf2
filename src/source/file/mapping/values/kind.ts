/** Words for the kind of a post. */
import type { MentionKind } from '../../../../domain/mention.ts';
import { squeeze } from '../names.ts';

const WORDS: Readonly<Record<MentionKind, string>> = {
  comment:
    'comment comments reply replies kommentar kommentare comentario commentaire commento facebookcomment youtubecomment redditcomment instagramcomment postcomment t1 inreplyto answer',
  review:
    'review reviews appreview rezension bewertung resena avis recensione reviewsite appstorereview storereview',
  article:
    'article articles news newsarticle onlinenews blog blogs blogpost blogentry print magazine press newspaper artikel articulo webpage web onlinearticle newssite tvradio broadcast podcast',
  post: 'post posts tweet tweets retweet quote quotetweet toot note status update forum forums forumpost thread submission link t3 original originalpost message photo video image album reel story text twitter facebook instagram reddit tumblr youtube tiktok linkedin general ticket conversation question email survey',
};
const KINDS = new Map(
  Object.entries(WORDS).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind as MentionKind] as const),
  ),
);

/** The kind that a word stands for; undefined where it stands for none. */
export function readKind(value: unknown): MentionKind | undefined {
  return typeof value === 'string' && value.length <= 60 ? KINDS.get(squeeze(value)) : undefined;
}
