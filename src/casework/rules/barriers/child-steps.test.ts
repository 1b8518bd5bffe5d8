import { describe, expect, it } from 'vitest'
import { childSteps } from './child-steps.ts'
import { QUESTIONS_NOW, questionSet } from './questions.ts'

describe('the steps in which a child is asked', () => {
  const set = questionSet(QUESTIONS_NOW, 'pupil')
  if (set === undefined) throw new Error('there are no questions now')

  it('hold every question once, at most three together, and words after what is only to be pressed', () => {
    const steps = childSteps(set)
    const asked = steps.flatMap(({ statements }) => statements.map(({ id }) => id))
    expect(asked.toSorted()).toEqual(set.statements.map(({ id }) => id).toSorted())
    expect(steps.flatMap(({ open }) => open ?? [])).toEqual(set.open)
    expect(steps.map(({ statements }) => statements.length)).toEqual([2, 3, 3, 2, 3, 0, 0, 0, 0])
    expect(new Set(steps.map(({ title }) => title)).size).toBe(9)
  })

  it('ask a question of a later version too, before somebody has placed it', () => {
    const later = { id: 'phone', kind: 'routines', words: 'I am up late on my phone.' } as const
    const steps = childSteps({ ...set, statements: [...set.statements, later] })
    expect(steps[5]).toEqual({ title: 'And these', statements: [later], open: undefined })
  })
})
