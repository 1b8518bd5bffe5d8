import type { Attachment } from '../queue/attachments.ts'
import type { Channel } from '../rules/shapes.ts'

/** A message as a service is given it. */
export interface Outgoing {
  /** Ours, and the same at every try: by it a service is asked whether it has the message already. */
  readonly messageId: string
  readonly channel: Exclude<Channel, 'letter'>
  readonly address: string
  readonly subject: string
  readonly body: string
  /** Carried by a mail server alone. */
  readonly attachments?: readonly Attachment[]
}

/** What came of one try. What is said here is kept: never a number, a name or a service's own words. */
export type Sent =
  | { readonly outcome: 'handed-over'; readonly providerId: string | null }
  /** The service will never take it: the number or address is wrong, or the message is. */
  | { readonly outcome: 'refused'; readonly why: string; readonly addressAtFault: boolean }
  /** To be tried again. `taken`: whether it may have been taken all the same. `setUp`: no message will go before somebody mends the settings. */
  | {
      readonly outcome: 'put-off'
      readonly why: string
      readonly taken: 'no' | 'not-known'
      readonly waitSeconds?: number
      readonly setUp?: true
    }

/** One way out of the building. */
export interface Sender {
  readonly name: 'notify' | 'smtp'
  send(message: Outgoing): Promise<Sent>
  /** Whether the service has the message of an earlier try. A service without this cannot be asked: then a person is. */
  find?(message: Outgoing): Promise<Sent | 'not-there'>
}

/** What is set up; a channel without a sender goes by hand. */
export interface Senders {
  readonly text?: Sender | undefined
  readonly email?: Sender | undefined
}
