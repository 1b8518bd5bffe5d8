import { afterEach, expect, expectTypeOf, test, vi } from 'vitest'
import { z } from 'zod'
import type { Operation } from '../kernel/operation.ts'
import { pupilIdShape, schoolIdShape } from '../kernel/shapes.ts'
import { addressOf, call, download, type Input } from './call.ts'
import { OfflineError, ProblemError, plainMessage } from './problem.ts'

const SCHOOL = '3f1c2b74-9d55-4b1e-8a35-0c6c2f7a1d11'
const PUPIL = 'b3c9a0de-1f7e-4a83-9d0a-6f0b7c1e2d33'

const findPupil = {
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId',
  schema: {
    summary: 'A pupil',
    tags: ['roll'],
    params: z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape }),
    querystring: z.object({ group: z.array(z.string()).optional(), text: z.string().optional() }),
    response: { 200: z.object({ name: z.string() }) },
  },
  config: { id: 'find-pupil', may: 'see-pupils', scope: 'school', audit: { none: 'a test' } },
} as const satisfies Operation

const renamePupil = {
  method: 'PUT',
  url: '/api/schools/:schoolId/name',
  schema: {
    summary: 'Rename',
    tags: ['roll'],
    params: z.object({ schoolId: schoolIdShape }),
    body: z.object({ name: z.string() }),
    response: { 200: z.object({ done: z.boolean() }) },
  },
  config: { id: 'rename', may: 'x', scope: 'school', audit: 'renamed' },
} as const satisfies Operation

function serverSays(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    return answer()
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

test('an address has its parameters filled in, escaped, and only the filters that were given', () => {
  const params = { schoolId: SCHOOL, pupilId: 'a/b' }
  expect(addressOf(findPupil, { params })).toBe(`/api/schools/${SCHOOL}/pupils/a%2Fb`)
  expect(
    addressOf(findPupil, {
      params: { ...params, pupilId: PUPIL },
      querystring: { group: ['7A', '7B'], text: undefined },
    }),
  ).toBe(`/api/schools/${SCHOOL}/pupils/${PUPIL}?group=7A&group=7B`)
})

test('an unsafe request carries JSON and the header that other sites cannot send', async () => {
  const asked = serverSays(() => Response.json({ done: true }))
  expect(await call(renamePupil, { params: { schoolId: SCHOOL }, body: { name: 'Riverside' } })).toEqual({ done: true })
  expect(asked[0]?.init).toMatchObject({
    method: 'PUT',
    credentials: 'same-origin',
    body: '{"name":"Riverside"}',
    headers: { 'content-type': 'application/json', 'x-firstbell': 'web' },
  })
})

test('a refusal arrives with its code, its plain message and the fields at fault', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Refused',
    status: 422,
    code: 'roll.name-taken',
    detail: 'Another school has this name. Choose another.',
    errors: [{ path: 'name', message: 'Choose another name.' }],
    requestId: 'r-1',
  }
  serverSays(() => Response.json(problem, { status: 422 }))
  const thrown = await call(renamePupil, { params: { schoolId: SCHOOL }, body: { name: 'x' } }).catch((error) => error)
  expect(thrown).toBeInstanceOf(ProblemError)
  expect(thrown).toMatchObject({
    code: 'roll.name-taken',
    status: 422,
    message: problem.detail,
    errors: problem.errors,
  })
})

test('an answer that is not ours (a proxy’s page) still gives the person a sentence and the number to quote', async () => {
  serverSays(() => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'x-request-id': 'r-2' } }))
  const thrown = await call(renamePupil, { params: { schoolId: SCHOOL }, body: { name: 'x' } }).catch((error) => error)
  expect(thrown).toMatchObject({ code: 'http.502', problem: { requestId: 'r-2' } })
  expect(plainMessage(thrown)).toContain('Try again')
})

test('a network that fails is told apart from a server that refuses', async () => {
  serverSays(() => Promise.reject(new TypeError('Failed to fetch')))
  const thrown = await call(renamePupil, { params: { schoolId: SCHOOL }, body: { name: 'x' } }).catch((error) => error)
  expect(thrown).toBeInstanceOf(OfflineError)
})

test('a download keeps the name that the server gave the file', async () => {
  serverSays(() => new Response('a,b', { headers: { 'content-disposition': 'attachment; filename="register.csv"' } }))
  const file = await download(findPupil, { params: { schoolId: SCHOOL, pupilId: PUPIL } })
  expect(file.name).toBe('register.csv')
  expect(await file.content.text()).toBe('a,b')
})

test('the contract decides at compile time what a call must be told and what it answers', () => {
  expectTypeOf<{ params: { schoolId: string; pupilId: string } }>().toExtend<Input<typeof findPupil>>()
  expectTypeOf<{ params: { schoolId: string } }>().not.toExtend<Input<typeof findPupil>>()
  expectTypeOf<{ params: { schoolId: string } }>().not.toExtend<Input<typeof renamePupil>>()
  expectTypeOf<{ params: { schoolId: string; pupilId: string }; body: { name: string } }>().not.toExtend<
    Input<typeof findPupil>
  >()
  expectTypeOf<Awaited<ReturnType<typeof call<typeof findPupil>>>>().toEqualTypeOf<{ name: string }>()
})
