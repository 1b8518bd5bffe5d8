import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../platform/database/database.ts'
import { atScreen, registerSchool } from '../testing/register-school.ts'
import { onPostgres } from '../testing/test-database.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  server.clock.moveTo(MORNING)
})
afterAll(() => server.close())

describe.runIf(onPostgres())('saves that wait for a journal which somebody holds', () => {
  it('are answered within seconds that nothing was saved, and keep no other school from its registers', async () => {
    const [school, other] = [await registerSchool(server), await registerSchool(server, { name: 'Other School' })]
    const [first, second] = school.pupils.nineA
    await atScreen(server, school, school.officer).save({ [first as string]: '/' })
    const tutor = atScreen(server, school, school.tutor)
    const seenIn = await tutor.open()
    let release: () => void = () => undefined
    const held = new Promise<void>((go) => {
      release = go
    })
    const holding = server.database.asSystem(async (tx) => {
      await run(tx, sql`select 1 from register.head where school_id = ${school.id} for update`)
      await held
    })
    const saves = Array.from({ length: 12 }, () => tutor.save({ [second as string]: 'N' }, { seenIn }))
    await new Promise((go) => setTimeout(go, 300))
    const begun = performance.now()
    await atScreen(server, other, other.officer).open()
    // Whoever waits gives up after a second: it must not have been that which let the other school in.
    expect(performance.now() - begun).toBeLessThan(600)
    const answers = (await Promise.all(saves)).map((answer) => [answer.statusCode, answer.json().code])
    expect(answers).toEqual(Array(12).fill([409, 'race.lost']))
    release()
    await holding
    expect((await tutor.save({ [second as string]: 'N' }, { seenIn })).statusCode).toBe(200)
  })
})
