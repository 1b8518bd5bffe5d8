import { z } from 'zod'
import type { MessageServices } from '../messaging/index.ts'
import { StartUpError } from '../platform/start-up-error.ts'

const ON_THIS_COMPUTER = /^(localhost|127(\.\d+){3}|\[::1\])$/
const SHORTEST_TOKEN = 24

/** Keys and messages are about children: they travel open only where they do not leave this computer. */
function isSafe(text: string, schemes: readonly [encrypted: string, open: string]): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    (url.protocol === schemes[0] || (url.protocol === schemes[1] && ON_THIS_COMPUTER.test(url.hostname)))
  )
}

/** What an installation is told of the services that carry messages. No message repeats what was given. */
export const MESSAGE_SETTINGS = {
  NOTIFY_API_KEY: z
    .string()
    .regex(
      /^.+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
      'NOTIFY_API_KEY must be a whole key of GOV.UK Notify: its name, and two long numbers with hyphens.',
    ),
  NOTIFY_URL: z
    .string()
    .refine(
      (text) => isSafe(text, ['https:', 'http:']),
      'NOTIFY_URL must be the https:// address of GOV.UK Notify’s API, or be left out.',
    ),
  NOTIFY_TEXT_TEMPLATE: z.uuid('NOTIFY_TEXT_TEMPLATE must be the id of a template of GOV.UK Notify.'),
  NOTIFY_EMAIL_TEMPLATE: z.uuid('NOTIFY_EMAIL_TEMPLATE must be the id of a template of GOV.UK Notify.'),
  SMTP_URL: z
    .string()
    .refine(
      (text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? ''),
      'SMTP_URL must be the address of a mail server: smtp://name:password@mail.example.school:587, or smtps://… A sign such as # or / in the password is written %23 or %2F.',
    ),
  SMTP_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'SMTP_FROM must be the e-mail address that messages come from, such as Elmfield Academy <attendance@elmfield.example>.',
    ),
  MESSAGES_TOKEN: z
    .string()
    .min(SHORTEST_TOKEN, `MESSAGES_TOKEN is too short: give it ${SHORTEST_TOKEN} characters or more, at random.`),
}

type Given = { readonly [Name in keyof typeof MESSAGE_SETTINGS]?: string | undefined }

/** @throws StartUpError where half of a service is set: messages would wait for the other half unnoticed. */
export function messageServicesOf(given: Given): MessageServices {
  const { NOTIFY_API_KEY: key, NOTIFY_TEXT_TEMPLATE: textTemplate, NOTIFY_EMAIL_TEMPLATE: emailTemplate } = given
  const { SMTP_URL: url, SMTP_FROM: from } = given
  const someNotify = textTemplate !== undefined || emailTemplate !== undefined
  if ((key !== undefined) !== someNotify)
    throw new StartUpError(
      'For GOV.UK Notify, set NOTIFY_API_KEY together with NOTIFY_TEXT_TEMPLATE, NOTIFY_EMAIL_TEMPLATE or both.',
    )
  if ((url === undefined) !== (from === undefined))
    throw new StartUpError('For e-mail by the school’s own server, set both: SMTP_URL and SMTP_FROM.')
  return {
    notify: key === undefined ? undefined : { key, url: given.NOTIFY_URL, textTemplate, emailTemplate },
    smtp: url === undefined || from === undefined ? undefined : { url, from },
    token: given.MESSAGES_TOKEN,
  }
}
