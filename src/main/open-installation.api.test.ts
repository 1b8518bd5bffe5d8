import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { markDemonstration } from '../identity/index.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { refuseTheOther } from './open-installation.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())

describe('a demonstration, where anybody signs in as anybody,', () => {
  it('does not open the data of a real school', async () => {
    await server.school()
    await expect(refuseTheOther(server.database, true)).rejects.toThrow(/is not a demonstration/)
    await refuseTheOther(server.database, false)
  })

  it('opens empty data, to be made up, and what was made up for one', async () => {
    await refuseTheOther(server.database, true)
    await server.database.asSystem(markDemonstration)
    await server.school()
    await refuseTheOther(server.database, true)
  })

  it('is not opened as a school, whose people the next --demo would let anybody be', async () => {
    await server.database.asSystem(markDemonstration)
    await expect(refuseTheOther(server.database, false)).rejects.toThrow(/is a demonstration/)
  })
})
