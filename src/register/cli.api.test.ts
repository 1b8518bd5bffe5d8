import { Command } from 'commander'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PupilId } from '../kernel/ids.ts'
import { atScreen, type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { addRegisterCommands } from './index.ts'

let server: TestServer
let school: RegisterSchool

beforeAll(async () => {
  server = await startTestServer()
  school = await registerSchool(server)
  await atScreen(server, school, school.tutor).save({}, { rest: 'present', complete: true })
})
afterAll(() => server.close())

/** What `firstbell register verify` says, and the sentence it ends with where it refuses. */
async function verify(): Promise<{ said: string; refused: string }> {
  const said: string[] = []
  let refused = ''
  const program = new Command()
  addRegisterCommands(program, async (work) => {
    const { database } = server
    const settings = { publicUrl: 'http://127.0.0.1', secret: 'a secret of tests only' }
    await work({ database, settings, say: (line) => void said.push(line), folder: '.' }).catch((error: Error) => {
      refused = error.message
    })
  })
  await program.parseAsync(['register', 'verify'], { from: 'user' })
  return { said: said.join('\n'), refused }
}

it('says that a sound journal is sound, with the hash to write down', async () => {
  const { said, refused } = await verify()
  expect(said).toMatch(
    /^Elmfield Academy: sound. 1 entry and the marks of 6 pupil years agree; the last hash is [0-9a-f]{64}.$/,
  )
  expect(refused).toBe('')
})

it('says what was altered and where, and refuses', async () => {
  const [one] = school.pupils.nineA as [PupilId]
  await server.database.runScript(
    `update register.strip set marks = set_byte(marks, 700, 19) where pupil_id = '${one}'`,
  )
  const { said, refused } = await verify()
  expect(said).toContain('Elmfield Academy: NOT SOUND. 1 fault in')
  expect(said).toContain(
    'Marks of Ada Adler00 (9A), morning of 17 Jul 2027: it holds I, but no entry made a mark there.',
  )
  expect(said).not.toContain(one)
  expect(refused).toContain('at one school')
})

it('finds a journal whose recorded end was taken away', async () => {
  await server.database.runScript(`delete from register.head where school_id = '${school.id}'`)
  expect((await verify()).said).toContain('The journal ends at entry 1, but its recorded end is entry 0')
})
