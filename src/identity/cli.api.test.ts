import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPlace } from '../testing/builders.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { addIdentityCommands } from './cli.ts'
import { CommandRefused } from './command.ts'
import { listPeople } from './contract.ts'

const SETTINGS = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

async function type(...words: string[]): Promise<string> {
  const said: string[] = []
  const program = new Command().exitOverride()
  const say = (line: string) => void said.push(line)
  addIdentityCommands(program, (work) => work({ database: server.database, settings: SETTINGS, say, folder: '.' }))
  await program.parseAsync(words, { from: 'user' })
  return said.join('\n')
}

async function openLink(said: string, newPassword: string): Promise<number> {
  const token = /#([\w-]+)/.exec(said)?.[1]
  const payload = { token, newPassword }
  return (await server.as(undefined).inject({ method: 'POST', url: '/api/auth/reset-password', payload })).statusCode
}

const signIn = (email: string, password: string) =>
  server.as(undefined).inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } })

describe('the first administrator', () => {
  it('needs a school to be added first', async () => {
    const tooEarly = type('appoint', 'ada@school.example', 'Ada Field', '--school', 'Elm School')
    await expect(tooEarly).rejects.toThrow(/^There is no school yet\. Add it first: \.\/firstbell school add/)
    await addPlace(server.database, { kind: 'school', name: 'Elm School' })
  })

  it('gets a link, signs in with it, and can administer people', async () => {
    const said = await type('appoint', 'Ada@school.example', 'Ada Field', '--school', 'Elm School')
    expect(await openLink(said, 'seven green umbrellas')).toBe(200)
    const answer = await signIn('ada@school.example', 'seven green umbrellas')
    expect(answer.statusCode).toBe(200)
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    const me = (await server.as(undefined).inject({ url: '/api/me', headers: { cookie } })).json()
    expect(me.schools).toEqual([expect.objectContaining({ name: 'Elm School', roles: ['school-admin'] })])
    const url = listPeople.url.replace(':schoolId', me.schools[0].id)
    expect((await server.as(undefined).inject({ url, headers: { cookie } })).statusCode).toBe(200)
  })

  it('is added to the one school there is without naming it, and never to one misspelt', async () => {
    const said = await type('appoint', 'ben@school.example', 'Ben Field')
    expect(said).toContain('/welcome#')
    expect(said).toContain('they take no registers')
    await expect(type('appoint', 'cy@school.example', 'Cy', '--school', 'Elmm')).rejects.toThrow(/Elm School/)
  })

  it('is given other roles with it where they are asked for, and none that is not there', async () => {
    const roles = ['--roles', 'school-admin,attendance-officer']
    const said = await type('appoint', 'di@school.example', 'Di Field', ...roles)
    expect(said).toContain('Di Field is School administrator and Attendance officer at Elm School.')
    expect(said).not.toContain('they take no registers')
    await expect(type('appoint', 'e@school.example', 'E', '--roles', 'king')).rejects.toThrow(
      /no role "king".*attendance-officer/,
    )
    await expect(type('administrator', 'no address', 'E')).rejects.toThrow(CommandRefused)
  })

  it('is told to appoint the head, until there is one, who can do the rest', async () => {
    const before = await type('appoint', 'fay@school.example', 'Fay Field')
    expect(before).toContain('Nobody at Elm School can give "Head" or "Safeguarding lead" yet.')
    expect(before).toContain('./firstbell appoint EMAIL "NAME" --school "Elm School" --roles head')
    const head = await type('appoint', 'una@school.example', 'Una Price', '--roles', 'head')
    expect(head).toContain('Una Price is Head at Elm School.')
    expect(head).not.toContain('Nobody at Elm School')
    expect(await type('appoint', 'gus@school.example', 'Gus Field')).not.toContain('Nobody at Elm School')
  })

  it('who is at another school of this Firstbell already is said to start afresh there', async () => {
    await addPlace(server.database, { kind: 'school', name: 'Ash School' })
    const said = await type('appoint', 'ben@school.example', 'Ben Field', '--school', 'Ash School')
    expect(said).toContain('its password, second factor and sign-ins\nhave ended')
    expect(said).toContain('/welcome#')
  })

  it('who has forgotten the password gets another link; the old sign-ins end', async () => {
    const before = await signIn('ada@school.example', 'seven green umbrellas')
    const cookie = String(before.headers['set-cookie']).split(';')[0] ?? ''
    expect(await openLink(await type('sign-in-link', 'ADA@school.example'), 'eight blue umbrellas')).toBe(200)
    expect((await server.as(undefined).inject({ url: '/api/me', headers: { cookie } })).json().signedIn).toBe(false)
    expect((await signIn('ada@school.example', 'eight blue umbrellas')).statusCode).toBe(200)
    await expect(type('sign-in-link', 'nobody@school.example')).rejects.toThrow(/Nobody here/)
  })
})
