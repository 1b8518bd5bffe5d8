import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actsOf, IMPORT_ACTS, IMPORT_STATES, isOver, nextState, stateTable } from './import-state.ts'

describe('the states of an import', () => {
  it('are told in the README as they are', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    // The formatter pads tables: only words and their order count.
    const plain = (text: string) => text.replaceAll(/[ -]+/g, ' ')
    expect(plain(readme)).toContain(plain(stateTable()))
  })

  it('is over when it is done, failed or discarded, and then nothing can happen to it', () => {
    expect(IMPORT_STATES.filter(isOver)).toEqual(['done', 'failed', 'discarded'])
  })

  it('cannot be committed but from ready, nor discarded while it is being committed', () => {
    expect(IMPORT_STATES.filter((state) => actsOf(state).includes('commit'))).toEqual(['ready'])
    expect(nextState('committing', 'discard')).toMatchObject({
      ok: false,
      problem: { kind: 'conflict', code: 'interchange.not-now' },
    })
  })

  it('is never done without having been ready before, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...IMPORT_ACTS), { maxLength: 30 }), (acts) => {
        let state: (typeof IMPORT_STATES)[number] = 'pending'
        let wasReady = false
        for (const act of acts) {
          const next = nextState(state, act)
          if (next.ok) state = next.value
          wasReady ||= state === 'ready'
        }
        expect(state === 'done' && !wasReady).toBe(false)
      }),
    )
  })
})
