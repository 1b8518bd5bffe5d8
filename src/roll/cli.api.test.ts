import { Command } from 'commander'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { one } from '../platform/database/database.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { addRollCommands } from './cli.ts'

const SETTINGS = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

/** What the command says; a refusal as its sentence. */
async function type(...words: string[]): Promise<string> {
  const said: string[] = []
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  const say = (line: string) => void said.push(line)
  addRollCommands(program, (work) => work({ database: server.database, settings: SETTINGS, say, folder: '.' }))
  await program.parseAsync(words, { from: 'user' }).catch((error: Error) => said.push(`REFUSED ${error.message}`))
  return said.join('\n')
}

const SCHOOL = ['--name', 'Elm School', '--urn', '990101', '--laestab', '888-4001', '--phase', 'secondary']
const ADMIN = ['--admin', 'Ada@school.example', '--admin-name', 'Ada Field']
const add = (...more: string[]) => type('school', 'add', ...SCHOOL, ...more)
const counts = () =>
  server.database.asSystem((tx) =>
    one(
      tx,
      sql<{ schools: number; places: number; people: number; trusts: number }>`
        select (select count(*) from roll.school) as schools, (select count(*) from identity.place) as places,
          (select count(*) from identity.person) as people, (select count(*) from roll.trust) as trusts`,
    ),
  )

describe('adding a school to an empty installation', () => {
  it('says in a list that there is none, and what to type', async () => {
    expect(await type('school', 'list')).toContain('./firstbell school add --help')
  })

  it.each([
    [['--urn', '12'], 'A URN is six digits'],
    [['--laestab', 'Elm'], 'The DfE number is LLL/EEEE'],
    [[], 'Say who runs it, with --type: academy,'],
    [['--type', 'academy', '--years', '11-7'], 'Say its year groups'],
    [['--type', 'academy', '--phase', 'special'], 'Say its year groups'],
    [['--type', 'academy', '--admin', 'ada@school.example'], 'Name the first administrator with both'],
    [['--type', 'academy', ...ADMIN, '--roles', 'king'], 'There is no role "king"'],
    [['--type', 'academy', '--admin', 'nowhere', '--admin-name', 'Ada'], '"nowhere" is no e-mail address'],
  ])('with %j asks again in a sentence, and changes nothing', async (more, sentence) => {
    expect(await add(...more)).toContain(`REFUSED ${sentence}`)
    expect(await counts()).toEqual({ schools: 0, places: 0, people: 0, trusts: 0 })
  })

  it('makes it with its trust and its first administrator, whose link opens it', async () => {
    const said = await add('--trust', 'Rivers Trust', ...ADMIN)
    expect(said).toContain('Elm School is added, with Year 7, Year 8, Year 9, Year 10 and Year 11.')
    expect(said).toContain('Ada Field is School administrator and Attendance officer at Elm School.')
    const payload = { token: /#([\w-]+)/.exec(said)?.[1], newPassword: 'seven green umbrellas' }
    const send = (url: string, body: object) => server.as(undefined).inject({ method: 'POST', url, payload: body })
    expect((await send('/api/auth/reset-password', payload)).statusCode).toBe(200)
    const { newPassword: password } = payload
    const signedIn = await send('/api/auth/sign-in/email', { email: 'ada@school.example', password })
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
    const ask = async (url: string) => (await server.as(undefined).inject({ url, headers: { cookie } })).json()
    const { schools } = await ask('/api/me')
    expect(schools).toEqual([expect.objectContaining({ name: 'Elm School', phase: 'secondary' })])
    const seen = await ask(`/api/schools/${schools[0].id}`)
    expect(seen).toMatchObject({ urn: '990101', laestab: '888/4001', type: 'academy', trust: 'Rivers Trust' })
  })

  it('is refused a second time, under the same name or number', async () => {
    const before = await counts()
    expect(await add('--trust', 'Rivers Trust')).toContain('REFUSED Elm School (URN 990101) is here already')
    const renamed = ['--name', 'Ash School', '--trust', 'rivers trust']
    expect(await add(...renamed)).toContain('is here already')
    expect(await counts()).toEqual(before)
  })

  it('puts a second school into the trust that is there, and lists both', async () => {
    const said = await add('--name', 'Ash School', '--urn', '990102', '--laestab', '8884002', '--trust', 'rivers trust')
    expect(said).toContain('./firstbell appoint EMAIL "NAME" --school "Ash School"')
    expect((await counts()).trusts).toBe(1)
    expect((await type('school', 'list')).split('\n')).toEqual([
      'Ash School: URN 990102, 888/4002, secondary, Rivers Trust, 0 pupils',
      'Elm School: URN 990101, 888/4001, secondary, Rivers Trust, 0 pupils',
    ])
  })
})
