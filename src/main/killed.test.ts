import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { judge, killedRounds, plantSchool } from '../testing/kill-while-saving.ts'

const base = mkdtempSync(join(tmpdir(), 'firstbell-killed-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('a Firstbell that is killed while it saves registers', () => {
  // The long form, 200 rounds: e2e/by-hand/kill-while-saving.ts.
  it('has every acknowledged register on restart, none by half, and a journal that verifies', async () => {
    const folder = join(base, 'data')
    const school = await plantSchool(folder)
    let acknowledged = 0
    for await (const round of killedRounds(folder, school, 4)) {
      expect(round).toMatchObject({ lost: [], half: [], faults: [] })
      acknowledged += round.acknowledged
    }
    // Each round is killed after its first acknowledgement.
    expect(acknowledged).toBeGreaterThanOrEqual(4)
  }, 300_000)
})

describe('the judge of such rounds', () => {
  const nothing = { reopenMs: 0, entries: 0, lastHash: '', hashBefore: undefined, faults: [], since: [] }
  const said = [{ sent: 'key', digest: 'whole' } as const, { saved: 'key', version: 1 } as const]
  const entry = { number: 1, key: 'key', digest: 'whole', inTrail: true }
  const after = (since: (typeof entry)[]) => judge({ found: nothing, said }, { ...nothing, entries: 1, since })

  it.each([
    { case: 'all is there', since: [entry], lost: [], half: [] },
    { case: 'an acknowledged entry is gone', since: [], lost: ['entry 1'], half: [] },
    { case: 'marks are missing', since: [{ ...entry, digest: 'part' }], lost: ['entry 1'], half: ['entry 1'] },
    { case: 'the audit trail lacks the act', since: [{ ...entry, inTrail: false }], lost: [], half: ['entry 1'] },
    { case: 'another act has its number', since: [{ ...entry, key: 'other' }], lost: ['entry 1'], half: ['entry 1'] },
  ])('sees that $case', ({ since, lost, half }) => {
    expect(after(since)).toMatchObject({ acknowledged: 1, lost, half })
  })

  it('sees that what an earlier round saved was changed', () => {
    const before = { ...nothing, entries: 1, lastHash: 'ab' }
    const found = { ...nothing, entries: 1, hashBefore: 'cd' }
    expect(judge({ found: before, said: [] }, found).lost).toEqual(['what earlier rounds saved'])
  })
})
