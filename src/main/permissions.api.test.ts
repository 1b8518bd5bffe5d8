import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ACTIONS, ROLES, type Role, signOut } from '../identity/contract.ts'
import type { Operation } from '../kernel/operation.ts'
import { many } from '../platform/database/database.ts'
import type { TestPerson, TestPlace } from '../testing/builders.ts'
import { requestOf, startTestServer, type TestServer } from '../testing/test-server.ts'
import { allBindings } from './compose.ts'
import { whoMayDocument } from './who-may.ts'

// Sends every operation as every role, at the school where the role is held, at another school, and signed out, and compares
// what the server does with what docs/generated/who-may.md says.

const SETTINGS = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }
const operations = allBindings(SETTINGS, undefined).map((binding) => binding.operation)
const { rows, text } = whoMayDocument(operations)
const reachOf = new Map(rows.map((row) => [row.id, row.reach]))

let server: TestServer
let places: { own: TestPlace; other: TestPlace; trust: TestPlace; authority: TestPlace }
let people: ReadonlyMap<Role, TestPerson>

beforeAll(async () => {
  server = await startTestServer()
  const [trust, authority] = [await server.trust(), await server.authority()]
  const own = await server.school({ trust, authority })
  places = { own, trust, authority, other: await server.school({ trust: await server.trust() }) }
  const above: Partial<Record<Role, TestPlace>> = {
    trustee: trust,
    'trust-officer': trust,
    'authority-officer': authority,
  }
  const added = ROLES.map(async (role) => [role, await server.person({ role, place: above[role] ?? own })] as const)
  people = new Map(await Promise.all(added))
})

afterAll(() => server.close())

/** An address for the operation at a school or trust; all else in it is well formed and not there. */
function paramsFor(operation: Operation, place: { readonly school: TestPlace; readonly trust: TestPlace }) {
  const shape = operation.schema.params
  if (shape === undefined) return {}
  const { properties = {} } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
  const made = Object.entries(properties).map(([name, property]) => {
    if (name === 'schoolId') return [name, place.school.id]
    if (name === 'trustId') return [name, place.trust.id]
    if (name === 'authorityId') return [name, places.authority.id]
    return [name, anyOf(property as { format?: string; enum?: string[]; type?: string })]
  })
  return Object.fromEntries(made)
}

function anyOf(property: { format?: string; enum?: string[]; type?: string }): string {
  if (property.format === 'uuid') return '7f1f6c1e-93a4-4f0e-8f2b-0c1d2e3f4a5b'
  if (property.format === 'date') return '2026-11-23'
  if (property.type === 'number' || property.type === 'integer') return '2026'
  return property.enum?.[0] ?? 'any'
}

async function send(operation: Operation, as: TestPerson | undefined, school: TestPlace) {
  const params = paramsFor(operation, { school, trust: places.trust })
  const body = operation.method === 'GET' ? {} : { body: {} }
  // Signing out ends the session that all others ask with: it has one of its own.
  const ends = as !== undefined && operation.config.id === signOut.config.id
  const headers = ends ? { cookie: await server.signIn(as) } : {}
  return server.as(ends ? undefined : as).inject({ ...requestOf(operation, { params, ...body }), headers })
}

/** Whom the gate itself refused, asked for all at once: a use case may also answer 403, for what is not there. */
async function refusedByGate(answers: readonly LightMyRequestResponse[]): Promise<readonly boolean[]> {
  const asked = answers.map((answer) => (answer.statusCode === 403 ? (answer.json().requestId as string) : null))
  const found = await server.database.asSystem((tx) =>
    many(
      tx,
      sql<{ id: string }>`select request_id as id from audit.trail
        where request_id = any(${asked.filter((id) => id !== null)}) and facts = '{"refused": true}'`,
    ),
  )
  const refused = new Set(found.map(({ id }) => id))
  return asked.map((id) => id !== null && refused.has(id))
}

/** The answer to each role, in the order of ROLES, one after the other. */
async function sendAsEach(operation: Operation, school: TestPlace): Promise<readonly LightMyRequestResponse[]> {
  const answers: LightMyRequestResponse[] = []
  for (const role of ROLES) answers.push(await send(operation, people.get(role), school))
  return answers
}

function mayAtSchool(operation: Operation, role: Role): boolean {
  const { may, scope } = operation.config
  const heldAtTrust = role === 'trustee' || role === 'trust-officer'
  const here = scope === 'trust' ? heldAtTrust : scope !== 'authority' || role === 'authority-officer'
  return here && (may === 'open' || may === 'signed-in' || reachOf.get(operation.config.id)?.[role] !== undefined)
}

const byId = operations.map((operation) => [operation.config.id, operation] as const)

describe('who may do what', () => {
  it('is as docs/generated/who-may.md says (after an intended change: npx vitest run src/main/permissions -u)', async () => {
    await expect(text).toMatchFileSnapshot('../../docs/generated/who-may.md')
  })

  it('asks only for rights that exist, and every operation has a name of its own', () => {
    const rights: readonly string[] = [...ACTIONS, 'open', 'signed-in']
    expect(operations.map(({ config }) => config.may).filter((may) => !rights.includes(may))).toEqual([])
    const ids = operations.map(({ config }) => config.id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it.each(byId)('%s lets in each role that may, and no other', async (_, operation) => {
    const wrong: string[] = []
    const answers = await sendAsEach(operation, places.own)
    const refused = await refusedByGate(answers)
    for (const [place, { statusCode, body }] of answers.entries()) {
      const role = ROLES[place] as Role
      const letIn = statusCode !== 401 && !refused[place]
      if (letIn !== mayAtSchool(operation, role) || statusCode >= 500) wrong.push(`${role}: ${statusCode} ${body}`)
    }
    expect(wrong).toEqual([])
  })

  const atSchools = byId.filter(([, operation]) => operation.config.scope === 'school')
  it.each(atSchools)('%s is refused at a school where one holds nothing', async (_, operation) => {
    const answers = await sendAsEach(operation, places.other)
    const refused = await refusedByGate(answers)
    const letIn = ROLES.filter((_, place) => answers[place]?.statusCode !== 403 || !refused[place])
    expect(letIn).toEqual([])
  })

  it.each(byId)('%s asks the signed-out to sign in, unless it is open', async (_, operation) => {
    const answer = await send(operation, undefined, places.own)
    if (operation.config.may === 'open') expect(answer.statusCode).not.toBe(401)
    else expect([answer.statusCode, answer.json().code]).toEqual([401, 'access.signed-out'])
  })
})
