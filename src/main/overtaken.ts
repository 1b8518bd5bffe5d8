import { overtakenTexts } from '../absence/index.ts'
import { overtakenLetters } from '../casework/index.ts'
import { overtakenNotices } from '../enforcement/index.ts'
import type { AskOvertaken } from '../messaging/index.ts'

/** What a letter counts may be another number, and a notice may come too late for its weeks: asked as a person prints or sends it. */
export const overtakenOnPaper: AskOvertaken = async (tx, of) =>
  new Map([...(await overtakenLetters(tx, of)), ...(await overtakenNotices(tx, of))])

/** A text of the morning may not be so any more either: asked as a service is about to send it. */
export const overtakenByNow: AskOvertaken = async (tx, of) =>
  new Map([...(await overtakenTexts(tx, of)), ...(await overtakenOnPaper(tx, of))])
