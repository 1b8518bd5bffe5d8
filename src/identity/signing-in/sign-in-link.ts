import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Moment } from '../../kernel/time-of-day.ts'
import { one, run, type Tx } from '../../platform/database/database.ts'
import type { SignInSettings } from './auth.ts'

const DAYS = 7

/** A link that lets a person choose a password, once. */
export interface SignInLink {
  readonly address: string
  readonly until: Moment
}

/**
 * Makes such a link in the caller's transaction. Only a hash of it is stored, as the sign-in library looks it up; and the
 * secret part stands after `#`, which browsers never send to a server, so that no log can hold it.
 */
export async function newSignInLink(tx: Tx, settings: SignInSettings, personId: string): Promise<SignInLink> {
  const { token, until } = await newPasswordToken(tx, personId)
  return { address: new URL(`/welcome#${token}`, settings.publicUrl).href, until }
}

/** What the sign-in library sets a password for, once, within a week. Whoever holds it can become that person. */
export async function newPasswordToken(tx: Tx, personId: string): Promise<{ token: string; until: Moment }> {
  const token = randomBytes(24).toString('base64url')
  const identifier = createHash('sha256').update(`reset-password:${token}`).digest('base64url')
  // The sign-in library judges by the wall's clock, also where a demonstration keeps another.
  const { until } = await one(tx, sql<{ until: Moment }>`select now() + ${DAYS} * interval '1 day' as until`)
  await run(
    tx,
    sql`insert into identity."verification" ("identifier", "value", "expiresAt") values (${identifier}, ${personId}, ${until})`,
  )
  return { token, until }
}
