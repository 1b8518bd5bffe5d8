import PostalMime, { type Email } from 'postal-mime'
import { ownWords } from '../rules/own-words.ts'

/** An e-mail as far as an answer of a family goes. */
export interface ReadMail {
  readonly id: string
  readonly from: string
  readonly text: string
  /** Message-IDs that it names as those it answers, the nearest first. */
  readonly answers: string
  readonly date: string
  /** Sent by a program: an absence note, a receipt. No family answers with it. */
  readonly automatic: boolean
}

/** The words of one answer that are kept; the rest stays in the mailbox. */
const MOST_WORDS = 20_000

/** Reads a whole e-mail (RFC 5322) as a mailbox holds it; undefined where it is none, or has no sender. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail | undefined> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 }).catch(() => undefined)
  const from = mail?.from?.address ?? ''
  if (mail === undefined || !from.includes('@')) return undefined
  return {
    // A mail without an id is known by when it was sent and by whom.
    id: mail.messageId ?? `${from} ${mail.date ?? ''}`,
    from,
    text: wordsOf(mail),
    answers: [mail.inReplyTo ?? '', ...(mail.references ?? '').split(/\s+/).reverse()].join(' '),
    date: mail.date ?? '',
    automatic: isAutomatic(mail),
  }
}

function wordsOf(mail: Email): string {
  const words = ownWords(mail.text ?? withoutTags(mail.html ?? ''))
    .replaceAll('\0', '')
    .slice(0, MOST_WORDS)
  const files = mail.attachments.filter(({ related }) => related !== true).map(({ filename }) => filename ?? 'a file')
  // Files are not taken in by e-mail, from an address that anybody can write on an envelope; whoever reads the answer is told of them.
  const note =
    files.length === 0
      ? ''
      : `[With ${files.length === 1 ? 'a file' : `${files.length} files`}, in the mailbox: ${files.join(', ')}]`
  return [words || mail.subject || '', note].filter(Boolean).join('\n\n')
}

/** A mail in HTML alone: its words, one line for each block. The parser gives the text of most by itself. */
function withoutTags(html: string): string {
  return html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<(br|\/p|\/div|\/tr|\/li)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&nbsp;/g, ' ')
    .replaceAll(/&lt;/g, '<')
    .replaceAll(/&gt;/g, '>')
    .replaceAll(/&amp;/g, '&')
}

/** RFC 3834: programs that answer say so. */
function isAutomatic({ headers }: Email): boolean {
  return headers.some(
    ({ key, value }) =>
      (key === 'auto-submitted' && !/^\s*no\b/i.test(value)) ||
      (key === 'precedence' && /^\s*(auto_reply|bulk|list|junk)\s*$/i.test(value)) ||
      key === 'x-autoreply',
  )
}
