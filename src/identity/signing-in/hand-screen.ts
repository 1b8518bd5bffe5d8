import { randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Handed } from '../../kernel/handed.ts'
import { failure, notAllowed, type Problem, type Result, refused, success } from '../../kernel/result.ts'
import { maybeOne, one, type Tx } from '../../platform/database/database.ts'
import type { BeforeContext, Context } from '../../platform/http/use-case.ts'
import type { SignInSettings } from './auth.ts'
import { sessionOf, tokenOf } from './session.ts'

/** Wrong codes after which only a new sign-in takes the screen back. Counted in the database: no restart forgives them. */
const MOST_TRIES = 5

const handedShape = z.object({
  params: z.record(z.string(), z.string()),
  right: z.string(),
  subject: z.string(),
  path: z.string(),
})

const NOTHING: Handed = { params: {}, right: '', subject: '', path: '/' }

/**
 * What a sign-in was narrowed to, as the database keeps it; undefined for a whole one, of which the database says null. What cannot be read, or was
 * not read at all, is narrowed to nothing.
 */
export function readHanded(kept: string | null | undefined): Handed | undefined {
  if (kept === null) return undefined
  try {
    return kept === undefined ? NOTHING : handedShape.parse(JSON.parse(kept))
  } catch {
    return NOTHING
  }
}

export interface ScreenGiven {
  /** What staff take the screen back with. */
  readonly code: string
  readonly to: Handed
}

/** Gives the screen to a child: ends the caller's sign-in in this browser, and begins one that is narrowed to what the child's page needs. */
export async function handScreen(
  { tx, cookie, answerHeader }: Pick<Context, 'tx' | 'cookie' | 'answerHeader'>,
  settings: SignInSettings,
  { code, to }: ScreenGiven,
): Promise<Result<void>> {
  const [token, begun] = [tokenOf(settings, cookie), newToken()]
  const hash = await hashPassword(code)
  const done = await one(
    tx,
    sql<{ yes: boolean }>`
      select identity.hand_session(${token ?? ''}, ${begun}, ${JSON.stringify(to)}, ${hash}) as yes`,
  )
  if (!done.yes) return notAllowed()
  answerHeader('set-cookie', sessionOf(settings, begun))
  return success(undefined)
}

/** How a code was, before the screen is given back with it. */
export type TriedCode = 'right' | 'wrong' | 'spent' | 'not-handed'

/** Tries a code. The try is counted in a transaction of its own: a wrong one is refused, and that must not undo the count. */
export async function tryScreenCode(
  { inTransaction, cookie }: Pick<BeforeContext, 'inTransaction' | 'cookie'>,
  settings: SignInSettings,
  code: string,
): Promise<TriedCode> {
  const token = tokenOf(settings, cookie)
  if (token === undefined) return 'not-handed'
  const tried = await inTransaction((tx) =>
    maybeOne(
      tx,
      sql<{ hash: string | null }>`select code_hash as hash from identity.try_handed_code(${token}, ${MOST_TRIES})`,
    ),
  )
  if (tried === undefined) return 'not-handed'
  if (tried.hash === null) return 'spent'
  return (await verifyPassword({ hash: tried.hash, password: code })) ? 'right' : 'wrong'
}

const WRONG: Problem = {
  kind: 'not-allowed',
  code: 'screen.wrong-code',
  message: 'That is not the code. Only whoever gave the screen away knows it.',
}

/** Gives the screen back to staff: ends the narrow sign-in, and begins a whole one of the same person. */
export async function takeScreenBack(
  { tx, cookie, answerHeader }: Pick<Context, 'tx' | 'cookie' | 'answerHeader'>,
  settings: SignInSettings,
  tried: TriedCode,
): Promise<Result<void>> {
  if (tried === 'wrong') return failure(WRONG)
  if (tried === 'spent')
    return refused('screen.code-spent', 'The code was wrong five times. Sign in again to take the screen back.')
  const [token, begun] = [tokenOf(settings, cookie), newToken()]
  const isBack = tried === 'right' && (await wholeAgain(tx, token ?? '', begun))
  if (!isBack) return refused('screen.not-handed', 'This screen is with nobody else. Load the page again.')
  answerHeader('set-cookie', sessionOf(settings, begun))
  return success(undefined)
}

async function wholeAgain(tx: Tx, token: string, begun: string): Promise<boolean> {
  return (await one(tx, sql<{ yes: boolean }>`select identity.take_session_back(${token}, ${begun}) as yes`)).yes
}

function newToken(): string {
  return randomBytes(24).toString('base64url')
}
