import { afterAll, beforeAll, expect, it } from 'vitest'
import { aContact, aPupil, linkTo, type RollSchool, startRollSchool } from '../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { households } from './index.ts'

let server: TestServer
let school: RollSchool

beforeAll(async () => {
  server = await startTestServer()
  school = await startRollSchool(server)
})
afterAll(() => server.close())

it('says who lives together, and of nobody whose dwelling, or whose mother’s, is confidential', async () => {
  const at = (street: string, confidential?: boolean) => ({
    ...{ lines: [`1 ${street}`], town: 'Westmarch', postcode: 'WM1 1AA', confidential },
  })
  const mother = aContact({ address: at('Mother Street', true) })
  const [one, other] = [aPupil({ address: at('Open Street') }), aPupil({ address: at('Open Street') })]
  const refuge = [aPupil({ address: at('Hidden Street', true) }), aPupil({ address: at('Hidden Street', true) })]
  const withHer = [
    aPupil({ address: at('Copied Street'), contacts: [linkTo(mother)] }),
    aPupil({ address: at('Copied Street'), contacts: [linkTo(mother)] }),
  ]
  const alone = aPupil({ address: at('Lone Street') })
  await school.enrol({ contacts: [mother], pupils: [one, other, ...refuge, ...withHer, alone] })
  const homes = await server.database.inTenants([school.id], (tx) => households(tx, school.id))
  expect([...homes.keys()].toSorted()).toEqual([one.id, other.id].toSorted())
  expect(homes.get(one.id)).toBe(homes.get(other.id))
})
