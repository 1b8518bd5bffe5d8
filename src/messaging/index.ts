/** The door of messages to families: put one in the queue, see what became of it, and what was answered. */
import { type Binding, bind, bindAfter } from '../platform/http/use-case.ts'
import { listOutbox } from './by-hand/list-outbox.ts'
import { settleMessages } from './by-hand/settle-messages.ts'
import { chooseForContact, listChoices } from './choices/use-choices.ts'
import * as contract from './contract.ts'
import { listReplies, settleReply } from './incoming/use-replies.ts'
import { previewLayout, saveLayout, showLayout, tried, triedIfOwn } from './layouts/use-layouts.ts'
import { printLetters } from './letters/print-letters.ts'
import { listMessages } from './queue/list-messages.ts'
import type { PraiseUnwanted, SupportShown } from './queue/load-preflight.ts'
import { sendMessages } from './queue/send-messages.ts'
import { showPreview } from './queue/show-preview.ts'
import type { FiguresOf } from './queue/with-figures.ts'
import type { AskOvertaken } from './sending/hindrance.ts'
import { listTemplates, saveTemplate, showTemplate } from './templates/use-templates.ts'

export { noteSentByHand } from './by-hand/note-sent.ts'
export { choicesOf, keepChoice } from './choices/store.ts'
export { MESSAGE_FAILED, MESSAGE_REPLIED } from './events.ts'
export { mountHooks } from './incoming/mount-hooks.ts'
export { type KnownReply, noteDealtWith, repliesOf, repliesToRead, replyOf } from './incoming/replies-of.ts'
export { takeReply } from './incoming/take-reply.ts'
export { type Attachment, paperAttached } from './queue/attachments.ts'
export { type ContactFailure, contactFailures } from './queue/failed-addresses.ts'
export { decisionsSent, familyLetters } from './queue/for-leave.ts'
export type { SupportShown } from './queue/load-preflight.ts'
export { type KnownMessage, messageOf, messagesAbout, messagesOfTemplates } from './queue/messages-about.ts'
export { notAnyMore } from './queue/not-any-more.ts'
export { type AskedPreview, previewMessage } from './queue/preview-message.ts'
export { type AskedMessage, type QueuedMessage, queueMessage } from './queue/queue-message.ts'
export { lookAtMessage } from './queue/show-preview.ts'
export { unsentMessages } from './queue/unsent-messages.ts'
export type { FiguresOf } from './queue/with-figures.ts'
export { openCauses, schoolsWithCauses, withdrawMessages } from './queue/withdraw-messages.ts'
export type { AskOvertaken } from './sending/hindrance.ts'
export { sendDue } from './sending/send-due.ts'
export type { Senders } from './sending/sender.ts'
export { type MessageServices, NO_SERVICES, sendersOf } from './sending/services.ts'
export { templateOf, templatesOf } from './templates/store.ts'

/** @param given what other slices know: what is counted of one child's days, for whom praise is not wanted,
 *   of whom support was shown, and what letters that wait say now. */
export const messagingBindings = ({
  figuresOf,
  praiseUnwanted,
  supportShown,
  overtaken,
}: {
  readonly figuresOf: FiguresOf
  readonly praiseUnwanted: PraiseUnwanted
  readonly supportShown: SupportShown
  /** What letters that wait to be printed say now. */
  readonly overtaken: AskOvertaken
}): readonly Binding[] => [
  bind(contract.listMessages, listMessages),
  bind(contract.listOutbox, listOutbox(overtaken)),
  bind(contract.previewMessage, showPreview({ figuresOf, praiseUnwanted, supportShown })),
  bind(contract.sendMessages, sendMessages(figuresOf)),
  bind(contract.settleMessages, settleMessages(overtaken)),
  bind(contract.printLetters, printLetters(overtaken)),
  bind(contract.showLetterLayout, showLayout),
  bindAfter(contract.previewLetterLayout, tried, previewLayout),
  bindAfter(contract.saveLetterLayout, triedIfOwn, saveLayout),
  bind(contract.listTemplates, listTemplates),
  bind(contract.showTemplate, showTemplate),
  bind(contract.saveTemplate, saveTemplate),
  bind(contract.listReplies, listReplies),
  bind(contract.settleReply, settleReply),
  bind(contract.listChoices, listChoices),
  bind(contract.chooseForContact, chooseForContact),
]
