import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { run, type Tx } from '../../platform/database/database.ts'
import { SESSION_SECONDS, type SignInSettings } from './auth.ts'

/** The cookie that carries a sign-in; `__Secure-` where the address is https, as browsers then insist. */
export function cookieName(settings: SignInSettings): string {
  return `${isSecure(settings) ? '__Secure-' : ''}firstbell.session_token`
}

export function isSecure(settings: SignInSettings): boolean {
  return settings.publicUrl.startsWith('https://')
}

/**
 * Begins a sign-in as the sign-in library would, in the caller's own transaction.
 * @returns the value of a `Set-Cookie` header
 */
export async function startSession(tx: Tx, settings: SignInSettings, personId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await run(
    tx,
    sql`insert into identity."session" ("token", "userId", "expiresAt", "updatedAt")
      values (${token}, ${personId}, now() + ${SESSION_SECONDS} * interval '1 second', now())`,
  )
  return sessionOf(settings, token)
}

/** The value of a `Set-Cookie` header that carries a sign-in with this token. */
export function sessionOf(settings: SignInSettings, token: string): string {
  const value = encodeURIComponent(`${token}.${sign(token, settings.secret)}`)
  return setCookie(settings, value, SESSION_SECONDS)
}

/** Takes the cookie away from the browser. */
export function endedCookie(settings: SignInSettings): string {
  return setCookie(settings, '', 0)
}

function setCookie(settings: SignInSettings, value: string, seconds: number): string {
  const secure = isSecure(settings) ? '; Secure' : ''
  return `${cookieName(settings)}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

/** The session cookie's value as it came, if there is one; its signature is not checked. */
export function sessionCookie(settings: SignInSettings, cookies: string | undefined): string | undefined {
  return cookieNamed(cookieName(settings), cookies)
}

/** The session's token, where the cookie's signature is ours. */
export function tokenOf(settings: SignInSettings, cookies: string | undefined): string | undefined {
  return signedCookie(settings, cookies, cookieName(settings))
}

/** The cookie of a sign-in whose password was right and whose second factor is still to come. */
export function twoFactorCookieName(settings: SignInSettings): string {
  return `${isSecure(settings) ? '__Secure-' : ''}firstbell.two_factor`
}

/** What a cookie says, where its signature is ours. */
export function signedCookie(settings: SignInSettings, cookies: string | undefined, name: string): string | undefined {
  const value = cookieNamed(name, cookies)
  if (value === undefined) return undefined
  const text = decoded(value)
  const dot = text.lastIndexOf('.')
  const said = text.slice(0, dot)
  const given = Buffer.from(text.slice(dot + 1))
  const ours = Buffer.from(sign(said, settings.secret))
  return given.length === ours.length && timingSafeEqual(given, ours) ? said : undefined
}

function cookieNamed(name: string, cookies: string | undefined): string | undefined {
  const found = cookies?.split(';').find((cookie) => cookie.trim().startsWith(`${name}=`))
  return found?.trim().slice(name.length + 1) || undefined
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

function sign(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('base64')
}
