/** Reads a written mail from the outgoing folder. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import PostalMime, { type Address } from 'postal-mime';

export interface MailFile {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly text: string;
  /** Its pictures are inside it as `data:` addresses. */
  readonly html: string | undefined;
}

function addressText(addresses: readonly (Address | undefined)[] | undefined): string {
  return (addresses ?? [])
    .map((one) =>
      one ? (one.name && one.address ? `${one.name} <${one.address}>` : (one.address ?? one.name)) : '',
    )
    .filter((text) => text !== '')
    .join(', ');
}

function bytesOf(content: unknown): Buffer {
  if (content instanceof ArrayBuffer) return Buffer.from(content);
  if (ArrayBuffer.isView(content)) return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return Buffer.from(String(content), 'base64');
}

/** Reads `file` in `folder`; undefined when it is gone. A path in the name is cut off. */
export async function readMailFile(folder: string, file: string): Promise<MailFile | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, basename(file)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const mail = await PostalMime.parse(bytes);
  let html = mail.html;
  for (const attachment of mail.attachments) {
    const id = attachment.contentId?.replace(/^<|>$/g, '');
    if (!id || html === undefined || !/^image\/(png|jpeg|gif)$/.test(attachment.mimeType)) continue;
    html = html.replaceAll(
      `cid:${id}`,
      `data:${attachment.mimeType};base64,${bytesOf(attachment.content).toString('base64')}`,
    );
  }
  return {
    subject: mail.subject ?? '',
    from: addressText([mail.from]),
    to: addressText(mail.to),
    date: mail.date ?? '',
    text: mail.text ?? '',
    html,
  };
}
