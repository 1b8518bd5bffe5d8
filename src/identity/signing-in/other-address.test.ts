import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { mountSignIn, type SignInParts } from './mount-sign-in.ts'

/** The library does not look at addresses while tests run, so its refusals are given here as it words them. */
async function refusedWith(code: string) {
  const app = Fastify()
  const handler = async () => Response.json({ code, message: 'for programmers' }, { status: 403 })
  const gate = { forget: () => undefined, renewedCookies: () => [] }
  const settings = { secret: 'x'.repeat(32), publicUrl: 'https://attendance.example.school' }
  mountSignIn(app, { auth: { handler }, gate, settings } as unknown as SignInParts)
  const payload = { email: 'ada@school.example', password: 'three brass bells' }
  const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload })
  await app.close()
  return answer
}

it('blames the address, and not what was typed, where the library refuses a page of another address', async () => {
  for (const code of ['MISSING_OR_NULL_ORIGIN', 'INVALID_ORIGIN']) {
    const answer = await refusedWith(code)
    expect(answer.statusCode).toBe(403)
    expect(answer.json().detail).toMatch(/is not the one this Firstbell was set up for.*FIRSTBELL_ADDRESS/)
    expect(answer.json().detail).toContain('https://attendance.example.school')
  }
})

it('passes every other refusal on as it is', async () => {
  expect((await refusedWith('SOMETHING_ELSE')).json()).toMatchObject({ code: 'SOMETHING_ELSE' })
})
