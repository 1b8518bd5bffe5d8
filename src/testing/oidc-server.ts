import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface OidcUser {
  readonly email: string
  readonly emailVerified: boolean
}

export interface OidcServer {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who signs in there from now on, and where the browser may be sent back to. */
  user: OidcUser
  /** Follows an address as that user's browser, through sign-in and consent, to where it is sent back. */
  browse(address: string): Promise<string>
  stop(): Promise<void>
}

const CLIENT = { clientId: 'firstbell', clientSecret: 'a client secret of tests only' }

/** A real OpenID Connect provider on this machine, standing in for a school's Microsoft or Google. */
export async function startOidcServer(redirectUri: string): Promise<OidcServer> {
  const listener = createServer((request, response) => void callback(request, response))
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  const state: { user: OidcUser } = { user: { email: 'nobody@school.example', emailVerified: true } }
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    ttl: { AccessToken: 300, AuthorizationCode: 300, Grant: 300, IdToken: 300, Interaction: 300, Session: 300 },
    cookies: { keys: ['of tests only'] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => ({
        sub,
        email: state.user.email,
        email_verified: state.user.emailVerified,
        name: 'Of the provider',
      }),
    }),
  })
  const callback = provider.callback()
  return {
    issuer,
    ...CLIENT,
    get user() {
      return state.user
    },
    set user(user: OidcUser) {
      state.user = user
    },
    browse: (address) => browse(address, { issuer, login: () => state.user.email }),
    stop: async () => {
      listener.close()
      listener.closeAllConnections()
    },
  }
}

/** Sends on what a person would: the provider's development forms ask for a name and for consent. */
async function browse(address: string, at: { issuer: string; login: () => string }): Promise<string> {
  const cookies = new Map<string, string>()
  let next = address
  for (let step = 0; step < 12; step++) {
    if (!next.startsWith(at.issuer)) return next
    const answer = await send(next, cookies)
    const location = answer.headers.get('location')
    if (location !== null) {
      next = new URL(location, next).href
      continue
    }
    const page = await answer.text()
    const action = /action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined)
      throw new Error(`the provider asked something else: ${page.slice(0, 300)}`)
    const body = new URLSearchParams({ prompt, login: at.login(), password: 'any' })
    const sent = await send(new URL(action, next).href, cookies, body)
    next = new URL(sent.headers.get('location') ?? '', next).href
  }
  throw new Error('the provider sent the browser round in circles')
}

async function send(address: string, cookies: Map<string, string>, body?: URLSearchParams): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: { cookie },
    ...(body === undefined ? {} : { body }),
  })
  for (const set of answer.headers.getSetCookie()) {
    const [pair = ''] = set.split(';')
    const at = pair.indexOf('=')
    cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return answer
}
