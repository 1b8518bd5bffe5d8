import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyOf, type Field, fieldOf } from './fields.ts'
import { FILE_NAMES, FORM_GROUPS } from './groups.ts'
import { asTree, inside, sameTree, type Tree, withValue } from './tree.ts'

const kinds = ({ of }: Field): readonly string[] =>
  of.kind === 'group' ? of.fields.map((field) => `${field.name} ${field.of.kind}`) : [of.kind]

describe('the form', () => {
  it('has every name of the file once', () => {
    const shown = FORM_GROUPS.flatMap(({ names }) => names)
    expect(shown.toSorted()).toEqual([...FILE_NAMES].toSorted())
    expect(new Set(shown).size).toBe(shown.length)
  })

  it('reads what a field is from the shape of the file', () => {
    expect(kinds(fieldOf('firstDayContact'))).toEqual([
      'within amount',
      'repeatDaily yes-no',
      'section section',
      'words text',
      'also list',
    ])
    expect(kinds(fieldOf('inForceFrom'))).toEqual(['day'])
    expect(fieldOf('contactLadder').of).toMatchObject({ kind: 'list', of: { kind: 'group' } })
    expect(fieldOf('letters').of).toMatchObject({
      of: {
        fields: [{ of: { kind: 'one-of' } }, { of: { kind: 'threshold' }, optional: true }, {}, {}, {}, {}, {}, {}],
      },
    })
    expect(fieldOf('vulnerable').of).toMatchObject({
      fields: [{ of: { kind: 'list', of: { kind: 'one-of' } } }, {}, {}, {}],
    })
    expect(() => fieldOf('colour')).toThrow('a policy file has no colour')
  })

  it('begins a value with what is needed, and nothing else', () => {
    const { of } = fieldOf('contactLadder')
    expect(of.kind === 'list' && emptyOf(of.of)).toEqual({
      after: '',
      channel: 'text',
      to: 'first contact',
      section: '',
    })
  })
})

describe('a value of the file', () => {
  const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.string({ maxLength: 4 }), tie('tree'), { maxKeys: 3 }),
    ),
  })).tree

  it('comes out of JSON as it is; anything but text, lists and names does not', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(asTree(JSON.parse(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    for (const wrong of [1, true, null, { a: 1 }, [null]]) expect(asTree(wrong)).toBeUndefined()
    expect(asTree(JSON.parse(`${'['.repeat(20)}${']'.repeat(20)}`))).toBeUndefined()
  })

  it('changes at one place and nowhere else', () => {
    const clocks: Tree = [
      { years: ['7'], dayEnds: '15:30' },
      { years: ['8'], dayEnds: '15:30' },
    ]
    const changed = withValue(clocks, [1, 'dayEnds'], '15:00')
    expect(changed).toEqual([clocks[0], { years: ['8'], dayEnds: '15:00' }])
    expect(inside(changed, 0)).toBe(clocks[0])
    expect(withValue(changed, [0], undefined)).toEqual([{ years: ['8'], dayEnds: '15:00' }])
    expect(withValue({ a: 'x', b: 'y' }, ['a'], undefined)).toEqual({ b: 'y' })
  })

  it('is the same in whatever order its names stand', () => {
    expect(sameTree({ a: 'x', b: ['1'] }, { b: ['1'], a: 'x' })).toBe(true)
    expect(sameTree({ a: 'x' }, { a: 'x', b: '' })).toBe(false)
    expect(sameTree(['1', '2'], ['2', '1'])).toBe(false)
  })
})
