import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { commandAnswerer } from './commands.ts'

const SETTINGS = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1:4999' }

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

const type = (...words: string[]) =>
  commandAnswerer({ database: server.database, settings: SETTINGS })({ words, folder: '/nowhere at all' })

describe('a command handed to the running server', () => {
  it('is done there, and everything it says comes back', async () => {
    const school = ['--name', 'Elm School', '--urn', '990101', '--laestab', '888/4001', '--phase', 'primary']
    const asked = ['school', 'add', ...school, '--type', 'academy', '--folder', '/somewhere']
    const { said, refused } = await type(...asked)
    expect(refused).toBeUndefined()
    expect(said[0]).toBe('Elm School is added, with Reception, Year 1, Year 2, Year 3, Year 4, Year 5 and Year 6.')
    const link = await type('administrator', 'ada@school.example', 'Ada Field')
    expect(link.said.join('\n')).toContain('http://127.0.0.1:4999/welcome#')
  })

  it('finds files from where it was typed, and gives a refusal back as a sentence', async () => {
    expect(await type('roster', 'import', 'roster.csv', '--school', '990101')).toEqual({
      said: [],
      refused: '/nowhere at all/roster.csv cannot be read. Check the name and that you may open it.',
    })
  })
})
