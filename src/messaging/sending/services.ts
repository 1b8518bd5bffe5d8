import { type NotifySettings, notifySender } from './notify-sender.ts'
import type { Senders } from './sender.ts'
import { type SmtpSettings, smtpSender } from './smtp-sender.ts'

/** The services of an installation; what is undefined is not set up. */
export interface MessageServices {
  readonly notify: NotifySettings | undefined
  readonly smtp: SmtpSettings | undefined
  /** What services that tell us something show as theirs. */
  readonly token: string | undefined
}

export const NO_SERVICES: MessageServices = { notify: undefined, smtp: undefined, token: undefined }

/** Texts by Notify; e-mails by the school's own server where there is one, since families know its address, else by Notify. */
export function sendersOf({ notify, smtp }: MessageServices): Senders {
  const byNotify = notify === undefined ? undefined : notifySender(notify)
  const email = smtp === undefined ? undefined : smtpSender(smtp)
  return {
    text: notify?.textTemplate === undefined ? undefined : byNotify,
    email: email ?? (notify?.emailTemplate === undefined ? undefined : byNotify),
  }
}
