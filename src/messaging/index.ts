/** The door of messages to families: put one in the queue, see what became of it, and what was answered. */
import type { Binding } from '../platform/http/use-case.ts'

export { type ContactFailure, contactFailures } from './queue/failed-addresses.ts'
export { type KnownMessage, messagesAbout } from './queue/messages-about.ts'
export { type AskedPreview, previewMessage } from './queue/preview-message.ts'
export { type AskedMessage, type QueuedMessage, queueMessage } from './queue/queue-message.ts'
export { withdrawMessages } from './queue/withdraw-messages.ts'
export { templatesOf } from './templates/store.ts'

export const messagingBindings: readonly Binding[] = []
