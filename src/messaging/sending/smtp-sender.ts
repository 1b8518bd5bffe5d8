import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Outgoing, Sender, Sent } from './sender.ts'

/** How the school's mail server is reached. */
export interface SmtpSettings {
  /** `smtp://name:password@mail.example.school:587`, or `smtps://…` where the connection is encrypted from its beginning. */
  readonly url: string
  /** `Elmfield Academy <attendance@elmfield.example>`. */
  readonly from: string
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 20_000

/**
 * Sends by a mail server. Until the letter itself is handed over it is certain that nothing has gone; from then on it has gone only if the
 * server says so. Where a connection breaks in between, nobody can know, and a mail server cannot be asked: a person is.
 */
export function smtpSender(settings: SmtpSettings): Sender {
  return { name: 'smtp', send: (message) => sendOnce(settings, message) }
}

/** The same at every try, so that a mailbox that gets it twice can tell. */
function messageIdHeader(messageId: string, from: string): string {
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'firstbell.invalid'
  return `<${messageId}@${domain}>`
}

async function sendOnce(settings: SmtpSettings, message: Outgoing): Promise<Sent> {
  const { from } = settings
  const letter = new MailComposer({
    from,
    to: message.address,
    subject: message.subject,
    text: message.body,
    messageId: messageIdHeader(message.messageId, from),
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: (message.attachments ?? []).map(({ fileName, contentType, content, encoding }) => ({
      filename: fileName,
      contentType,
      content,
      ...(encoding === undefined ? {} : { encoding }),
    })),
  }).compile()
  const content = await letter.build()
  const connection = connectionTo(settings)
  // Errors between two steps come as events; unheard, one would end the process.
  connection.on('error', () => undefined)
  try {
    await step(connection, (done) => connection.connect(done))
    const credentials = credentialsOf(settings.url)
    if (credentials !== undefined) await step(connection, (done) => connection.login({ credentials }, done))
  } catch (error) {
    connection.close()
    return beforeSending(error)
  }
  try {
    await step(connection, (done) => connection.send(letter.getEnvelope(), content, done))
    connection.quit()
    return { outcome: 'handed-over', providerId: null }
  } catch (error) {
    connection.close()
    return whileSending(error)
  }
}

function connectionTo({ url, timeoutMs = TIMEOUT_MS }: SmtpSettings): SMTPConnection {
  const { protocol, hostname, port } = new URL(url)
  const secure = protocol === 'smtps:'
  return new SMTPConnection({
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
}

function credentialsOf(url: string) {
  const { username, password } = new URL(url)
  return username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
}

function step(connection: SMTPConnection, begin: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const broken = (error: Error) => reject(error)
    const ended = () => reject(new Error('the connection ended'))
    const settle = (error?: Error | null) => {
      connection.removeListener('error', broken)
      connection.removeListener('end', ended)
      if (error) reject(error)
      else resolve()
    }
    connection.once('error', broken)
    connection.once('end', ended)
    begin(settle)
  })
}

interface MailError {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

function beforeSending(error: unknown): Sent {
  const { code, responseCode } = error as MailError
  if (code === 'EAUTH' || responseCode === 535 || responseCode === 530)
    return {
      outcome: 'put-off',
      why: 'the mail server does not accept the sign-in',
      taken: 'no',
      waitSeconds: 600,
      setUp: true,
    }
  return { outcome: 'put-off', why: 'the mail server cannot be reached', taken: 'no' }
}

function whileSending(error: unknown): Sent {
  const { responseCode, command } = error as MailError
  // An answer to one of our steps says that it did not take the letter; 421 between them (`CONN`) says only that it hangs up.
  const answered = command === 'CONN' ? undefined : responseCode
  if (answered !== undefined && answered >= 500)
    return { outcome: 'refused', why: 'the mail server refused it', addressAtFault: command === 'RCPT TO' }
  if (answered !== undefined && answered >= 400)
    return { outcome: 'put-off', why: 'the mail server takes it later', taken: 'no' }
  return { outcome: 'put-off', why: 'the connection to the mail server broke off', taken: 'not-known' }
}
