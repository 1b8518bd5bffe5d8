import { expect, it } from 'vitest'
import { sharing } from './sharing.ts'

const settled = () => new Promise((go) => setTimeout(go))

it('of one name so many are done at a time, in their order, and others do not wait for them', async () => {
  const share = sharing(2)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string, what: string) =>
    share(name, () => {
      begun.push(what)
      return new Promise<void>((go) => ends.set(what, go))
    })
  const all = [work('a', 'a1'), work('a', 'a2'), work('a', 'a3'), work('a', 'a4'), work('b', 'b1')]
  await settled()
  expect(begun).toEqual(['a1', 'a2', 'b1'])
  ends.get('a2')?.()
  await settled()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
  for (const what of ['a1', 'a3', 'b1']) ends.get(what)?.()
  await settled()
  ends.get('a4')?.()
  await Promise.all(all)
  expect(begun.at(-1)).toBe('a4')
})

it('work that fails gives its place back', async () => {
  const share = sharing(1)
  const failing = share('a', () => Promise.reject(new Error('no')))
  const next = share('a', async () => 'done')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('done')
  expect(await share('a', async () => 'again')).toBe('again')
})
